"""Inquiries from the draft to the quotes, in both languages: end states, never wording."""

import os
import signal
import subprocess
import sys
from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.inquiry import Inquiry
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

SEARCH = {"zh": "给宝宝找睡袋,100元以内", "en": "an infant sleeping bag, under 100 yuan"}
BOTH = {"zh": "给前两家供应商写询盘，500件，目标价40", "en": "draft an inquiry to the first two suppliers, 500 pcs, target 40 yuan"}


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def started(assistant: Assistant, language: str, thread: str) -> Reply:
    """A conversation with a list of products from two suppliers, and an inquiry to each."""
    assistant.ask(SEARCH[language], thread=thread)
    return assistant.ask(BOTH[language], thread=thread)


def say(assistant: Assistant, thread: str, language: str, zh: str, en: str) -> Reply:
    return assistant.ask(zh if language == "zh" else en, thread=thread)


def kept(assistant: Assistant, thread: str) -> dict[str, Inquiry]:
    listed = assistant.ask("我的询盘", thread=thread)
    return {each.id: each for each in listed.inquiries}


def test_one_inquiry_a_supplier_with_quantity_and_target(assistant: Assistant, language: str) -> None:
    reply = started(assistant, language, "draft")
    assert reply.intent == "inquiry"
    assert len({each.supplier_id for each in reply.inquiries}) == len(reply.inquiries) == 2
    assert {each.id for each in reply.inquiries} == {"q1", "q2"}
    for each in reply.inquiries:
        assert (each.quantity, each.target_price, each.currency, each.status, each.language) == (500, Decimal("40.00"), "CNY", "prepared", "zh")
        assert each.text and "¥40.00" in each.text and "500" in each.text
    assert "price<=40" not in {condition.name for condition in reply.need.active}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("写一份询盘：最便宜的头灯，500个", 1),
        ("the cheapest headlamp, write an inquiry for 500 pieces", 1),
        ("给最便宜的两款头灯写询盘，500个", 2),
        ("头灯，写询盘，500个", 3),
    ],
)
def test_of_goods_asked_for_just_now_the_superlative_means_one(demo: Assistant, text: str, written: int) -> None:
    reply = demo.ask(text, thread=f"just now {text}")
    ids = [each for inquiry in reply.inquiries for each in inquiry.product_ids]
    assert ids == [card.product_id for card in reply.cards[:written]]


def test_a_draft_changes_under_the_same_id(assistant: Assistant, language: str) -> None:
    started(assistant, language, "change")
    more = say(assistant, "change", language, "数量改成800", "make the quantity 800")
    assert {(each.id, each.quantity) for each in more.inquiries} == {("q1", 800), ("q2", 800)}
    dearer = say(assistant, "change", language, "目标价改成45", "change the target price to 45 yuan")
    assert {(each.id, each.quantity, each.target_price) for each in dearer.inquiries} == {
        ("q1", 800, Decimal("45.00")),
        ("q2", 800, Decimal("45.00")),
    }


@pytest.mark.parametrize(
    ("zh", "en", "quantity", "target"),
    [
        ("不，38.5", "no, 38.50", 500, "38.50"),
        ("价格改成38", "lower the price to 38", 500, "38.00"),
        ("数量改成800，价格改成38", "make the quantity 800 and change the price to 38", 800, "38.00"),
        ("不对，600", "no, 600", 600, "40.00"),
        ("价格38", "make the price 38", 500, "38.00"),
        ("价格是38吗", "is the price 38?", None, None),
    ],
)
def test_a_price_set_after_a_draft_is_its_target(
    assistant: Assistant, language: str, zh: str, en: str, quantity: int | None, target: str | None
) -> None:
    thread = f"target {zh}"
    started(assistant, language, thread)
    changed = say(assistant, thread, language, zh, en)
    expected = {(each.id, quantity, Decimal(target)) for each in changed.inquiries} if target else set()
    assert bool(changed.inquiries) == bool(target)
    assert {(each.id, each.quantity, each.target_price) for each in changed.inquiries} == expected


@pytest.mark.parametrize(
    ("zh", "en", "targets"),
    [
        ("给前两家供应商写询盘，各500，目标价38和42", "draft an inquiry to the first two suppliers, 500 each, target 38 and 42", ["38.00", "42.00"]),
        ("给前两家供应商写询盘，目标价38、40和42", "draft an inquiry to the first two suppliers, target 38 and 40 and 42", [None, None]),
    ],
)
def test_each_letter_has_its_own_target(assistant: Assistant, language: str, zh: str, en: str, targets: list[str | None]) -> None:
    assistant.ask(SEARCH[language], thread=f"own {zh}")
    reply = say(assistant, f"own {zh}", language, zh, en)
    assert [each.target_price for each in reply.inquiries] == [None if target is None else Decimal(target) for target in targets]


def test_another_product_takes_the_place_of_the_one_drafted(assistant: Assistant, language: str) -> None:
    assistant.ask(SEARCH[language], thread="another")
    first = say(assistant, "another", language, "给第一款写询盘，500件，40块一件", "draft an inquiry for the first, 500 pieces at 40 yuan each")
    second = say(assistant, "another", language, "不，第二款", "no, the second one")
    told = [[(each.quantity, each.target_price) for each in reply.inquiries] for reply in (first, second)]
    assert told == [[(500, Decimal("40.00"))]] * 2
    assert {each.product_ids for each in first.inquiries}.isdisjoint({each.product_ids for each in second.inquiries})


def test_nothing_is_sent_until_the_buyer_says_so(assistant: Assistant, language: str) -> None:
    started(assistant, language, "sent")
    asked = say(assistant, "sent", language, "你能发出去吗？", "can you send it?")
    assert asked.question and {each.status for each in asked.inquiries} == {"prepared"}
    marked = say(assistant, "sent", language, "是的", "yes")
    assert {each.status for each in marked.inquiries} == {"sent"}
    assert {each.status for each in kept(assistant, "sent").values()} == {"sent"}


def test_one_of_two_is_marked(assistant: Assistant, language: str) -> None:
    started(assistant, language, "one")
    say(assistant, "one", language, "第二家的发出去了", "I sent the inquiry to the second supplier")
    assert {each.id: each.status for each in kept(assistant, "one").values()} == {"q1": "prepared", "q2": "sent"}


def test_quotes_find_their_inquiries_and_are_compared(assistant: Assistant, language: str) -> None:
    started(assistant, language, "quotes")
    say(assistant, "quotes", language, "发出去了", "I sent them")
    say(assistant, "quotes", language, "第一家报价45，起订200，15天交货", "the first supplier quoted 45 yuan, MOQ 200, 15 days")
    say(assistant, "quotes", language, "第二家报价42，1000件起订", "supplier 2 offered 42 yuan at MOQ 1000")
    compared = say(assistant, "quotes", language, "对比报价", "compare the quotes")
    assert compared.comparison is not None
    by_field = {row.field: row for row in compared.comparison.rows}
    assert by_field["quote.price"].winner is None  # the lower one asks for more pieces than are wanted
    quotes = {each.id: each.quotes for each in compared.inquiries}
    assert [(quote.unit_price, quote.currency, quote.min_quantity, quote.lead_days) for quote in quotes["q1"]] == [(Decimal("45.00"), "CNY", 200, 15)]
    assert [(quote.unit_price, quote.min_quantity) for quote in quotes["q2"]] == [(Decimal("42.00"), 1000)]


BETTER = {
    "zh": "第一家报价50，起订200，第二家报价42，起订1000，哪个对我更划算？",
    "en": "first one quoted 50 with MOQ 200, second one quoted 42 with MOQ 1000. which is better for me?",
}


def test_which_quote_is_better_is_answered_with_the_note(assistant: Assistant, language: str) -> None:
    started(assistant, language, "better")
    reply = assistant.ask(BETTER[language], thread="better")
    assert reply.comparison is not None and reply.also == ()
    first, second = reply.inquiries[:2]
    assert {row.field: row.winner for row in reply.comparison.rows}["quote.price"] is None  # only the dearer one applies to 500
    assert reply.comparison.verdict and "¥50.00" in reply.comparison.verdict and "¥42.00" not in reply.comparison.verdict
    assert [len(each.quotes) for each in kept(assistant, "better").values()] == [1, 1] and first.quotes and second.quotes


def test_quotes_without_an_inquiry_are_compared_and_not_kept(assistant: Assistant, language: str) -> None:
    assistant.ask({"zh": "婴儿睡袋，要500件", "en": "baby sleeping bags, 500 pcs"}[language], thread="heard")
    reply = assistant.ask(BETTER[language], thread="heard")
    assert reply.comparison is not None and "¥50.00" in reply.comparison.verdict and not reply.inquiries
    assert not kept(assistant, "heard")


def test_whose_quote_it_is_is_asked_where_it_is_not_clear(assistant: Assistant, language: str) -> None:
    started(assistant, language, "whose")
    asked = say(assistant, "whose", language, "对方报价45元", "they quoted 45 yuan")
    assert asked.question and not any(each.quotes for each in kept(assistant, "whose").values())
    say(assistant, "whose", language, "对方报价45元", "they quoted 45 yuan")
    say(assistant, "whose", language, "第二家", "the second supplier")
    assert {each.id: len(each.quotes) for each in kept(assistant, "whose").values()} == {"q1": 0, "q2": 1}


def test_a_supplier_is_known_by_his_name(assistant: Assistant, language: str) -> None:
    reply = started(assistant, language, "name")
    mianyun = next(each.id for each in reply.inquiries if each.supplier_id == "sup-mianyun")
    say(assistant, "name", language, "眠云童装厂报价45元", "Huzhou Mianyun quoted 45 yuan")
    assert {each.id for each in kept(assistant, "name").values() if each.quotes} == {mianyun}


def test_another_currency_is_kept_and_not_compared(assistant: Assistant, language: str) -> None:
    started(assistant, language, "usd")
    say(assistant, "usd", language, "第一家报价6.2美元", "the first supplier offered $6.2")
    say(assistant, "usd", language, "第二家报价42元", "the second supplier quoted 42 yuan")
    compared = say(assistant, "usd", language, "对比报价", "compare the quotes")
    assert compared.comparison is not None and all(row.winner is None for row in compared.comparison.rows if row.field == "quote.price")
    assert [quote.currency for quote in kept(assistant, "usd")["q1"].quotes] == ["USD"]


def test_what_was_sent_stays_as_it_was(assistant: Assistant, language: str) -> None:
    started(assistant, language, "fixed")
    say(assistant, "fixed", language, "都发出去了", "I sent them")
    say(assistant, "fixed", language, "数量改成900", "make the quantity 900")
    every = kept(assistant, "fixed")
    assert {each.id: (each.status, each.quantity) for each in every.values()} == {
        "q1": ("sent", 500),
        "q2": ("sent", 500),
        "q3": ("prepared", 900),
        "q4": ("prepared", 900),
    }
    assert every["q3"].target_price == Decimal("40.00")


def test_for_which_product_is_asked_before_anything_is_drafted(assistant: Assistant, language: str) -> None:
    assistant.ask(SEARCH[language], thread="which")
    asked = say(assistant, "which", language, "写一份询盘", "write an inquiry")
    assert asked.question and not asked.inquiries
    drafted = say(assistant, "which", language, "第二款", "the second one")
    assert [each.product_ids for each in drafted.inquiries] == [(assistant.threads.get("which")[0].reply.cards[1].product_id,)]


def test_unknown_conditions_are_asked_in_the_letter(assistant: Assistant, language: str) -> None:
    assistant.ask(SEARCH[language], thread="unknown")
    before = say(assistant, "unknown", language, "给第一款写询盘", "draft an inquiry for the first one")
    after = say(assistant, "unknown", language, "给第一款写询盘，问问有没有GOTS认证", "draft an inquiry for the first one: does it have GOTS?")
    assert "GOTS" not in before.inquiries[0].text and "GOTS" in after.inquiries[0].text
    assert before.inquiries[0].id == after.inquiries[0].id


def test_what_the_goods_must_be_is_in_the_letter_and_the_highest_price_is_not(assistant: Assistant, language: str) -> None:
    assistant.ask({"zh": "竹纤维的婴儿睡袋，100元以内", "en": "bamboo baby sleeping bags under 100 yuan"}[language], thread="require")
    letter = say(assistant, "require", language, "给第一款写询盘", "draft an inquiry for the first one").inquiries[0].text
    assert "竹" in letter.split("请报")[0].rpartition("）")[2] and "100" not in letter


@pytest.mark.parametrize(
    "text", ["写个询盘", "write an inquiry", "发出去了", "I sent it", "对比报价", "compare the quotes", "第一家报价45", "my inquiries"]
)
def test_without_an_inquiry_nothing_is_marked_or_noted(assistant: Assistant, text: str) -> None:
    reply = assistant.ask(text, thread="empty")
    assert reply.intent == "inquiry" and not reply.inquiries and not reply.cards


def test_inquiries_go_on_in_a_new_process(settings: Settings, language: str) -> None:
    with open_assistant(settings=settings) as first:
        started(first, language, "t")
        say(first, "t", language, "第一家报价45", "the first supplier quoted 45")
    with open_assistant(settings=settings) as second:
        say(second, "t", language, "发出去了", "I sent it")
        every = kept(second, "t")
    assert [len(each.quotes) for each in every.values()] == [1, 0]
    assert [each.status for each in every.values()] == ["sent", "prepared"]  # the last reply was about the first one


KILLED = """
import os, signal, sys
from pathlib import Path
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings
assistant = open_assistant(settings=Settings(store=Path(sys.argv[1]), state=Path(sys.argv[2])))
for text in ("给宝宝找睡袋,100元以内", "给第一款写询盘", "发出去了"):
    assistant.ask(text, thread="t")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_acknowledged_survives_a_kill_right_after_the_reply(settings: Settings) -> None:
    run = [sys.executable, "-P", "-c", KILLED, str(settings.store), str(settings.state)]
    assert subprocess.run(run, env=os.environ.copy(), check=False).returncode == -signal.SIGKILL
    with open_assistant(settings=settings) as assistant:
        assert [each.status for each in kept(assistant, "t").values()] == ["sent"]


def test_a_quote_without_a_currency_is_in_that_of_the_target(assistant: Assistant, language: str) -> None:
    thread = f"currency-{language}"
    assistant.ask(SEARCH[language], thread=thread)
    say(assistant, thread, language, "给第一款写询盘，500个，目标价2美元", "draft an inquiry for the first one, 500 pcs, target price $2")
    reply = say(assistant, thread, language, "他们报价2.2，起订1000", "they quoted 2.2, MOQ 1000")
    assert [(quote.unit_price, quote.currency) for each in reply.inquiries for quote in each.quotes] == [(Decimal("2.20"), "USD")]
