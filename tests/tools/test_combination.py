"""One of each row within a budget, the nearest to the front."""

from decimal import Decimal
from itertools import product

import pytest
from daogou.tools.choosing.combination import combination


def rows(*costs: list[int]) -> list[list[Decimal]]:
    return [list(map(Decimal, each)) for each in costs]


@pytest.mark.parametrize(
    ("costs", "budget", "places"),
    [
        (rows([5, 1], [5, 4]), 10, (0, 0)),
        (rows([5, 1], [5, 4]), 6, (1, 0)),
        (rows([5, 1], [5, 4]), 5, (1, 1)),
        (rows([5, 1], [5, 4]), 4, None),
        (rows([9, 8, 1], [9, 8, 1]), 10, (0, 2)),
        ([], 4, ()),
    ],
)
def test_the_nearest_to_the_front_that_keep_the_budget(costs: list[list[Decimal]], budget: int, places: tuple[int, ...] | None) -> None:
    found = combination(costs, Decimal(budget))
    assert found == places or (found is not None and places is not None and sum(found) == sum(places))


def test_no_combination_is_missed() -> None:
    costs = rows([7, 3, 9, 2], [8, 6, 1], [5, 5, 4, 9])
    for budget in range(5, 25):
        every = [each for each in product(*map(range, map(len, costs))) if sum(row[place] for row, place in zip(costs, each, strict=True)) <= budget]
        found = combination(costs, Decimal(budget))
        assert (sum(found) if found else None) == (min(map(sum, every)) if every else None)
