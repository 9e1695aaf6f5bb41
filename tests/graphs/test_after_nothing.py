"""After a search for goods that the catalogue lacks: the list before can still be pointed at, and its conditions be taken back."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import drop, extreme, seek, turn, want

CHEAP, FEW = want("price", "<=", 100), want("moq", "<=", 10)


@pytest.mark.parametrize(("goods", "lacking"), [("婴儿睡袋", "榴莲"), ("infant sleeping bags", "yoga mats")])
def test_the_list_before_it_is_pointed_at(assistant: Assistant, goods: str, lacking: str) -> None:
    listed, nothing = turn(assistant, goods, seek(goods), CHEAP), turn(assistant, goods, seek(lacking))
    cheapest = min(listed.cards, key=lambda card: float(card.price or 0))
    assert all(card.near for card in nothing.cards) and nothing.lacking
    told = turn(assistant, goods, {"command": "ask_party", "party": "supplier", "of": extreme("price", place={"about": goods})})
    assert (told.intent, [card.product_id for card in told.cards]) == ("supplier", [cheapest.product_id])


@pytest.mark.parametrize(("goods", "lacking"), [("infant sleeping bags", "yoga mats")])
def test_what_stood_there_only_is_taken_back_there(assistant: Assistant, goods: str, lacking: str) -> None:
    listed, _, wider = turn(assistant, goods, seek(goods), CHEAP), turn(assistant, goods, seek(lacking)), turn(assistant, goods, drop("price"))
    assert wider.need.category == listed.need.category == "婴儿睡袋"
    assert {card.product_id for card in wider.cards} > {card.product_id for card in listed.cards}
    assert not [one for one in wider.need.active if one.field == "price"]


@pytest.mark.parametrize(("goods", "lacking"), [("婴儿睡袋", "榴莲")])
def test_what_is_asked_of_the_missing_goods_is_taken_back_of_them(assistant: Assistant, goods: str, lacking: str) -> None:
    turn(assistant, goods, seek(goods), CHEAP)
    turn(assistant, goods, seek(lacking), FEW)
    still = turn(assistant, goods, drop("moq"))
    assert (all(card.near for card in still.cards), still.need.category) == (True, None)


@pytest.mark.parametrize(
    ("first", "second", "goods"),
    [("婴儿睡袋", "婴儿车怎么选?", "婴儿车"), ("infant sleeping bags", "how do I choose a car seat?", "car seat")],
)
def test_how_to_choose_what_the_catalogue_lacks_shows_nothing_else(demo: Assistant, first: str, second: str, goods: str) -> None:
    thread = demo.ask(first).thread_id
    reply = demo.ask(second, thread=thread)
    assert reply.cards == () and goods in reply.text and reply.need.category is None


@pytest.mark.parametrize(
    ("first", "then"),
    [("露营用的，两个人，冬天零下5度", "成人睡袋"), ("stuff for hiking trips abroad with a dog, under 90 yuan", "trekking poles")],
)
def test_what_says_only_a_use_shows_goods_and_the_conditions_hold_of_the_kind_named_next(demo: Assistant, first: str, then: str) -> None:
    opened = demo.ask(first)
    assert opened.cards and (opened.need.active or opened.need.case)
    assert demo.ask(then, thread=opened.thread_id).cards


@pytest.mark.parametrize(("first", "then"), [("榴莲，50元以内", "成人睡袋"), ("durians under 50 yuan", "adult sleeping bags")])
def test_goods_beside_what_is_nowhere_are_a_topic_of_their_own(demo: Assistant, first: str, then: str) -> None:
    assert demo.ask(then, thread=demo.ask(first).thread_id).need.active == ()


def test_a_word_inside_another_is_not_said_to_be_nowhere_and_one_that_is_is_told_whole_and_once(demo: Assistant) -> None:
    """防踢被 is in the titles of the cards below."""
    kicks = demo.ask("宝宝老踢被子，要一款睡袋").text
    assert "没有商品提到「踢" not in kicks and "踢被子：" not in kicks  # to name one would deny the others
    told = [line for line in demo.ask("头灯，太阳能板的").text.splitlines() if "太阳" in line or "能板" in line]
    assert ["太阳能板" in line for line in told] == [True]
