"""Triage: what is behind each thumb down: a fault and its stage, a matter of taste, or abuse."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ...memory.turnlog.entry import LoggedRating
from ..compare.suites.threads import Held
from .abuse import abused
from .blaming import fault
from .clusters import Embed, clusters
from .gold import gold_of
from .replaying import Replayer
from .traces import Trace

Kind = Literal["fault", "taste", "abuse", "unplayable"]
NO_WORDS = "(no words)"


@dataclass(frozen=True)
class Finding:
    """`stage` of a fault; `why` the check that is broken, or the ground for abuse; `gold` where what should have been understood is from; `right` the
    reply that a fault healed by gold would have had."""

    thread: str
    turn: int
    said: str
    language: str
    comment: str | None
    kind: Kind
    stage: str | None = None
    why: str = ""
    gold: str = ""
    right: str = ""


@dataclass(frozen=True)
class Reason:
    """Comments that say the same; `comment` is the one in their middle."""

    comment: str
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> Counter[str]:
        return Counter(one.stage or one.kind for one in self.findings)


@dataclass(frozen=True)
class Triage:
    findings: tuple[Finding, ...]
    reasons: tuple[Reason, ...]
    up: int
    orphans: int

    def as_json(self) -> dict[str, Any]:
        reasons = [{"comment": one.comment, "count": len(one.findings), "behind it": dict(one.kinds)} for one in self.reasons]
        return {"findings": [asdict(one) for one in self.findings], "reasons": reasons, "up": self.up, "orphans": self.orphans}


def triage(traces: Sequence[Trace], replayer: Replayer, cases: Sequence[Held] = (), progress: Callable[[], None] = lambda: None) -> Triage:
    """Of all that was rated down; `orphans` are ratings whose turn isn't among the traces."""
    ratings = [rating for trace in traces for rating in trace.ratings.values()]
    grounds, findings, orphans = abused(ratings), list[Finding](), 0
    for trace in traces:
        turns = {turn.reply.turn: turn for turn in trace.turns}
        for number, rating in sorted(trace.ratings.items()):
            if rating.score > 0:
                continue
            if number not in turns:
                orphans += 1
                continue
            findings.append(_finding(trace, rating, grounds.get((trace.thread, number)), replayer, cases))
            progress()
    return Triage(tuple(findings), reasons(findings, replayer.shop.embedder.queries), sum(one.score > 0 for one in ratings), orphans)


def _finding(trace: Trace, rating: LoggedRating, ground: str | None, replayer: Replayer, cases: Iterable[Held]) -> Finding:
    """A broken check is a fault whoever says it; without one, a ground for abuse is abuse, and all the rest is taste."""
    upto = trace.upto(rating.turn)
    turn = upto.turns[-1]
    gold = gold_of(trace, rating.turn, rating.comment, cases, replayer.shop)
    what = (trace.thread, rating.turn, turn.said, turn.reply.language, rating.comment)
    if not upto.whole:
        return Finding(*what, kind="abuse" if ground else "unplayable", why=ground or "the conversation's beginning isn't in the log")
    found = fault(upto, gold, replayer)
    if found is not None:
        return Finding(*what, kind="fault", stage=found.stage, why=found.why, gold=gold.source, right=found.right)
    return Finding(*what, kind="abuse" if ground else "taste", why=ground or "no check is broken", gold=gold.source)


def reasons(findings: Sequence[Finding], embed: Embed) -> tuple[Reason, ...]:
    worded = [one for one in findings if one.comment]
    found = [
        Reason(worded[group[0]].comment or "", tuple(worded[place] for place in group))
        for group in clusters([one.comment or "" for one in worded], embed)
    ]
    wordless = tuple(one for one in findings if not one.comment)
    return (*found, *([Reason(NO_WORDS, wordless)] if wordless else []))
