"""What stands in the way where nothing meets all: the smallest changes to the conditions that bring something, and how much each brings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor

from ...catalogue.numbers import LOWER, UPPER
from ...catalogue.verdicts import NEGATIVE
from ...schema.condition import Condition
from ...schema.need import Need

Count = Callable[[Need], int]
Nearest = Callable[[Need, Condition], float | None]
"""The number nearest to a bound that products meeting a need have."""
Group = tuple[Condition, ...]
APART = ("product", "supplier")
"""Fields whose negative conditions are never given up: "not this one", "from another factory" stay so."""


@dataclass(frozen=True)
class Way:
    """`given_up` no longer stand; `instead` are looser bounds with the ids of some of them; `count` products meet what then stands."""

    given_up: tuple[Condition, ...]
    instead: tuple[Condition, ...] = ()
    count: int = 0


def kept(condition: Condition) -> bool:
    return condition.field == "product" or (condition.field in APART and condition.op in NEGATIVE)


def relaxed(need: Need, given_up: Sequence[str], instead: Sequence[Condition] = ()) -> Need:
    """The need as it would be with the conditions of these ids set aside, or replaced by those of `instead`; what was seen before counts again."""
    return _without(need, [*given_up, *(one.id for one in need.conditions if one.active and one.pages)], instead)


def _without(need: Need, aside: Sequence[str], instead: Sequence[Condition] = ()) -> Need:
    looser = {one.id: one for one in instead}
    conditions = (looser.get(one.id) or (one.model_copy(update={"status": "relaxed"}) if one.id in aside else one) for one in need.conditions)
    return need.model_copy(update={"conditions": tuple(conditions)})


def relaxations(need: Need, count: Count, nearest: Nearest) -> tuple[Way, ...]:
    """Ways that change the conditions on one field; on two only where no single one helps. Those that bring most first, a looser bound
    before the same bound dropped, and only where it brings fewer."""
    fields = dict.fromkeys(one.field for one in need.hard if not kept(one))
    groups = [tuple(one for one in need.hard if one.field == field) for field in fields]
    least = count(relaxed(need, ()))
    for size in (1, 2):
        found = [ways for chosen in combinations(groups, size) if (ways := tuple(_ways(need, chosen, count, nearest, least)))]
        if found:
            return tuple(way for ways in sorted(found, key=lambda ways: -ways[-1].count) for way in ways)[:4]
    return ()


def _ways(need: Need, groups: Sequence[Group], count: Count, nearest: Nearest, least: int) -> Iterator[Way]:
    every = tuple(one for group in groups for one in group)
    ids = [one.id for one in every]
    total = count(relaxed(need, ids))
    if total <= least:
        return
    instead = _loosened(_without(need, ids), groups, nearest)
    changed = tuple(one for one in every if one not in instead)
    if instead and least < (brings := count(relaxed(need, ids, instead))) < total:
        yield Way(changed, tuple(one for one in instead if one not in every), brings)
    yield Way(every, (), total)


def _loosened(rest: Need, groups: Sequence[Group], nearest: Nearest) -> tuple[Condition, ...]:
    """What stands in the place of these groups where one bound of each is moved to the nearest number that brings something not seen yet."""
    instead: tuple[Condition, ...] = ()
    for group in groups:
        for bound in group:
            others = tuple(one for one in group if one is not bound)
            if bound.op not in (*UPPER, *LOWER):
                continue
            value = nearest(_without(rest, (), (*instead, *others)), bound)
            if value is not None:
                instead = (*instead, *others, moved(bound, value))
                break
    return instead


def moved(bound: Condition, value: float) -> Condition:
    """The bound at `value`, a price at the next round one beyond it."""
    if bound.field == "price":
        step = 1 if value < 20 else 5 if value < 100 else 10 if value < 500 else 50
        value = (ceil(value / step) if bound.op in UPPER else floor(value / step)) * step
    whole = int(value) if float(value).is_integer() else round(value, 6)
    op = {"<": "<=", ">": ">="}.get(bound.op, bound.op)
    return bound.model_copy(update={"op": op, "value": whole, "about": None, "text": "", "status": "current"})
