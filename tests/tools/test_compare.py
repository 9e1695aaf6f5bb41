from datetime import date
from itertools import permutations

from daogou.tools.compare import compare
from daogou.tools.decision import Compared
from daogou.tools.wording import Wording

from .shops import offer

TODAY = date(2026, 11, 1)
BAGS = [
    offer("a", "89.00", moq=2, rating=4.7, review_count=12, attributes={"tog": 2.5}),
    offer("b", "59.00", moq=10, rating=4.6, review_count=2000, attributes={"tog": 1.0}),
    offer("c", "120.00", moq=1, rating=4.1, review_count=2500, attributes={"tog": 2.5}),
]


def rows(compared: Compared) -> dict[str, tuple[dict[str, str], str | None]]:
    """Field -> value by product, and the winner's product id: what must not depend on the order."""
    ids = [one.id for one in compared.offers]
    return {row.field: (dict(zip(ids, row.values, strict=True)), None if row.winner is None else ids[row.winner]) for row in compared.rows}


def test_the_table_says_the_same_for_every_order() -> None:
    tables = [rows(compare(order, Wording("zh"), TODAY)) for order in permutations(BAGS)]
    assert all(table == tables[0] for table in tables)


def test_cheapest_and_lowest_moq_win_their_rows() -> None:
    table = rows(compare(BAGS, Wording("en"), TODAY))
    assert table["price"][1] == "b"
    assert table["moq"][1] == "c"


def test_a_rating_from_twelve_reviews_does_not_beat_one_from_two_thousand() -> None:
    assert rows(compare(BAGS[:2], Wording("en"), TODAY))["rating"][1] is None


def test_a_clear_difference_between_many_ratings_wins() -> None:
    assert rows(compare(BAGS[1:], Wording("en"), TODAY))["rating"][1] == "b"


def test_what_differs_comes_before_what_is_the_same() -> None:
    same = [len(set(row.values)) == 1 for row in compare(BAGS, Wording("en"), TODAY).rows]
    assert same == sorted(same)


def test_prices_in_different_currencies_have_no_winner() -> None:
    table = rows(compare([offer("a", "10.00"), offer("b", "9.00", currency="USD")], Wording("en"), TODAY))
    assert table["price"][1] is None
