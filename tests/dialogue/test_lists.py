"""A message of several goods with wishes of their own, as a list of them."""

from daogou.dialogue.lists import as_list
from daogou.schema.command import PurchaseList, Seek, Want


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
