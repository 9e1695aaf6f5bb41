"""How often a product is ordered, and when it is due again: from the days in the records alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from daogou.schema.order import Order
from daogou.tools.buyers.orders import rhythms
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 25)


def ordered(*ago: int, product: str = "p1", quantity: int = 200) -> list[Order]:
    """Orders so many days ago."""
    days = [datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC) - timedelta(days=each) for each in ago]
    return [Order(id=f"{product}-{n}", buyer_id="ann", product_id=product, quantity=quantity, ordered_at=day) for n, day in enumerate(days)]


def test_about_every_sixty_days_and_the_last_seventy_days_ago() -> None:
    (rhythm,) = rhythms(ordered(70, 130, 188, 250), TODAY)
    assert (rhythm.times, rhythm.low, rhythm.high, rhythm.every, rhythm.since, rhythm.due) == (4, 200, 200, 60, 70, True)


@pytest.mark.parametrize(
    ("ago", "due"),
    [
        ((59, 119, 179), False),  # not yet
        ((60, 120, 180), True),
        ((365, 425, 485), True),
        ((366, 426, 486), False),  # too long ago to remind anybody
    ],
)
def test_when_it_is_due(ago: tuple[int, ...], due: bool) -> None:
    assert [rhythm.due for rhythm in rhythms(ordered(*ago), TODAY)] == [due]


@pytest.mark.parametrize("ago", [(70,), (70, 130), (70, 75, 300), (70, 70, 70), (-5, 60, 120)])
def test_what_is_no_rhythm_is_called_none(ago: tuple[int, ...]) -> None:
    assert rhythms(ordered(*ago), TODAY) == []


def test_orders_of_one_day_are_one_order() -> None:
    (rhythm,) = rhythms([*ordered(70, 130, 190), *ordered(70, quantity=50)], TODAY)
    assert (rhythm.times, rhythm.low, rhythm.high) == (3, 200, 250)


def test_the_longest_overdue_comes_first() -> None:
    both = [*ordered(70, 130, 190, product="a"), *ordered(100, 130, 160, product="b")]
    assert [rhythm.product_id for rhythm in rhythms(both, TODAY)] == ["b", "a"]


@given(st.lists(st.integers(0, 2000), max_size=12), st.randoms())
def test_what_is_told_is_in_the_records(ago: list[int], random: object) -> None:
    orders = ordered(*ago)
    random.shuffle(orders)  # type: ignore[attr-defined]
    for rhythm in rhythms(orders, TODAY):
        assert rhythm.times == len(set(ago)) >= 3
        assert rhythm.since == min(ago)
        assert min(ago) + rhythm.every * (rhythm.times - 1) / 2 <= max(ago) + 1  # half of the times lie at least so far apart
        assert rhythm.low % 200 == rhythm.high % 200 == 0
