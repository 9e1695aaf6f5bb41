"""Which single condition stands in the way, and what giving it up would bring."""

from collections.abc import Callable
from itertools import combinations

from ..schema.condition import Condition
from ..schema.need import Need


def without(need: Need, ids: frozenset[str]) -> Need:
    """The need as it would be with these conditions relaxed."""
    return need.model_copy(update={"conditions": tuple(c.model_copy(update={"status": "relaxed"}) if c.id in ids else c for c in need.conditions)})


def relaxations(need: Need, count: Callable[[Need], int], limit: int = 3) -> tuple[tuple[tuple[Condition, ...], int], ...]:
    """The smallest sets of hard conditions whose removal brings products, with how many; single ones first, pairs only where no single one helps."""
    for size in (1, 2):
        found = [
            (chosen, brings) for chosen in combinations(need.hard, size) if (brings := count(without(need, frozenset(c.id for c in chosen)))) > 0
        ]
        if found:
            return tuple(sorted(found, key=lambda pair: -pair[1])[:limit])
    return ()
