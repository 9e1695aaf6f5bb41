"""Pointers through the whole graph: the products they mean, the question where it is unclear, its answer, and going back to an older list."""

from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import Command, act, do, nth, want

BAGS, MICE = do("seek", goods="婴儿睡袋"), do("seek", goods="无线鼠标")
THAT_ONE = {"kind": "focus", "count": 1}


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


def conditions(reply: Reply) -> set[str]:
    return {condition.name for condition in reply.need.active}


def certified(*pointers: Command) -> Command:
    return do("ask", fields=["certification"], of=list(pointers))


def described(words: str, **more: Any) -> Command:
    return {"kind": "described", "words": [words], "text": f"the {words} one", "count": 1, **more}


def extreme(sort: str, **more: Any) -> Command:
    return {"kind": "extreme", "sort": sort, **more}


def bags(assistant: Assistant) -> list[str]:
    return ids(act(assistant, "t", BAGS))


@pytest.mark.parametrize(
    ("pointer", "meant"),
    [
        (described("羊毛"), "bag-wool"),
        (described("wool"), "bag-wool"),
        (described("竹小芽"), "bag-bamboo"),
        (described("0.5 TOG"), "bag-bamboo"),
        (described("连帽"), "bag-fleece"),
    ],
)
def test_one_product_is_meant(assistant: Assistant, pointer: Command, meant: str) -> None:
    bags(assistant)
    reply = act(assistant, "t", certified(pointer))
    assert (reply.intent, ids(reply)) == ("product_question", [meant])


def test_something_new_drops_the_question(assistant: Assistant) -> None:
    bags(assistant)
    assert act(assistant, "t", do("vary", how="except", than=[THAT_ONE])).question
    reply = act(assistant, "t", MICE)
    assert (reply.intent, reply.need.category, set(ids(reply))) == ("search", "无线鼠标", {"mouse-silent", "mouse-ergo"})


@pytest.mark.parametrize("pointer", [described("绿色"), described("green"), nth(9), nth(999)])
def test_what_was_not_shown_is_said(assistant: Assistant, pointer: Command) -> None:
    bags(assistant)
    reply = act(assistant, "t", certified(pointer))
    assert not reply.cards and "4" in reply.text


@pytest.mark.parametrize("goods", ["睡袋", "sleeping bags"])
def test_an_older_list_and_its_need(assistant: Assistant, goods: str) -> None:
    older = act(assistant, "t", do("seek", goods=goods), want("price", "<=", 100))
    assert [(one.name, one.hard) for one in act(assistant, "t", MICE).need.active] == [("price<=100", False)]
    pointed = act(assistant, "t", do("ask", fields=["price"], of=[described("bamboo", place={"about": goods})]))
    assert (ids(pointed), pointed.need.category) == (["bag-bamboo"], "无线鼠标")
    again = act(assistant, "t", do("go", about=goods))
    assert (again.need.category, again.need.query, conditions(again), ids(again)) == (
        "婴儿睡袋",
        older.need.query,
        conditions(older),
        ids(older),
    )


def test_the_other_of_those_compared(assistant: Assistant) -> None:
    listed = bags(assistant)
    act(assistant, "t", do("compare", among=[nth(1), nth(2)]))
    act(assistant, "t", certified(nth(1)))
    assert ids(act(assistant, "t", certified({"kind": "other"}))) == listed[1:2]


def test_the_one_recommended_behind_another_answer(assistant: Assistant) -> None:
    bags(assistant)
    of = [nth(1), nth(2), nth(3)]
    act(assistant, "t", do("ask", fields=["certification"], of=of), do("choose", among=of))
    assert len(ids(act(assistant, "t", do("ask", fields=["price"], of=[{"kind": "focus"}])))) == 1


def test_all_but_one(assistant: Assistant) -> None:
    listed = bags(assistant)
    assert set(ids(act(assistant, "t", certified({"kind": "all", "count": 0}, {**nth(1), "excluding": True})))) == set(listed[1:])


@pytest.mark.parametrize("asked", [certified(nth(1)), do("ask_party", party="supplier", of=[nth(1)])])
def test_a_pointer_alone_asks_what_was_asked_before(assistant: Assistant, asked: Command) -> None:
    bags(assistant)
    before = act(assistant, "t", asked)
    again = act(assistant, "t", do("ask", of=[{**nth(3), "text": "第三款"}], by="reader"), text="第三款呢")
    act(assistant, "whole", BAGS)
    act(assistant, "whole", asked)
    whole = act(assistant, "whole", {**asked, "of": [nth(3)]})
    assert (again.intent, again.text) == (before.intent, whole.text)


def test_all_of_them_are_compared(assistant: Assistant) -> None:
    bags(assistant)
    act(assistant, "t", do("compare", among=[nth(1), nth(2)]))
    reply = act(assistant, "t", do("compare", among=[{"kind": "all", "count": 4}]))
    assert reply.comparison is not None and len(reply.comparison.product_ids) == 4


def test_the_first_list_of_all_can_be_pointed_at(assistant: Assistant) -> None:
    listed = bags(assistant)
    act(assistant, "t", MICE)
    assert ids(act(assistant, "t", do("ask", of=[{**nth(1), "place": {"back": -1}}]))) == listed[:1]


def test_both_lists_are_one_to_point_at(assistant: Assistant) -> None:
    cards = [*act(assistant, "t", BAGS).cards, *act(assistant, "t", MICE).cards]
    cheapest = min(cards, key=lambda card: float(card.price or 0)).product_id
    assert ids(act(assistant, "t", do("ask", of=[extreme("price", place={"every": True})]))) == [cheapest]


def test_going_back_to_compare_takes_up_the_lists_own_conditions(assistant: Assistant) -> None:
    own = conditions(act(assistant, "t", BAGS, want("price", "<=", 100)))
    act(assistant, "t", MICE, want("price", "<=", 50))
    reply = act(assistant, "t", do("go", about="婴儿睡袋"), do("compare", among=[extreme("price"), extreme("-price")]))
    assert (conditions(reply), reply.need.category, len(reply.cards)) == (own, "婴儿睡袋", 2)


def test_the_list_before_a_wish(assistant: Assistant) -> None:
    first = act(assistant, "t", BAGS)
    act(assistant, "t", want("material", "=", "羊毛"))
    reply = act(assistant, "t", do("ask", of=[extreme("-price", place={"back": 1})]))
    assert ids(reply) == [max(first.cards, key=lambda card: float(card.price or 0)).product_id]


def test_of_two_described_the_one_on_the_list_is_answered(assistant: Assistant) -> None:
    bags(assistant)
    reply = act(assistant, "t", do("compare", among=[{"kind": "described", "words": [word]} for word in ("wool", "leather")], fields=["price"]))
    assert ids(reply) == ["bag-wool"] and "168" in reply.text and "leather" in reply.text


def test_what_is_not_on_the_list_is_called_as_the_buyer_calls_it(assistant: Assistant) -> None:
    bags(assistant)
    reply = act(assistant, "t", certified({"kind": "described", "words": ["0.7 TOG"]}, nth(9)))
    assert "described" not in reply.text


def test_what_is_not_on_the_list_leaves_the_rest_to_be_answered(assistant: Assistant) -> None:
    listed = bags(assistant)
    reply = act(assistant, "t", certified(nth(9)), do("ask", fields=["moq"], of=[nth(1)]))
    assert ids(reply) == listed[:1]


def test_letters_ask_for_each_of_several_goods_in_its_own_number(assistant: Assistant) -> None:
    act(assistant, "t", do("seek", goods="婴儿睡袋", quantity=80))
    act(assistant, "t", do("seek", goods="无线鼠标", quantity=40))
    both = [{"kind": "focus", "place": {"about": goods}} for goods in ("婴儿睡袋", "无线鼠标")]
    reply = act(assistant, "t", do("inquire", act="draft", of=both))
    assert {letter.quantity for letter in reply.inquiries} == {40, 80} and len(reply.inquiries) == 2


def test_a_number_asked_of_other_goods_leaves_those_in_hand_in_theirs(assistant: Assistant) -> None:
    act(assistant, "t", BAGS)
    act(assistant, "t", do("seek", goods="无线鼠标", quantity=120))
    of_bags = {**nth(1), "place": {"about": "婴儿睡袋"}}
    reply = act(assistant, "t", do("ask", fields=["price"], of=[of_bags], suppose=[want("quantity", "=", 30)]))
    assert reply.need.quantity == 120


def test_goods_named_as_before_keep_what_was_said_of_them(assistant: Assistant) -> None:
    act(assistant, "t", BAGS, want("price", "<=", 100))
    act(assistant, "t", MICE)
    assert "price<=100" in conditions(act(assistant, "t", BAGS))


def test_it_is_the_one_that_the_message_has_just_pointed_at(assistant: Assistant) -> None:
    bags(assistant)
    reply = act(assistant, "t", do("ask", of=[described("wool")]), certified({"kind": "focus"}))
    assert ids(reply) == ["bag-wool"]


@pytest.mark.parametrize(
    ("goods", "words"),
    [
        (("睡袋", "鼠标"), "睡袋和鼠标能先寄样品吗"),
        (("sleeping bags", "mice"), "can you send samples of the sleeping bag + one of the mice"),
    ],
)
def test_goods_named_side_by_side_are_pointed_at(assistant: Assistant, goods: tuple[str, str], words: str) -> None:
    firsts = {ids(act(assistant, "t", do("seek", goods=one)))[0] for one in goods}
    assert set(ids(assistant.ask(words, thread="t"))) == firsts


def test_the_cheapest_of_a_list_is_one_of_those_told(assistant: Assistant) -> None:
    shown = bags(assistant)
    act(assistant, "t", MICE)
    (meant,) = ids(act(assistant, "t", do("ask", of=[extreme("price", place={"about": "婴儿睡袋"})])))
    assert meant in shown
