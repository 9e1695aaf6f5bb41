"""Cheaper by so much: measured from the product pointed at, in money or as a share; an amount that may be added is a limit above it."""

from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(
    ("search", "wish", "off", "share"),
    [
        ("保温杯", "比第一款便宜10元的", 10, False),
        ("保温杯", "第一款减10块", 10, False),
        ("保温杯", "比第一款便宜两成的", 0.2, True),
        ("thermos bottles", "10 yuan cheaper than the first", 10, False),
        ("thermos bottles", "cheaper than the first by 10 yuan", 10, False),
        ("thermos bottles", "20% cheaper than the first", 0.2, True),
    ],
)
def test_so_much_cheaper_than_what_is_pointed_at(demo: Assistant, search: str, wish: str, off: float, share: bool) -> None:
    first, reply = [demo.ask(text, thread=f"off-{search}{wish}".encode().hex()[:90]) for text in (search, wish)]
    price = Decimal(first.cards[0].price)
    limit = price * (1 - Decimal(str(off))) if share else price - Decimal(str(off))
    (bound,) = [one for one in reply.need.conditions if one.field == "price" and one.active]
    assert (bound.op, bound.hard) == ("<=", True)
    assert bound.value == pytest.approx(float(limit), abs=0.01)
    assert all(Decimal(card.price) <= limit + Decimal("0.01") or card.failed for card in reply.cards)


@pytest.mark.parametrize(("search", "wish"), [("保温杯", "第一款贵10块也行"), ("thermos bottles", "10 yuan more than the first is fine")])
def test_so_much_more_that_will_do_is_a_limit(demo: Assistant, search: str, wish: str) -> None:
    first, reply = [demo.ask(text, thread=f"more-{search}".encode().hex()[:90]) for text in (search, wish)]
    (bound,) = [one for one in reply.need.conditions if one.field == "price" and one.active]
    assert bound.op == "<="
    assert bound.value == pytest.approx(float(first.cards[0].price) + 10)


@pytest.mark.parametrize(("search", "asked"), [("保温杯", "能便宜5块吗"), ("thermos bottles", "can you do 5 yuan cheaper?")])
def test_what_the_seller_would_take_off_is_no_limit(demo: Assistant, search: str, asked: str) -> None:
    _, reply = [demo.ask(text, thread=f"haggle-{search}".encode().hex()[:90]) for text in (search, asked)]
    assert not [one for one in reply.need.conditions if one.field == "price" and one.active]
