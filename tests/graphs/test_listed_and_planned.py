"""A list in a conversation: every line as understood, its plans, and corrections by word and tap over turns."""

from decimal import Decimal
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply

LIST = {
    "zh": "睡袋50个、奶瓶100个、围嘴200个,总预算1万,找3家厂家比价",
    "en": "50 baby sleeping bags, 100 baby bottles and 200 bibs, total budget 10,000 yuan, compare 3 factories",
}
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture
def say(demo: Assistant, request: pytest.FixtureRequest) -> Any:
    def said(text: str = "", *commands: dict[str, Any]) -> Reply:
        return demo.ask(text, thread=request.node.name, commands=COMMANDS.validate_python(list(commands)))

    return said


def wanted(reply: Reply) -> list[tuple[str | None, int | None]]:
    assert reply.purchase is not None
    return [(item.need.category, item.need.quantity) for item in reply.purchase.items]


def lines(reply: Reply) -> list[str]:
    return [line for line in reply.text.splitlines() if line.strip() and not line.startswith(("1. ", "2. ", "3. ", "4. ", "- "))]


@BOTH
def test_every_line_is_told_as_it_was_understood_with_its_plans_in_few_lines(demo: Assistant, say: Any, language: str) -> None:
    reply = say(LIST[language])
    assert wanted(reply)[:2] == [("婴儿睡袋", 50), ("奶瓶", 100)] and [each[1] for each in wanted(reply)] == [50, 100, 200]
    assert ("围嘴" if language == "zh" else "bibs") in reply.text
    assert reply.purchase is not None and (reply.purchase.suppliers, reply.purchase.factories, reply.purchase.budget) == (3, True, 10000)
    assert [each.kind for each in reply.plans] == ["cheapest", "fewest_sellers", "best_evidence"]
    cheapest = reply.plans[0]
    catalogue = demo.shopfront.current().catalogue
    costs = [Decimal(card.price or 0) * count for card, count in zip(reply.cards[:2], (50, 100), strict=True)]
    assert [card.product_id for card in reply.cards[:2]] == list(cheapest.product_ids)
    assert Decimal(cheapest.total) == sum(costs) and Decimal(cheapest.left or 0) == 10000 - sum(costs)
    assert all(catalogue.supplier(catalogue.product(id).supplier_id).kind == "factory" for id in cheapest.product_ids)  # type: ignore[union-attr, arg-type]
    beyond = lines(reply)
    assert len(beyond) <= 6 and (len("".join(beyond)) <= 200 if language == "zh" else len(" ".join(beyond).split()) <= 120)
    assert cheapest.total in beyond[0]
    alone = demo.source(LIST[language])  # the same without a conversation
    assert [(each.kind, Decimal(each.total)) for each in reply.plans] == [(each.kind, each.total) for each in alone.plans]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "再加20个保温杯", [50, 100, 200, 20]),
        ("zh", "预算改成12000", [50, 100, 200]),
        ("en", "please remove the bibs and make it 80 bottles", [50, 80]),
        ("en", "budget 12,000", [50, 100, 200]),
    ],
)
def test_lines_are_corrected_by_word(say: Any, language: str, text: str, expected: list[int]) -> None:
    say(LIST[language])
    reply = say(text)
    assert [count for _, count in wanted(reply)] == expected and reply.plans
    assert reply.purchase is not None and reply.purchase.budget == (12000 if "12" in text.replace(",", "") and "000" in text else 10000)


@BOTH
def test_what_holds_of_the_whole_is_said_in_a_later_turn(say: Any, language: str) -> None:
    say(LIST[language])
    reply = say("全部从一家买，送到义乌" if language == "zh" else "all from one supplier, delivered to Hamburg")
    assert reply.purchase is not None and reply.purchase.sellers == "one"
    assert reply.purchase.destination == ("义乌" if language == "zh" else "Hamburg") and reply.plans[0].sellers <= reply.plans[1].sellers


def test_a_tap_and_a_program_change_lines_as_words_do(say: Any) -> None:
    say(LIST["zh"])
    by_tap = say("", {"command": "seek", "goods": "奶瓶", "quantity": 80, "topic": "same"}, {"command": "drop", "value": "围嘴"})
    assert wanted(by_tap) == [("婴儿睡袋", 50), ("奶瓶", 80)] and by_tap.plans
    added = say("", {"command": "list", "lines": [{"goods": "保温杯", "quantity": 30}], "more": True, "budget": 20000})
    assert wanted(added) == [("婴儿睡袋", 50), ("奶瓶", 80), ("保温杯", 30)] and added.purchase.budget == 20000


def test_a_budget_that_is_missed_comes_with_taps_that_keep_it(say: Any) -> None:
    say(LIST["zh"])
    short = say("预算2000")
    assert short.plans[0].missed_by is not None
    for tap in short.suggestions[:2]:
        thread_reply = say(tap.text, *(each.model_dump() for each in tap.commands))
        assert thread_reply.plans[0].missed_by is None
        say("", {"command": "list", "budget": 2000}, {"command": "seek", "goods": "婴儿睡袋", "quantity": 50, "topic": "same"})


def test_a_question_about_goods_of_the_list_changes_nothing(say: Any) -> None:
    before = say(LIST["zh"])
    say("不要围嘴可以吗？")
    say("第一款是什么材质？")
    assert wanted(say("一共多少钱")) == wanted(before)


def test_a_list_pasted_as_a_table_is_read_as_one(say: Any) -> None:
    reply = say("商品,数量,必须,不要\n窗帘,30,遮光,\n台灯,20,,\n砧板,50,竹,塑料\n总预算,9000,,\n")
    assert wanted(reply) == [("窗帘", 30), ("台灯", 20), ("砧板", 50)] and reply.purchase.budget == 9000


def test_a_product_that_was_settled_on_is_what_the_plan_takes(say: Any) -> None:
    first = say("", {"command": "list", "lines": [{"goods": "帐篷", "quantity": 40}, {"goods": "台灯", "quantity": 20}]})
    (other,) = [id for id in first.plans[-1].product_ids if id not in first.plans[0].product_ids][:1]
    these = {"kind": "described", "conditions": [{"id": "c0", "field": "product", "op": "in", "value": [other]}]}
    say("", {"command": "ask", "of": [these]})
    again = say("", {"command": "ask", "fields": ["total"]})
    assert other in again.plans[0].product_ids


@pytest.mark.parametrize("text", ["帐篷20顶，4人的", "100 baby bottles, 240 ml"])
def test_one_kind_of_goods_with_its_wishes_is_no_list(say: Any, text: str) -> None:
    assert say(text).plans == ()
