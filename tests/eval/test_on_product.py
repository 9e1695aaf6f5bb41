"""The questions of one product: rows that hold together, and an outcome that punishes what isn't the answer."""

import pytest
from daogou.eval.on_product import FRESH, QUESTIONS, Question, outcome, questions, reported
from daogou.schema.need import Need
from daogou.schema.reply import Card, Reply


def test_two_thirds_have_an_answer_on_file_in_both_languages_and_stores() -> None:
    rows = questions()
    assert len(rows) == 120 and sum(one.answer == "open" for one in rows) == 40
    assert {(one.store, one.language) for one in rows} == {(store, language) for store in ("demo", "litemall") for language in ("zh", "en")}
    assert len({one.id for one in rows}) == len({(one.product, one.text) for one in rows}) == 120


def test_further_ones_are_of_other_products_save_of_one_shelf_and_each_says_what_it_needs() -> None:
    rows, further = questions(QUESTIONS), questions(FRESH)
    assert {(one.product, one.text) for one in rows}.isdisjoint((one.product, one.text) for one in further)
    assert all(bool(one.says) is (one.answer != "open") for one in (*rows, *further))


def said(text: str, intent: str = "product_question", language: str = "en") -> Reply:
    card = Card(product_id="p", title="t", price="1.00", currency="CNY")
    return Reply(thread_id="t", turn=1, language=language, intent=intent, need=Need(), text=text, cards=(card,))  # type: ignore[arg-type]


def asked(answer: str, *says: str) -> Question:
    return Question(id="q", store="demo", product="p", language="en", text="is it?", answer=answer, says=tuple((one,) for one in says))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        (asked("yes", "keeps rain out"), '**Tent**: yes (the description says: "It keeps rain out."[1]).', "right"),
        (asked("yes", "keeps rain out"), '**Tent**: the description says: "It is blue."[1].', "false"),
        (asked("open"), '**Tent**: the description says: "It is blue."[1].', "false"),
        (asked("open"), "**Tent**: no TSA lock on record; what is: combination lock.[1]", "honest"),
    ],
)
def test_what_is_told_in_answer_and_is_none_is_false(question: Question, text: str, found: str) -> None:
    assert outcome(question, said(text)) == found


def test_another_kind_of_reply_answers_nothing() -> None:
    assert outcome(asked("open"), said("I found 5 tents.", "search")) == "silent"
    assert outcome(asked("yes", "rain"), said("I found 5 rain tents.", "search")) == "missed"


def test_one_that_is_false_or_silent_isn_t_reached() -> None:
    report = reported([asked("open")], {"q": "silent"}, "on-product")
    assert [figure.reached for figure in report.figures if "said so" in figure.name] == [False]
