"""How well the built-in reader reads: `python -m daogou.eval commands`. Spans by label and overlap, the acts of each message, its commands as the
composer makes them: read and gold go through the same one, so that a difference is the network's. The messages are those of eval/read, of which none
is in the corpus.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from ..reader.compose import composed
from ..reader.corpus import Row, Span, rows
from ..reader.reader import Reader
from ..retrievers.analysis import words
from ..schema.command import Want
from .report import Figure, Report

FRESH = Path(__file__).parent / "read"
SCOPES = ("not", "max", "min", "about")
ELSEWHERE, TALKS = "bees", "talks"
"""The file whose trade stands nowhere in the corpus, and that of turns of talks: of several things at once, most of them."""


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
    """`acts` and `exact`: shares of messages whose acts, whose commands are right; `unstated` of those with a condition that isn't there: from words
    that set none, or turned round."""

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
        unstated += _invents(read, gold)
        for name, right, there, missed in _matched(read.spans, gold.spans):
            labels.setdefault(name, Counter()).update(right=right, read=there, gold=missed)
    tallies = {name: Tally(count["right"], count["read"], count["gold"]) for name, count in labels.items()}
    whole = Tally(*(sum(getattr(one, part) for one in tallies.values()) for part in ("right", "read", "gold")))
    number = max(len(pairs), 1)
    return Scores(len(pairs), acts / number, exact / number, unstated / number, whole, tallies)


def _matched(read: Sequence[Span], gold: Sequence[Span]) -> Iterable[tuple[str, int, int, int]]:
    """Right where one of the same label overlaps it, that no other span read was right by."""
    left = list(gold)
    for one in read:
        met = next((other for other in left if one.label == other.label and one.start < other.end and other.start < one.end), None)
        left = [other for other in left if other is not met]
        yield one.label, int(met is not None), 1, 0
    yield from ((one.label, 0, 0, 1) for one in gold)


def _invents(read: Row, gold: Row) -> bool:
    """Whether a condition is read from words that set none, or that set the opposite."""
    ours, theirs = ([one for one in composed(row) if isinstance(one, Want)] for row in (read, gold))
    return any(not any(_beside(one, other) and not _opposed(one.op, other.op) for other in theirs) for one in ours)


def _opposed(one: str, other: str) -> bool:
    ways = {op[0] if op[0] in "<>!" else op[:3] if op.startswith("not") else "=" for op in (one, other)}
    return ways >= {"<", ">"} or len(ways & {"!", "not"}) == 1 < len(ways)


def _beside(one: Want, other: Want) -> bool:
    """Whether both come from the same words."""
    if one.quote is None or other.quote is None:
        return one.value == other.value
    return one.quote[0] < other.quote[1] and other.quote[0] < one.quote[1]


def _plain(row: Row) -> frozenset[str]:
    """The commands without quotes; words count by what they mean to a search: stems, in any order, without those that carry nothing."""
    return frozenset(str(_stemmed(one.model_dump(exclude={"quote", "confidence", "by", "text", "further"}))) for one in composed(row))


def _stemmed(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((name, str(_stemmed(each))) for name, each in value.items())
    if isinstance(value, (list, tuple)):
        return sorted(str(_stemmed(each)) for each in value)
    return " ".join(sorted(word.term for word in words(value))) or value.casefold() if isinstance(value, str) else value


def measure() -> Report:
    """Of the messages of six sittings, and of a trade that the corpus doesn't know."""
    reader = Reader()
    gold = {file.stem: list(rows(file)) for file in sorted(FRESH.glob("*.txt"))}
    reader.row("杯子 mug")  # its weights and its dictionary are loaded once
    began = process_time()
    read = {name: [(reader.row(one.text, one.topic, one.question), one) for one in messages] for name, messages in gold.items()}
    took = process_time() - began
    fresh = scores([pair for name, pairs in read.items() if name not in (ELSEWHERE, TALKS) for pair in pairs])
    report = Report("commands", "Messages read by the built-in reader", {"messages": sum(map(len, gold.values()))})
    other, talks = (scores(read[name]) for name in (ELSEWHERE, TALKS))
    report.figures += [
        Figure("acts right", fresh.acts, 0.93, ">=", "", f"of {fresh.messages}"),
        Figure("commands exact", fresh.exact, 0.80, ">=", ""),
        Figure("a condition that is not stated", fresh.unstated, 0.01, "<=", ""),
        Figure("spans, F1", fresh.spans.f1, 0.88, ">=", "", f"{fresh.spans.gold} spans"),
        *(Figure(f"{name}, F1", fresh.labels[name].f1, 0.85, ">=", "", f"{fresh.labels[name].gold} spans") for name in SCOPES),
        Figure("commands exact, a trade that the corpus lacks", other.exact, 0.75, ">=", "", f"of {other.messages}"),
        Figure("acts right, turns of talks", talks.acts, None, "<=", "", f"of {talks.messages}"),
        Figure("commands exact, turns of talks", talks.exact, None, "<=", ""),
        Figure("spans, F1, turns of talks", talks.spans.f1, None, "<=", ""),
        Figure("CPU time of a message", 1000 * took / sum(map(len, gold.values())), 6, "<=", " ms"),
    ]
    told = sorted(fresh.labels.items(), key=lambda one: -one[1].gold)
    report.table("spans by label", ("", "F1", "right", "read", "gold"), [(name, round(one.f1, 3), *one) for name, one in told])
    return report
