"""The integer programme against every combination there is."""

from itertools import product
from random import Random
from typing import Any

import hypothesis.strategies as st
from daogou.sourcing.programme import Aim, Choice, best
from hypothesis import given, settings

COSTS = st.one_of(st.integers(0, 50), st.integers(0, 10**6), st.integers(10**7, 10**11))
CHOICES = st.builds(Choice, seller=st.sampled_from("abcde"), cost=COSTS, score=st.integers(0, 80))
ROWS = st.lists(st.lists(CHOICES, min_size=1, max_size=5), min_size=1, max_size=5)


def value(chosen: Any, aim: Aim) -> tuple[int, ...]:
    """What the aim makes as small as can be, then the cost."""
    cost = sum(one.cost for one in chosen)
    return {"cost": (cost,), "score": (-sum(one.score for one in chosen), cost), "sellers": (len({one.seller for one in chosen}), cost)}[aim]


@settings(max_examples=300)
@given(ROWS, st.sampled_from(["cost", "score", "sellers"]), st.none() | st.floats(0.8, 3), st.none() | st.integers(1, 4))
def test_it_finds_what_exhaustive_search_finds(rows: list[list[Choice]], aim: Aim, room: float | None, sellers: int | None) -> None:
    budget = None if room is None else int(sum(min(one.cost for one in row) for row in rows) * room)
    every = [
        chosen
        for chosen in product(*rows)
        if (budget is None or sum(one.cost for one in chosen) <= budget) and (sellers is None or len({one.seller for one in chosen}) <= sellers)
    ]
    found = best(rows, aim, budget=budget, sellers=sellers)
    if not every:
        assert found is None
        return
    assert found is not None and found.proven
    taken = [row[place] for row, place in zip(rows, found.places, strict=True)]
    assert value(taken, aim) == min(value(chosen, aim) for chosen in every)
    assert budget is None or sum(one.cost for one in taken) <= budget


def test_no_rows_are_no_trouble() -> None:
    found = best([], "cost")
    assert found is not None and found.places == ()


def test_time_that_is_over_is_not_taken_for_there_is_none() -> None:
    chance = Random(2)
    rows = [[Choice(chance.choice("abcdefghijklmnop"), chance.randrange(10**6), chance.randrange(80)) for _ in range(30)] for _ in range(60)]
    for found in (
        best(rows, "sellers", seconds=1e-9),
        best(rows, "sellers", budget=10**9, seconds=1e-9),
        best(rows, "cost", sellers=3, seconds=1e-9),
    ):
        assert found is not None and not found.proven
    assert best([[Choice("a", 1)], [Choice("b", 1)]], "cost", sellers=1) is None


def test_a_budget_that_is_almost_missed_loses_no_cheaper_choice() -> None:
    """The solver called this one impossible where it had the budget to keep beside."""
    costs = [[("a", 0)], [("a", 59671615557)], [("a", 59671615669)], [("a", 1000000010), ("c", 9)], [("a", 59671615618), ("b", 1), ("b", 1)]]
    found = best([[Choice(seller, cost) for seller, cost in row] for row in costs], "sellers", budget=179014846854)
    assert found is not None and found.proven and found.places == (0, 0, 0, 0, 1)
