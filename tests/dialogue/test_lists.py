"""A message of several goods with wishes of their own, as a list of them."""

import pytest
from daogou.dialogue.lists import as_list
from daogou.schema.command import Choose, PurchaseList, Seek, Want
from daogou.schema.need import Need
from daogou.schema.purchase import Item, Purchase
from daogou.schema.reference import Place, Reference


def test_the_sellers_terms_are_no_wish_of_one_of_the_goods() -> None:
    terms = Want(field="terms.bulk", value=True, by="api")
    said = (Seek(goods="pants", by="api"), terms, Seek(goods="socks", by="api"), Want(value="grip", by="api"))
    listed, *rest = as_list(said)
    assert isinstance(listed, PurchaseList) and [[one.value for one in line.musts] for line in listed.lines] == [[], ["grip"]]
    assert rest == [terms]


def test_goods_that_share_a_sum_are_a_list_with_that_budget() -> None:
    listed, *rest = as_list((Seek(goods="bags", also=("mice",), by="api"), Want(field="total", op="<=", value=500, by="api")))
    assert isinstance(listed, PurchaseList) and [line.goods for line in listed.lines] == ["bags", "mice"]
    assert listed.budget == 500 and not rest


def test_a_number_before_other_goods_is_of_those_in_hand() -> None:
    said = (Seek(quantity=24, topic="same"), Want(value="plain"), Seek(goods="quilts", quantity=12), Want(value="warm"))
    listed, *rest = as_list(said, need=Need(category="bedding sets", query="bedding sets"))
    assert isinstance(listed, PurchaseList) and not rest and listed.first == "quilts"
    lines = {line.goods: (line.quantity, [one.value for one in line.musts]) for line in listed.lines}
    assert lines == {"bedding sets": (24, ["plain"]), "quilts": (12, ["warm"])}


@pytest.mark.parametrize(
    ("goods", "other", "text"), [("candles", "lanterns", "candles or gold lanterns, 66 of them"), ("蜡烛", "灯笼", "蜡烛或者灯笼 66个")]
)
def test_of_goods_with_or_between_them_one_is_wanted(goods: str, other: str, text: str) -> None:
    said = (Seek(goods=goods, quantity=66, also=(other,)),)
    assert as_list(said, text=text) == said and as_list(said, text=text.replace(" or ", " and ").replace("或者", "和")) != said


def test_to_choose_one_of_each_of_goods_talked_about_for_a_sum_is_a_list_of_these() -> None:
    among = tuple(Reference(kind="all", place=Place(about=goods)) for goods in ("poles", "tent"))
    known = Purchase(items=(Item(need=Need(query="hiking poles")), Item(need=Need(query="tent"))))
    listed, *rest = as_list((Want(field="total", op="<=", value=200, by="api"), Choose(among=among, by="api")), known)
    assert isinstance(listed, PurchaseList) and not rest and listed.budget == 200
    assert [line.goods for line in listed.lines] == ["hiking poles", "tent"]
