"""Sums as buyers speak of them, in our names."""

import pytest
from daogou.dialogue.sums import people, summed
from daogou.schema.command import Ask, Go, Seek, Want
from daogou.schema.need import Need
from daogou.schema.purchase import Item, Purchase

SEVERAL = Seek(goods="mug", also=("pen", "notebook"), quantity=30, by="api")


def field(text: str, value: float) -> str | None:
    _, want = summed((SEVERAL, Want(field="price", op="<=", value=value, by="api")), text, Purchase())
    assert isinstance(want, Want)
    return want.field


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每份预算80左右，要杯子笔本子", 80),
        ("mug, pen and notebook, $6 per kit", 6),
        ("budget of 80 for each of the clients, 80 yuan a head", 80),
        ("60 dollars per gift basket", 60),
    ],
)
def test_an_amount_for_one_set_is_no_price_of_one_of_the_goods(text: str, value: float) -> None:
    assert field(text, value) == "set"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每件80以内", 80),
        ("under 80 each", 80),
        ("80 per piece at most", 80),
        ("两套餐具，杯子80以内", 80),
        ("80 for a bag and a mug", 80),
        ("买3份，杯子单价80", 80),
    ],
)
def test_an_amount_for_a_piece_stays_its_price(text: str, value: float) -> None:
    assert field(text, value) == "price"


@pytest.mark.parametrize("about", ["螺丝刀套装", "screwdriver sets"])
def test_what_a_set_may_cost_that_is_one_of_the_goods_is_its_price(about: str) -> None:
    bought = Purchase(items=tuple(Item(need=Need(query=goods), listed=True) for goods in ("tape", about)))
    want = Want(field="price", op="<=", value=50, by="api")
    assert summed((Go(about=about, by="api"), want), "一套50以内 50 per set", bought)[-1] == want


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("总价", ("total",)),
        ("price per kit", ("total", "set")),
        ("left handed", ("left handed",)),
        ("还剩多少", ("还剩多少",)),
    ],
)
def test_what_is_asked_by_name(name: str, fields: tuple[str, ...]) -> None:
    (asked,) = summed((Ask(fields=(name,), by="api"),), "", Purchase())
    assert isinstance(asked, Ask) and asked.fields == fields


@pytest.mark.parametrize(
    ("name", "unit", "field"),
    [("how many packs", "sheets", "price.sheet/900"), ("要拿几盒", "枚", "price.枚/900"), ("packs", None, "price.piece/900")],
)
def test_how_many_packs_a_number_takes(name: str, unit: str | None, field: str) -> None:
    (asked,) = summed((Ask(fields=(name, "moq", "price"), suppose=(Want(field="quantity", value=900, unit=unit),), by="api"),), "", Purchase())
    assert isinstance(asked, Ask) and (asked.fields, asked.suppose) == ((field, "moq"), ())


def test_what_is_left_is_asked_of_a_budget_that_stands() -> None:
    (asked,) = summed((Ask(fields=("还剩多少",), by="api"),), "", Purchase(budget=400))
    assert isinstance(asked, Ask) and asked.fields == ("total",)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("分给5个人", 5),
        ("for 6 people", 6),
        ("我们八个人平摊", 8),
        ("our people", None),
    ],
)
def test_who_shares(text: str, count: int | None) -> None:
    assert people(text) == count
