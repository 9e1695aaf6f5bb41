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


def bags(six: Assistant, t: str) -> list[str]:
    return ids(act(six, t, BAGS))


@pytest.mark.parametrize(
    ("pointer", "meant"),
    [
        (described("wool"), "bag-wool"),
        (described("竹小芽"), "bag-bamboo"),
    ],
)
def test_one_product_is_meant(six: Assistant, t: str, pointer: Command, meant: str) -> None:
    bags(six, t)
    reply = act(six, t, certified(pointer))
    assert (reply.intent, ids(reply)) == ("product_question", [meant])


def test_something_new_drops_the_question(six: Assistant, t: str) -> None:
    bags(six, t)
    assert act(six, t, do("vary", how="except", than=[THAT_ONE])).question
    reply = act(six, t, MICE)
    assert (reply.intent, reply.need.category, set(ids(reply))) == ("search", "无线鼠标", {"mouse-silent", "mouse-ergo"})


@pytest.mark.parametrize("pointer", [described("绿色"), nth(999)])
def test_what_was_not_shown_is_said(six: Assistant, t: str, pointer: Command) -> None:
    bags(six, t)
    reply = act(six, t, certified(pointer))
    assert not reply.cards and "4" in reply.text


@pytest.mark.parametrize("goods", ["睡袋", "sleeping bags"])
def test_an_older_list_and_its_need(six: Assistant, t: str, goods: str) -> None:
    older = act(six, t, do("seek", goods=goods), want("price", "<=", 100))
    assert not act(six, t, MICE).need.active
    pointed = act(six, t, do("ask", fields=["price"], of=[described("bamboo", place={"about": goods})]))
    assert (ids(pointed), pointed.need.category) == (["bag-bamboo"], "无线鼠标")
    again = act(six, t, do("go", about=goods))
    assert (again.need.category, again.need.query, conditions(again), ids(again)) == (
        "婴儿睡袋",
        older.need.query,
        conditions(older),
        ids(older),
    )


def test_the_other_of_those_compared_and_all_but_one(six: Assistant, t: str) -> None:
    listed = bags(six, t)
    act(six, t, do("compare", among=[nth(1), nth(2)]))
    act(six, t, certified(nth(1)))
    assert ids(act(six, t, certified({"kind": "other"}))) == listed[1:2]
    assert set(ids(act(six, t, certified({"kind": "all", "count": 0}, {**nth(1), "excluding": True})))) == set(listed[1:])


def test_a_pointer_alone_asks_what_was_asked_before(six: Assistant, t: str) -> None:
    asked = do("ask_party", party="supplier", of=[nth(1)])
    bags(six, t)
    before = act(six, t, asked)
    again = act(six, t, do("ask", of=[{**nth(3), "text": "第三款"}], by="reader"), text="第三款呢")
    act(six, "whole", BAGS)
    act(six, "whole", asked)
    whole = act(six, "whole", {**asked, "of": [nth(3)]})
    assert (again.intent, again.text) == (before.intent, whole.text)


def test_the_first_list_of_all_can_be_pointed_at_and_both_together(six: Assistant, t: str) -> None:
    first, second = act(six, t, BAGS), act(six, t, MICE)
    cheapest = min([*first.cards, *second.cards], key=lambda card: float(card.price or 0)).product_id
    assert ids(act(six, t, do("ask", of=[extreme("price", place={"every": True})]))) == [cheapest]
    assert ids(act(six, t, do("ask", of=[{**nth(1), "place": {"back": -1}}]))) == ids(first)[:1]


def test_of_two_described_the_one_on_the_list_is_answered(six: Assistant, t: str) -> None:
    bags(six, t)
    reply = act(six, t, do("compare", among=[{"kind": "described", "words": [word]} for word in ("wool", "leather")], fields=["price"]))
    assert ids(reply) == ["bag-wool"] and "168" in reply.text and "leather" in reply.text


def test_what_is_not_on_the_list_leaves_the_rest_to_be_answered(six: Assistant, t: str) -> None:
    listed = bags(six, t)
    lacking = certified({"kind": "described", "words": ["0.7 TOG"]}, nth(9))
    reply = act(six, t, lacking, do("ask", fields=["moq"], of=[nth(1)]))
    assert ids(reply) == listed[:1] and "described" not in reply.text  # it is called as the buyer calls it


def test_letters_ask_for_each_of_several_goods_in_its_own_number(six: Assistant, t: str) -> None:
    act(six, t, do("seek", goods="婴儿睡袋", quantity=80))
    act(six, t, do("seek", goods="无线鼠标", quantity=40))
    both = [{"kind": "focus", "place": {"about": goods}} for goods in ("婴儿睡袋", "无线鼠标")]
    reply = act(six, t, do("inquire", act="draft", of=both))
    assert {letter.quantity for letter in reply.inquiries} == {40, 80} and len(reply.inquiries) == 2


def test_it_is_the_one_that_the_message_has_just_pointed_at(six: Assistant, t: str) -> None:
    bags(six, t)
    reply = act(six, t, do("ask", of=[described("wool")]), certified({"kind": "focus"}))
    assert ids(reply) == ["bag-wool"]


@pytest.mark.parametrize(
    ("goods", "words"),
    [
        (("睡袋", "鼠标"), "睡袋和鼠标能先寄样品吗"),
        (("sleeping bags", "mice"), "can you send samples of the sleeping bag + one of the mice"),
    ],
)
def test_goods_named_side_by_side_are_pointed_at(six: Assistant, t: str, goods: tuple[str, str], words: str) -> None:
    firsts = {ids(act(six, t, do("seek", goods=one)))[0] for one in goods}
    assert set(ids(six.ask(words, thread=t))) == firsts


def test_an_extreme_is_of_what_the_reply_named(demo: Assistant, t: str) -> None:
    listed = act(demo, t, do("seek", goods="双肩包"))
    act(demo, t, do("seek", goods="毛巾"))
    told = act(demo, t, do("go", about="双肩包"), do("ask", fields=["brand"], of=[{"kind": "extreme", "sort": "price"}]))
    cards = [(card.price or 0, card.product_id) for card in listed.cards]
    assert min(cards) not in cards[:5] and told.cards[0].product_id == min(cards[:5])[1]


def test_behind_other_goods_it_is_one_of_those(demo: Assistant, t: str) -> None:
    before = act(demo, t, do("seek", goods="双肩包"))
    after = act(demo, t, do("seek", goods="毛巾"), do("ask", of=[{"kind": "focus"}], suppose=[want(None, "=", "纯棉")]))
    assert not {card.product_id for card in before.cards} & {card.product_id for card in after.cards}


def test_going_back_is_to_the_topic_that_is_called_nearest_to_it(demo: Assistant, t: str) -> None:
    first = act(demo, t, do("seek", goods="pillow for travel"))
    act(demo, t, do("seek", goods="bag for travel"))
    again = act(demo, t, do("go", about="pillow for travel"), do("ask", fields=["price"], of=[nth(1)]))
    assert again.cards[0].product_id == first.cards[0].product_id


def test_of_several_of_an_extreme_those_listed_first_are_taken_and_all_where_they_are_fewer(demo: Assistant) -> None:
    listed = act(demo, "tied", do("seek", goods="保温杯"))
    two = act(demo, "tied", certified(extreme("price", count=2)))
    prices = sorted(float(card.price or 0) for card in listed.cards[:5])
    assert sorted(float(card.price or 0) for card in two.cards) == prices[:2]
    few = act(demo, "tied", certified(extreme("price", count=9)))
    assert {*ids(few)} <= {*ids(listed)} and few.cards


def test_each_of_several_sums_is_for_its_own_number(demo: Assistant) -> None:
    act(demo, "apart", do("seek", goods="保温杯"))
    cheap = do("ask", fields=["total"], of=[extreme("price", count=2)], suppose=[want("quantity", "=", 20)])
    dear = do("ask", fields=["total"], of=[extreme("-price")], suppose=[want("quantity", "=", 5)])
    told = act(demo, "apart", cheap, dear)
    assert len(told.cards) == 3 and told.text.count("20 件单价") == 2 and told.text.count("5 件单价") == 1


def test_of_goods_listed_anew_under_other_conditions_none_is_meant_that_breaks_them(demo: Assistant) -> None:
    """A product that was talked about before isn't it any more."""
    listed = act(demo, "anew", do("seek", goods="保温杯"))
    act(demo, "anew", certified(nth(1)))
    cap = float(listed.cards[0].price or 0) - 0.01
    cheaper = act(demo, "anew", want("price", "<=", cap))
    meant = act(demo, "anew", certified({"kind": "focus", "place": {"about": "保温杯"}}))
    assert {*ids(meant)} <= {*ids(cheaper)}
