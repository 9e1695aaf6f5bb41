"""Cheapest and best rated at once."""

from itertools import permutations

from daogou.tools.choosing.tradeoff import pareto, sure_rating, tradeoff
from daogou.tools.decisions.offer import Offer
from hypothesis import given
from hypothesis import strategies as st

from .shops import offer


def rated(name: str, price: str, rating: float | None, count: int | None, currency: str = "CNY") -> Offer:
    return offer(name, price, rating=rating, review_count=count, currency=currency)


BAGS = [rated("cheap", "30", 3.9, 400), rated("good", "50", 4.7, 300), rated("best", "120", 4.9, 500), rated("dear", "130", 4.0, 900)]


def test_both_ends_and_the_one_between_that_gives_up_least() -> None:
    for order in permutations(BAGS):
        found = tradeoff(order)
        assert found is not None and [one.id for one in found.offers] == ["cheap", "good", "best"]
        assert found.between is not None and found.between.id == "good"


def test_five_stars_from_two_reviews_are_not_the_best_rated() -> None:
    assert sure_rating(rated("few", "1", 5.0, 2)) < sure_rating(rated("many", "1", 4.6, 500)) < 4.6
    found = tradeoff([*BAGS, rated("few", "200", 5.0, 2)])
    assert found is not None and found.best.id == "best"


def test_one_product_may_be_both() -> None:
    found = tradeoff([rated("both", "20", 4.9, 800), *BAGS])
    assert found is not None and found.cheapest.id == found.best.id == "both" and len(found.offers) == 1


def test_without_ratings_or_with_one_there_is_no_trade_off() -> None:
    assert tradeoff([rated("a", "10", None, None), rated("b", "20", 4.0, 0)]) is None
    assert tradeoff([rated("a", "10", 4.0, 20)]) is None


def test_prices_of_another_currency_stay_out() -> None:
    found = tradeoff([*BAGS, rated("foreign", "5", 5.0, 1000, "USD")])
    assert found is not None and "foreign" not in {one.id for one in found.offers}


OFFERS = st.lists(st.tuples(st.integers(1, 99), st.floats(1, 5), st.integers(1, 500)), min_size=2, max_size=6)


@given(OFFERS)
def test_nobody_beats_what_stands_on_the_front(rows: list[tuple[int, float, int]]) -> None:
    offers = [rated(f"p{number}", str(price), round(stars, 1), count) for number, (price, stars, count) in enumerate(rows)]
    front = pareto(offers)
    for one in front:
        assert not any((other.price or 0) < (one.price or 0) and sure_rating(other) >= sure_rating(one) for other in offers)
    assert [one.id for one in pareto(offers[::-1])] == [one.id for one in front]
