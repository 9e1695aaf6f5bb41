"""Letters to the sellers of a plan: one a seller, changed and approved by the buyer, and nothing goes out before."""

import asyncio
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import InputError
from daogou.schema.mailing import Answer, LetterEdit, LineEdit, Mailing
from daogou.schema.settings import Settings
from daogou.schema.sourcing_report import SourcingReport
from daogou.schema.sourcing_task import WrittenTask
from pydantic import ValidationError

LINES: tuple[dict[str, Any], ...] = (
    {"goods": "婴儿睡袋", "quantity": 100, "musts": ["纯棉"], "wishes": ["带收纳袋"]},
    {"goods": "婴儿睡袋", "quantity": 60, "musts": ["竹纤维"]},
    {"goods": "无线鼠标", "quantity": 200},
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


@pytest.fixture
def sender(settings: Settings, out: Path) -> Iterator[Assistant]:
    """An assistant with a folder for an outbox."""
    with open_assistant(settings=settings.model_copy(update={"outbox": f"file:{out}"})) as opened:
        yield opened


def report(assistant: Assistant, *lines: dict[str, Any], **whole: Any) -> SourcingReport:
    return assistant.source(WrittenTask.model_validate({"lines": lines or LINES, "language": "zh", **whole}))


def draft(assistant: Assistant, found: SourcingReport | None = None, **how: Any) -> Mailing:
    return asyncio.run(assistant.letters.draft(found or report(assistant), **how))


def say(assistant: Assistant, mailing: Mailing, answer: str, version: int | None = None, buyer: str | None = None, **said: Any) -> Mailing:
    given = Answer.model_validate({"answer": answer, "version": version or mailing.version, **said})
    return asyncio.run(assistant.letters.answer(mailing.id, given, buyer=buyer, who="Li", via="test"))


def states(mailing: Mailing) -> list[str]:
    return [each.status for each in mailing.letters]


def files(out: Path) -> list[str]:
    return sorted(each.name for each in out.glob("*")) if out.exists() else []


def edit(letter: int, **lines: Any) -> LetterEdit:
    return LetterEdit(letter=letter, lines=(LineEdit(**lines),))


def test_one_letter_a_seller_has_all_his_lines(assistant: Assistant) -> None:
    mailing = draft(assistant, targets={2: Decimal(40)})
    assert [(each.supplier_id, [(line.line, line.product_id, line.quantity) for line in each.lines]) for each in mailing.letters] == [
        ("sup-mianyun", [(1, "bag-cotton", 100), (2, "bag-bamboo", 60)]),
        ("sup-qingqiao", [(3, "mouse-silent", 200)]),
    ]
    first = mailing.letters[0]
    assert [(line.listed, line.target) for line in first.lines] == [(Decimal("82.00"), None), (Decimal("45.00"), Decimal("40.00"))]
    assert all(said in first.text for said in ("bag-cotton", "bag-bamboo", "60", "¥82.00", "¥40.00"))
    assert states(mailing) == ["prepared", "prepared"]


def test_what_no_record_answers_is_asked(assistant: Assistant) -> None:
    mailing = draft(assistant, report(assistant, destination="深圳", deadline="12月20日前"))
    cotton = mailing.letters[0].lines[0]
    assert any("收纳袋" in each for each in cotton.questions)
    assert all("深圳" in each.text and "12月20日前" in each.text for each in mailing.letters)
    ergo = draft(assistant, report(assistant, {"goods": "无线鼠标", "quantity": 10}))
    assert ergo.letters[0].lines[0].questions  # its stock is stated nowhere


def test_what_a_buyer_would_pay_at_most_is_told_to_nobody(assistant: Assistant) -> None:
    mailing = draft(assistant, report(assistant, {"goods": "婴儿睡袋", "quantity": 100, "price": 86.4}, budget=9876))
    assert "86.4" not in mailing.letters[0].text and "9876" not in mailing.letters[0].text


@pytest.mark.parametrize(("language", "hello"), [("zh", "湖州眠云童装厂"), ("en", "Huzhou Mianyun Childrenswear Factory")])
def test_letters_are_in_the_buyers_language(assistant: Assistant, language: str, hello: str) -> None:
    mailing = draft(assistant, report(assistant, language=language))
    assert mailing.letters[0].text.startswith((hello, f"Dear {hello}"))


def test_nothing_goes_out_before_the_buyer_says_yes(sender: Assistant, out: Path) -> None:
    mailing = draft(sender)
    say(sender, mailing, "changed", edits=(edit(1, line=1, quantity=120),))
    assert files(out) == []
    assert states(say(sender, mailing, "no", 2)) == ["declined", "declined"]
    assert files(out) == []


def test_a_yes_sends_each_letter_once_however_often_it_is_said(sender: Assistant, out: Path) -> None:
    mailing = draft(sender)
    first = say(sender, mailing, "yes")
    again = say(sender, mailing, "yes")
    assert states(first) == states(again) == ["sent", "sent"]
    assert files(out) == sorted(f"{each.id}.json" for each in mailing.letters)
    assert first.log == again.log
    ((said),) = again.log
    assert (said.who, said.via, said.answer, said.letters) == ("Li", "test", "yes", (1, 2))
    written = json.loads((out / f"{mailing.letters[0].id}.json").read_text("utf-8"))
    assert (written["letter"]["text"], written["letter"]["supplier_id"]) == (mailing.letters[0].text, "sup-mianyun")
    assert written["mailing"]["approved"]["who"] == "Li"


def test_two_who_approve_at_once_send_once(sender: Assistant, out: Path) -> None:
    mailing = draft(sender)

    async def both() -> list[Mailing]:
        answer = Answer(answer="yes", version=1)
        return await asyncio.gather(*(sender.letters.answer(mailing.id, answer, who=who) for who in ("Li", "Wang", "Zhao")))

    assert [states(each) for each in asyncio.run(both())] == [["sent", "sent"]] * 3
    found = asyncio.run(sender.letters.get(mailing.id))
    assert len(found.log) == 1 and [each.attempts for each in found.letters] == [1, 1]


def test_some_letters_are_approved_and_others_declined(sender: Assistant, out: Path) -> None:
    mailing = draft(sender)
    assert states(say(sender, mailing, "yes", letters=(2,))) == ["prepared", "sent"]
    assert states(say(sender, mailing, "no", letters=(1,))) == ["declined", "sent"]
    assert files(out) == [f"{mailing.letters[1].id}.json"]
    with pytest.raises(InputError):
        say(sender, mailing, "no", letters=(2,))


def test_a_changed_quantity_is_written_anew_at_its_own_price_and_shown_again(sender: Assistant, out: Path) -> None:
    mailing = draft(sender)
    changed = say(sender, mailing, "changed", edits=(edit(1, line=1, quantity=200, target=70),))
    line = changed.letters[0].lines[0]
    assert (changed.version, line.quantity, line.listed, line.target) == (2, 200, Decimal("76.00"), Decimal("70.00"))
    assert all(said in changed.letters[0].text for said in ("200", "¥76.00", "¥70.00"))
    with pytest.raises(InputError) as stale:  # he saw other letters
        say(sender, mailing, "yes", 1)
    assert stale.value.code == "letters_changed" and files(out) == []
    assert states(say(sender, changed, "yes")) == ["sent", "sent"]


def test_the_buyers_own_words_go_out_as_they_are(sender: Assistant, out: Path) -> None:
    mailing = draft(sender)
    changed = say(sender, mailing, "changed", edits=(LetterEdit(letter=2, text="你好，\n鼠标200个，最低多少？"),))
    say(sender, changed, "yes", letters=(2,))
    assert json.loads((out / f"{mailing.letters[1].id}.json").read_text("utf-8"))["letter"]["text"] == "你好，\n鼠标200个，最低多少？"


def test_a_line_can_be_left_out_of_a_letter(assistant: Assistant) -> None:
    changed = say(assistant, draft(assistant), "changed", edits=(edit(1, line=2, drop=True),))
    assert [line.line for line in changed.letters[0].lines] == [1] and "bag-bamboo" not in changed.letters[0].text


@pytest.mark.parametrize(
    "said",
    [
        {"answer": "changed"}, {"answer": "changed", "edits": [{"letter": 1}]}, {"answer": "changed", "edits": [{"letter": 9, "text": "x"}]},
        {"answer": "changed", "edits": [{"letter": 1, "text": " \u200b "}]}, {"answer": "yes", "letters": [7]},
        {"answer": "changed", "edits": [{"letter": 1, "lines": [{"line": 9, "quantity": 1}]}]},
        {"answer": "changed", "edits": [{"letter": 2, "lines": [{"line": 3, "drop": True}]}]},
        {"answer": "yes", "edits": [{"letter": 1, "text": "x"}]}, {"answer": "resend"}, {"answer": "yes", "version": 5},
        {"answer": "changed", "edits": [{"letter": 1, "text": "x", "lines": [{"line": 1, "quantity": 5}]}]},
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_taken_is_told_and_changes_nothing(assistant: Assistant, said: dict[str, Any]) -> None:
    mailing = draft(assistant)
    with pytest.raises(InputError):
        say(assistant, mailing, said.pop("answer"), **said)
    assert asyncio.run(assistant.letters.get(mailing.id)) == mailing


@pytest.mark.parametrize("edits", [{"quantity": 0}, {"quantity": -5}, {"target": -1}, {"quantity": 10**10}])
def test_an_impossible_quantity_or_price_is_none(edits: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        LineEdit.model_validate({"line": 1, **edits})


def test_without_an_outbox_the_buyer_sends_them_and_none_goes_out_later_by_itself(assistant: Assistant, settings: Settings, out: Path) -> None:
    mailing = draft(assistant)
    assert states(say(assistant, mailing, "yes", letters=(1,))) == ["approved", "prepared"]
    assistant.close()
    with open_assistant(settings=settings.model_copy(update={"outbox": f"file:{out}"})) as later:
        assert states(say(later, mailing, "yes", letters=(2,))) == ["approved", "sent"]
        assert states(say(later, mailing, "resend")) == ["sent", "sent"]
    assert len(files(out)) == 2


def test_letters_are_the_buyers_own_and_no_conversation(sender: Assistant) -> None:
    mailing = draft(sender, buyer="ann")
    for buyer in (None, "bob"):
        with pytest.raises(InputError) as unknown:
            asyncio.run(sender.letters.get(mailing.id, buyer))
        assert unknown.value.code == "letters_unknown"
        with pytest.raises(InputError):
            say(sender, mailing, "yes", buyer=buyer)
        with pytest.raises(InputError):
            draft(sender, buyer=buyer, id=mailing.id)
    sender.ask("婴儿睡袋", thread=mailing.id, buyer="bob")  # an id of his choice
    assert states(asyncio.run(sender.letters.get(mailing.id, "ann"))) == ["prepared", "prepared"]
    assert sender.threads.list("ann") == ()
    sender.threads.delete_buyer("ann")
    with pytest.raises(InputError):
        asyncio.run(sender.letters.get(mailing.id, "ann"))


def test_drafted_twice_by_one_name_they_are_the_same_letters(assistant: Assistant) -> None:
    found = report(assistant)
    assert draft(assistant, found, id="order-7") == draft(assistant, found, id="order-7")
    asyncio.run(assistant.letters.delete("order-7"))
    with pytest.raises(InputError):
        asyncio.run(assistant.letters.get("order-7"))


@pytest.mark.parametrize("id", ["../x", "a\0b", "x" * 65])
def test_a_name_that_no_file_could_have_is_refused(assistant: Assistant, id: str) -> None:
    with pytest.raises(InputError):
        draft(assistant, id=id)


def test_a_report_without_that_plan_or_with_goods_that_are_gone(assistant: Assistant) -> None:
    found = report(assistant)
    gone = found.model_dump(mode="json")
    gone["plans"][0]["lines"][2]["deal"]["product_id"] = "sold-out"
    mailing = draft(assistant, SourcingReport.model_validate(gone))
    assert [each.supplier_id for each in mailing.letters] == ["sup-mianyun"] and [each.kind for each in mailing.notes] == ["letter.gone"]
    with pytest.raises(InputError):
        draft(assistant, found.model_copy(update={"plans": found.plans[:1]}), plan="best_evidence")
    with pytest.raises(InputError):
        draft(assistant, report(assistant, {"goods": "excavator", "quantity": 1}))
    with pytest.raises(InputError):
        draft(assistant, found, targets={9: Decimal(1)})


def test_the_sellers_compared_are_asked_too_and_the_least_quote_counts(assistant: Assistant) -> None:
    found = report(assistant, {"goods": "婴儿睡袋", "quantity": 100})
    mailing = draft(assistant, found, compared=True)
    assert {each.supplier_id for each in mailing.letters} == {"sup-mianyun", "sup-norbranch"} and len(mailing.letters) == 2
    for number, price in ((1, 39), (2, 38)):
        mailing = asyncio.run(assistant.letters.quote(mailing.id, f"单价{price}元", letter=number))
    done = say(assistant, mailing, "confirm", quotes=[each.id for each in mailing.quotes])
    assert done.comparison is not None
    assert [(row.letter, row.best) for row in done.comparison.rows] == [(1, False), (2, True)] and done.comparison.quoted == 3800


def test_a_yes_to_no_letter_is_no_yes_to_all() -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate({"answer": "yes", "version": 1, "letters": []})
    assert Answer.model_validate({"answer": "yes", "version": 1}).letters == ()
