"""Of each row one choice, exactly: a small integer programme (SciPy's milp, which is HiGHS)."""

from collections.abc import Callable, Sequence
from math import gcd
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

SECONDS = 5.0
"""For one programme; what isn't proven by then is the best that was found."""
_INFEASIBLE = 2
"""The solver's status where it is proven that nothing keeps the bounds; without a solution any other says that it isn't known."""
Aim = Literal["cost", "score", "sellers"]


class Choice(NamedTuple):
    """`cost` in the smallest unit of money, `score` the more the better."""

    seller: str
    cost: int
    score: int = 0


class Solution(NamedTuple):
    """The place of the choice in each row, none where the time was over before any was found; `proven`: no other is better."""

    places: tuple[int, ...]
    proven: bool


def best(
    rows: Sequence[Sequence[Choice]], aim: Aim, *, budget: int | None = None, sellers: int | None = None, seconds: float = SECONDS
) -> Solution | None:
    """The choices that are best by the aim, then cheapest, of as many `sellers` at most, and of no more than the `budget` in all; None where it is
    proven that there are none. A row has one choice at least."""
    if not rows:
        return Solution((), True)
    if budget is not None and sum(min(each.cost for each in row) for row in rows) > budget:
        return None
    if sellers is None and aim == "cost":  # each row by itself; the budget is kept by the cheapest
        return Solution(tuple(_first(row, lambda one: (one.cost, -one.score)) for row in rows), True)
    if sellers is None and aim == "score":
        free = tuple(_first(row, lambda one: (-one.score, one.cost)) for row in rows)
        if budget is None or _cost(rows, free) <= budget:
            return Solution(free, True)
    first = _solved(rows, aim, budget, sellers, None, seconds)
    if first is not None and not first.places and sellers is None:  # the cheapest keep the budget, which is known from above
        return Solution(tuple(_first(row, lambda one: (one.cost, -one.score)) for row in rows), False)
    if first is None or not first.places or aim == "cost":
        return first
    reached = _reached(rows, first.places, aim)
    # the cheapest of these costs no more than the first, which keeps the budget: a bound less for the solver to be exact about
    second = _solved(rows, "cost", None, reached if aim == "sellers" else sellers, reached if aim == "score" else None, seconds)
    return first._replace(proven=False) if second is None or not second.places else Solution(second.places, first.proven and second.proven)


def warm() -> None:
    """Loads the solver, which takes longer than it works."""
    import scipy.optimize
    import scipy.sparse  # noqa: F401


def _first(row: Sequence[Choice], key: Callable[[Choice], tuple[int, int]]) -> int:
    return min(range(len(row)), key=lambda place: key(row[place]))


def _cost(rows: Sequence[Sequence[Choice]], places: Sequence[int]) -> int:
    return sum(row[place].cost for row, place in zip(rows, places, strict=True))


def _reached(rows: Sequence[Sequence[Choice]], places: Sequence[int], aim: Aim) -> int:
    chosen = [row[place] for row, place in zip(rows, places, strict=True)]
    return len({one.seller for one in chosen}) if aim == "sellers" else sum(one.score for one in chosen)


def _solved(
    rows: Sequence[Sequence[Choice]], aim: Aim, budget: int | None, sellers: int | None, score: int | None, seconds: float
) -> Solution | None:
    """One programme: x is 1 for the choice taken in each row, y for each seller who has one."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # who plans loads it
    from scipy.sparse import coo_array

    every = [one for row in rows for one in row]
    of = [place for place, row in enumerate(rows) for _ in row]
    names = {name: place for place, name in enumerate(dict.fromkeys(one.seller for one in every))}
    count, coupled = len(every), aim == "sellers" or sellers is not None
    size = count + (len(names) if coupled else 0)
    divisor, costs = _scaled([one.cost for one in every])
    scores = np.array([one.score for one in every], float)

    entries: list[tuple[int, int, float]] = [(row, place, 1.0) for place, row in enumerate(of)]
    low: list[float] = [1.0] * len(rows)
    high: list[float] = [1.0] * len(rows)

    def bounded(values: Sequence[tuple[int, float]], least: float, most: float) -> None:
        entries.extend((len(low), place, value) for place, value in values)
        low.append(least)
        high.append(most)

    if coupled:
        pairs: dict[tuple[int, int], list[int]] = {}
        for place, one in enumerate(every):
            pairs.setdefault((of[place], names[one.seller]), []).append(place)
        for (_, seller), own in pairs.items():
            bounded([*((place, 1.0) for place in own), (count + seller, -1.0)], -np.inf, 0.0)
    if sellers is not None:
        bounded([(count + place, 1.0) for place in range(len(names))], -np.inf, float(sellers))
    if budget is not None:
        whole = budget // divisor + 0.5  # costs are whole: no rounding of large ones decides
        bounded([(place, float(cost)) for place, cost in enumerate(costs)], -np.inf, whole)
    if score is not None:
        bounded([(place, float(value)) for place, value in enumerate(scores)], float(score), np.inf)
    goal: NDArray[np.float64] = np.zeros(size)
    if aim == "sellers":
        goal[count:] = 1.0
    else:
        goal[:count] = costs if aim == "cost" else -scores
    matrix = coo_array(([each[2] for each in entries], ([each[0] for each in entries], [each[1] for each in entries])), shape=(len(low), size))
    found = milp(
        goal, constraints=LinearConstraint(matrix.tocsc(), low, high), integrality=np.ones(size), bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": seconds},
    )  # fmt: skip
    if found.x is None:
        return None if found.status == _INFEASIBLE else Solution((), False)
    taken = found.x[:count]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    places = tuple(int(np.argmax(taken[start:end])) for start, end in zip(starts[:-1], starts[1:], strict=True))
    return Solution(places, found.status == 0)


def _scaled(costs: Sequence[int]) -> tuple[int, NDArray[np.float64]]:
    """Divided by what all of them have in common: prices in whole cents are no ten-thousandths."""
    common = 0
    for cost in costs:
        common = gcd(common, cost)
    common = common or 1
    return common, np.array([cost // common for cost in costs], float)
