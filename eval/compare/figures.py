"""The figures of a comparison by name, (BASE, NEW) each: what gates bound and what must come out again when a manifest is reproduced."""

from collections.abc import Mapping, Sequence

from .pair import Pair
from .slicing import Slice
from .spread import EVEN, Paired
from .timing import Timing

MEASURES = (
    "content.mean", "content.median", "content.p10", "difference", "p", "wins", "ties", "losses", "format", "alike", "tokens", "calls",
)  # fmt: skip
OF_ALL = ("worse_slices", "slower_nodes")
"""Of all pairs together; of a node there are its p50 and p95 beside."""
Figures = Mapping[str, tuple[float, float]]


def figures(
    found: Paired, pairs: Sequence[Pair], slices: Sequence[Slice] = (), times: Sequence[Timing] = (), slower: Sequence[Timing] = ()
) -> dict[str, tuple[float, float]]:
    """Of some pairs. What has no counterpart on the base has 0 there."""
    return {
        "content.mean": (found.base.mean, found.new.mean),
        "content.median": (found.base.median, found.new.median),
        "content.p10": (found.base.p10, found.new.p10),
        "difference": (0.0, found.difference),
        "p": (0.0, found.p),
        "wins": (0.0, float(found.wins)),
        "ties": (0.0, float(found.ties)),
        "losses": (0.0, float(found.losses)),
        "format": form_rate(pairs),
        "alike": alike(pairs),
        "tokens": (sum(pair.base.tokens for pair in pairs), sum(pair.new.tokens for pair in pairs)),
        "calls": (sum(pair.base.calls for pair in pairs), sum(pair.new.calls for pair in pairs)),
        "worse_slices": (0.0, float(sum(each.worse for each in slices))),
        "slower_nodes": (0.0, float(len(slower))),
        **of_nodes(times),
    }


def of_nodes(times: Sequence[Timing]) -> dict[str, tuple[float, float]]:
    found = {f"{each.node}.p50": (each.base_p50, each.new_p50) for each in times}
    return found | {f"{each.node}.p95": (each.base_p95, each.new_p95) for each in times}


def form_rate(pairs: Sequence[Pair]) -> tuple[float, float]:
    """The share of replies that are well formed; 1 where there are none."""
    kept = [(pair.base.form, pair.new.form) for pair in pairs if pair.base.form is not None and pair.new.form is not None]
    return (sum(base for base, _ in kept) / len(kept), sum(new for _, new in kept) / len(kept)) if kept else (1.0, 1.0)


def alike(pairs: Sequence[Pair]) -> tuple[float, float]:
    """How many clusters (a scenario in its wordings) are right in every unit."""
    wrong: tuple[set[str], set[str]] = set(), set()
    for pair in pairs:
        for row, some in zip((pair.base, pair.new), wrong, strict=True):
            if row.content < 1 - EVEN:
                some.add(pair.cluster)
    every = len({pair.cluster for pair in pairs})
    return float(every - len(wrong[0])), float(every - len(wrong[1]))
