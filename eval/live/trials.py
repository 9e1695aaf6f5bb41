"""Versions of prompts side by side: what buyers thought of the turns that they worded, and how often the model was of no use."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from math import comb
from typing import Any

from ...memory.turnlog.entry import PROMPT, LoggedRating, LoggedTurn
from .traces import Traces

FAILED = {"commands": "model.read", "rank": "model.rank", "summarise": "model.summarise", "write": "model.write"}
"""What `degraded` names where a model's answer to the prompt could not be taken."""


@dataclass(frozen=True)
class Version:
    """`turns` that were asked by it, of so many `buyers`; thumbs `up` and `down` on them; in how many the model `failed`. Tokens and milliseconds are
    of whole turns, in the mean."""

    version: str
    buyers: int
    turns: int
    up: int
    down: int
    failed: int
    tokens: float
    ms: float


@dataclass(frozen=True)
class Versions:
    name: str
    all: tuple[Version, ...]

    @property
    def p(self) -> float | None:
        """How likely it is that thumbs lie so far apart by chance; None where there aren't two versions."""
        if len(self.all) != 2:
            return None
        one, other = self.all
        return exact(one.up, one.down, other.up, other.down)

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "versions": [asdict(one) for one in self.all], "p": self.p}


@dataclass
class _Sum:
    buyers: set[str] = field(default_factory=set)
    turns: list[LoggedTurn] = field(default_factory=list)
    ratings: list[LoggedRating] = field(default_factory=list)


def compared(traces: Traces) -> Iterator[Versions]:
    """By the prompt's name."""
    sums: dict[str, dict[str, _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    for trace in traces.all:
        for turn in trace.turns:
            for name, version in turn.versions.items():
                if name.startswith(PROMPT):
                    one = sums[name.removeprefix(PROMPT)][version]
                    one.buyers.add(turn.buyer or turn.thread)
                    one.turns.append(turn)
                    one.ratings += [rated] if (rated := trace.ratings.get(turn.reply.turn)) else []
    for name, versions in sorted(sums.items()):
        yield Versions(name, tuple(_version(name, version, one) for version, one in sorted(versions.items())))


def _version(name: str, version: str, of: _Sum) -> Version:
    count, scores = len(of.turns), [one.score for one in of.ratings]
    usages = [turn.reply.usage for turn in of.turns]
    return Version(
        version=version,
        buyers=len(of.buyers),
        turns=count,
        up=sum(score > 0 for score in scores),
        down=sum(score < 0 for score in scores),
        failed=sum(FAILED.get(name) in turn.reply.degraded for turn in of.turns),
        tokens=sum(one.prompt_tokens + one.completion_tokens for one in usages) / count,
        ms=sum(turn.ms for turn in of.turns) / count,
    )


def exact(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test of the table ((a, b), (c, d)), two-sided."""
    rows, column, total = (a + b, c + d), a + c, a + b + c + d
    ways = {k: comb(rows[0], k) * comb(rows[1], column - k) for k in range(max(0, column - rows[1]), min(rows[0], column) + 1)}
    return sum(each for each in ways.values() if each <= ways[a]) / comb(total, column)
