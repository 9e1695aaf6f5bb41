"""The figures that come out alike whenever the same is played: all of a comparison's but times."""

from collections.abc import Iterable, Iterator, Sequence

from .comparison import Comparison
from .figures import figures
from .gates import of_times
from .pair import Pair
from .slicing import Slice
from .spread import Paired

Named = tuple[str, list[float]]


def steady(found: Comparison) -> dict[str, list[float]]:
    """By name: (BASE, NEW), or what there is one of."""
    whole = figures(found.overall, found.pairs, found.slices)
    return {
        **_listed(whole.items()),
        **dict(_spread(found.overall, "")),
        **{name: values for each in found.slices for name, values in _slice(each, found.pairs)},
        **{f"stage {stage}": [float(count)] for stage, count in found.stages.items()},
        **{f"gate {each.gate.title}": [-1.0 if each.holds is None else float(each.holds)] for each in found.gates if not of_times(each.gate.measure)},
    }


def of_units(pairs: Sequence[Pair]) -> dict[str, list[float]]:
    """Of every unit by itself: content, form, tokens, calls."""
    rows = {pair.unit: (pair.base, pair.new) for pair in pairs}
    return {
        f"unit {unit}: {name}": [-1.0 if (value := getattr(row, name)) is None else float(value) for row in sides]
        for unit, sides in rows.items()
        for name in ("content", "form", "tokens", "calls")
    }


def _slice(each: Slice, pairs: Sequence[Pair]) -> Iterator[Named]:
    some = [pair for pair in pairs if each.value in pair.slices.get(each.name, ())]
    within = f"slice {each.title}: "
    yield from ((within + name, values) for name, values in _listed(figures(each.paired, some).items()).items())
    yield from _spread(each.paired, within)
    yield from ((within + name, [value]) for name, value in (("p corrected", each.p), ("crowding", each.crowding), ("share", each.share)))


def _spread(one: Paired, within: str) -> Iterator[Named]:
    yield within + "interval", [one.low, one.high]
    yield within + "pairs", [float(one.pairs), float(one.clusters), float(one.changed)]


def _listed(known: Iterable[tuple[str, tuple[float, float]]]) -> dict[str, list[float]]:
    return {name: [float(value) for value in values] for name, values in known if not of_times(name)}
