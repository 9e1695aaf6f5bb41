"""Near-duplicates: turns asked alike that ended alike are one case."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process, utils

from ..compare.proposed import expected
from .traces import Trace

ALIKE = 85.0


@dataclass(frozen=True, eq=False)
class Spot:
    """A turn of a trace, and why it was taken."""

    trace: Trace
    turn: int
    why: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return utils.default_process(" / ".join(turn.said for turn in self.trace.upto(self.turn).turns))


def merged(spots: Sequence[Spot]) -> list[tuple[Spot, int]]:
    """The first of each group, with how many it stands for. Of one group are those whose words are alike and that ended in states of one shape."""
    groups: list[list[Spot]] = []
    shapes: dict[Any, list[int]] = defaultdict(list)
    for spot in spots:
        places = shapes[_shape(spot)]
        found = process.extractOne(spot.words, [groups[place][0].words for place in places], scorer=fuzz.ratio, score_cutoff=ALIKE)
        if found is not None:
            groups[places[found[2]]].append(spot)
        else:
            places.append(len(groups))
            groups.append([spot])
    return [(group[0], len(group)) for group in groups]


def _shape(spot: Spot) -> Any:
    """The end state without its figures."""
    reply = spot.trace.upto(spot.turn).turns[-1].reply
    told = expected(reply)
    return (
        spot.turn,
        told["intent"],
        told.get("category"),
        tuple(sorted((one.field, one.op) for one in reply.need.active)),
        str(told.get("cards")),
        bool(told.get("asked")),
    )
