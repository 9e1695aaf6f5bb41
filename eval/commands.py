"""How well a reader reads: `python -m daogou.eval commands`. Spans by label and overlap, acts of each message, commands as the composer makes them.

Read and gold go through the same composer, so that a difference is the network's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..reader.compose import composed
from ..reader.corpus import Row, Span


class Tally(NamedTuple):
    """Of one label or act: how often it was right, read, and there."""

    right: int
    read: int
    gold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.read + self.gold) if self.read + self.gold else 1.0


class Scores(NamedTuple):
    """`acts` and `exact`: shares of messages whose acts, whose commands are right; `unstated` of those with a wish that isn't there."""

    messages: int
    acts: float
    exact: float
    unstated: float
    spans: Tally
    labels: dict[str, Tally]


def scores(pairs: Sequence[tuple[Row, Row]]) -> Scores:
    """Of (read, gold)."""
    labels: dict[str, Counter[str]] = {}
    acts = exact = unstated = 0
    for read, gold in pairs:
        acts += {one.act for one in read.clauses} == {one.act for one in gold.clauses}
        ours, theirs = _plain(read), _plain(gold)
        exact += ours == theirs
        unstated += any(one[0] == "want" for one in ours - theirs) and not any(one[0] == "want" for one in theirs)
        for name, right, there, missed in _matched(read.spans, gold.spans):
            labels.setdefault(name, Counter()).update(right=right, read=there, gold=missed)
    tallies = {name: Tally(count["right"], count["read"], count["gold"]) for name, count in labels.items()}
    whole = Tally(*(sum(getattr(one, part) for one in tallies.values()) for part in ("right", "read", "gold")))
    number = max(len(pairs), 1)
    return Scores(len(pairs), acts / number, exact / number, unstated / number, whole, tallies)


def _matched(read: Sequence[Span], gold: Sequence[Span]) -> Iterable[tuple[str, int, int, int]]:
    """Right where one of the same label overlaps it."""
    for one in read:
        yield one.label, int(any(_meets(one, other) for other in gold)), 1, 0
    for one in gold:
        yield one.label, 0, 0, 1


def _meets(one: Span, other: Span) -> bool:
    return one.label == other.label and one.start < other.end and other.start < one.end


def _plain(row: Row) -> frozenset[tuple[str, str]]:
    """The commands without quotes, words cut alike."""
    own = [one.model_dump_json(exclude={"quote", "confidence", "by", "text"}) for one in composed(row)]
    return frozenset((one.split('"')[3], one.casefold()) for one in own)
