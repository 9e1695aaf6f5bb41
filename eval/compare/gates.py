"""Gates: what must hold of a comparison, from a YAML file.

content.median: ">= base"          # NEW against BASE
content.mean: ">= base - 0.005"
losses: "<= 3"                     # NEW alone
turn.p95: "<= 1.2x"                # NEW / BASE
slice language=zh:                 # of those pairs alone
  losses: "<= 2"
suite retrieval:
  content.p10: ">= base"
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ...schema.errors import InputError
from ..texts import text_of
from .figures import MEASURES, OF_ALL, Figures
from .spread import EVEN
from .timing import TURN

DEFAULT = Path(__file__).with_name("gates.yaml")
NODES = Path(__file__).parents[2] / "nodes"
TIMES = ("p50", "p95")
_COUNTED = {
    "worse_slices": " that are surely worse (p < 0.05, corrected for all slices)",
    "slower_nodes": " that take half as long again and 5 ms more",
}
_BOUND = re.compile(r"(<=|>=|<|>|=)\s*(?:(?P<base>base)\s*(?P<by>[+-]\s*[\d.]+)?|(?P<number>-?[\d.]+)(?P<ratio>x?))")
_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<=": lambda value, bound: value <= bound + EVEN,
    ">=": lambda value, bound: value >= bound - EVEN,
    "<": operator.lt,
    ">": operator.gt,
    "=": lambda value, bound: abs(value - bound) <= EVEN,
}


@dataclass(frozen=True)
class Gate:
    """`within` is "" for all pairs, else "slice NAME=VALUE" or "suite NAME"."""

    within: str
    measure: str
    bound: str

    @property
    def title(self) -> str:
        return f"{self.within + ': ' if self.within else ''}{self.measure} {self.bound}"

    @property
    def slice(self) -> tuple[str, str] | None:
        """Name and value of the slice that it speaks of."""
        kind, _, rest = self.within.partition(" ")
        name, _, value = rest.partition("=")
        return None if not kind else ("suite", rest) if kind == "suite" else (name, value)


@dataclass(frozen=True)
class Judged:
    """`holds` None where nothing was measured that it speaks of: such a gate isn't held."""

    gate: Gate
    holds: bool | None
    got: str


def gates(file: Path = DEFAULT) -> tuple[Gate, ...]:
    """Raises InputError where the file isn't there, or a line of it is no gate."""
    if not file.is_file():
        raise InputError(f"There is no gates file {file}; docs/decisions/compare.md shows what one holds.")
    try:
        content = yaml.safe_load(text_of(file, "docs/decisions/compare.md shows what a gates file holds"))
    except yaml.YAMLError as error:
        raise InputError(f"{file} is no YAML: {error}") from error
    if not isinstance(content, Mapping):
        raise InputError(f"{file} must hold lines like 'content.median: \">= base\"'.")
    return tuple(_read(content, "", file))


def _read(content: Mapping[str, Any], within: str, file: Path) -> Iterator[Gate]:
    for name, bound in content.items():
        if isinstance(bound, Mapping) and not within and name.split(" ")[0] in ("slice", "suite"):
            yield from _read(bound, name, file)
        elif isinstance(bound, str) and _BOUND.fullmatch(bound.strip()):
            yield Gate(within, _measure(name, within, file), bound.strip())
        else:
            raise InputError(f'{file}: {name!r} must be bounded like ">= base", "<= 2" or "<= 1.2x", not {bound!r}.')


def _measure(name: Any, within: str, file: Path) -> str:
    """Slices and nodes are counted over all pairs alone."""
    known = MEASURES if within else (*MEASURES, *OF_ALL)
    node, _, part = str(name).rpartition(".")
    if name in known or (not within and part in TIMES and node in _nodes()):
        return str(name)
    also = "" if within else f", and {' and '.join(TIMES)} of {', '.join(sorted(_nodes()))}"
    raise InputError(f"{file}: {within or 'a comparison'} has no measure {name!r}; it has {', '.join(known)}{also}.")


@cache
def _nodes() -> frozenset[str]:
    """Of this checkout's graph, and the whole turn."""
    return frozenset((TURN, *(file.stem for file in NODES.glob("[a-z]*.py"))))


def of_times(measure: str) -> bool:
    """Which two runs of the same never have alike."""
    return measure == "slower_nodes" or measure.rpartition(".")[2] in TIMES


def judged(gate: Gate, found: Figures) -> Judged:
    """Against the figures of the pairs that it speaks of."""
    if gate.measure not in found:
        return Judged(gate, None, f"{gate.measure.rpartition('.')[0]} was not timed in enough of these turns" if of_times(gate.measure) else "")
    base, new = found[gate.measure]
    matched = _BOUND.fullmatch(gate.bound)
    assert matched is not None
    if matched["ratio"]:
        value, bound = (new / base if base else float(new > 0) + 1), float(matched["number"])
    else:
        value, bound = new, base + float((matched["by"] or "0").replace(" ", "")) if matched["base"] else float(matched["number"])
    beside = f" (base {base:.4g})" if matched["base"] or matched["ratio"] else _COUNTED.get(gate.measure, "")
    return Judged(gate, _HOLDS[matched[1]](value, bound), f"{new:.4g}{beside}")
