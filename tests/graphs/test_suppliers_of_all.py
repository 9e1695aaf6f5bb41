"""Suppliers by a number of their records: told over all that sell what is needed, by the field asked; a place without one is said to have none."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import Command, act, do, want


def told(reply: Reply) -> set[str]:
    return {str(card.supplier_id) for card in reply.cards}


def suppliers(*fields: str) -> Command:
    return do("ask_party", party="supplier", fields=fields)


@pytest.mark.parametrize(
    ("text", "field", "first"),
    [("哪家?", "most.supplier.repurchase_rate", "sup-mianyun"), ("which one?", "least.supplier.years", "sup-norbranch")],
)
def test_the_first_of_all_suppliers_is_named(assistant: Assistant, text: str, field: str, first: str) -> None:
    reply = act(assistant, "t", suppliers(field), text=text)
    assert (reply.intent, told(reply)) == ("supplier", {first})


def test_of_goods_named_it_is_the_first_that_sells_them(assistant: Assistant) -> None:
    reply = act(assistant, "t", do("seek", goods="无线鼠标"), suppliers("most.supplier.rating"))
    assert (reply.intent, told(reply)) == ("supplier", {"sup-qingqiao"})


def of_all(demo: Assistant, field: str, category: str) -> set[str]:
    shop = demo.shopfront.current().catalogue
    sold = {product.supplier_id for product in shop.products(list(shop.columns.ids)) if category in product.category and product.supplier_id}
    known = {one.id: getattr(one, field) for key in sold if (one := shop.supplier(str(key))) is not None and getattr(one, field) is not None}
    return {key for key, value in known.items() if value == max(known.values())}


def test_equals_are_told_together(demo: Assistant) -> None:
    reply = act(demo, None, do("seek", goods="充电宝"), suppliers("most.supplier.years"))
    assert told(reply) == of_all(demo, "years", "充电宝") and len(told(reply)) > 1


@pytest.mark.parametrize("place", ["义乌", "Yiwu"])
def test_a_place_in_a_name_is_a_hint_and_the_record_is_told(demo: Assistant, place: str) -> None:
    reply = act(demo, None, suppliers(), want("supplier.location", "=", place), text=place)
    assert reply.intent == "supplier" and reply.cards
    assert all("义乌" in str(card.supplier) or "Yiwu" in str(card.supplier) for card in reply.cards)
    assert "金华" in reply.text or "Jinhua" in reply.text


@pytest.mark.parametrize("text", ["卖充电宝的供应商里有义乌的吗", "are there suppliers of power banks in Yiwu?"])
def test_where_none_is_there_no_other_is_listed(demo: Assistant, text: str) -> None:
    reply = demo.ask(text)
    assert reply.intent != "supplier" or reply.cards == ()


@pytest.mark.parametrize(("words", "asked"), [("跟团去浙江", False), ("a trip to Zhejiang", False), ("浙江的", True), ("from Zhejiang", True)])
def test_where_a_buyer_goes_is_no_place_of_a_seller(demo: Assistant, words: str, *, asked: bool) -> None:
    reply = act(demo, None, do("seek", goods="行李箱"), want(None, "=", words), text=words)
    assert any(one.field == "supplier.location" for one in reply.need.conditions) is asked
