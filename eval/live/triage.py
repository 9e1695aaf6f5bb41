"""Triage: what was rated down is abuse, taste or a fault, and a fault comes from a stage: the first in whose place gold heals the reply.

A reply so healed, beside the one that was rated down, is a corrected turn.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from ...memory.turnlog.entry import LoggedRating
from ...nodes.plans import PLANS
from ...schema.candidate import Retrieval
from ...schema.need import Need
from ...tools.searching.offers import judged
from ..compare.comparison import GAP, UNSTEADY
from ..compare.suites.threads import Held
from ..preferences import Correction, history
from .checks import Gold, checked, checked_as_answered, gold_of, meeting_ids
from .traces import Played, Replayer, Trace, Update

BURST, WITHIN = 6, timedelta(seconds=60)
"""So many ratings of one buyer within a minute are nobody's who reads replies."""
REPEATED = 4
"""The same words, of some length, under so many of one buyer's ratings."""
SOME_LENGTH = 6
LINK = re.compile(r"https?://|www\.|\.com\b", re.IGNORECASE)
APART = 0.55
"""Cosine distance from which on two groups are two."""
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
UNDERSTANDING, RETRIEVAL, FUSION, WORDING = "understanding", "retrieval", "fusion", "wording"
OFFERED = 10
IN_WORDS = ("text", "form")
Kind = Literal["fault", "taste", "abuse", "unplayable"]
NO_WORDS = "(no words)"


def abused(ratings: Sequence[LoggedRating]) -> dict[tuple[str, int], str]:
    """The ground, by thread and turn."""
    found = {(one.thread, one.turn): why for one in ratings if (why := _by_words(one))}
    by_buyer: dict[str, list[LoggedRating]] = defaultdict(list)
    for one in ratings:
        by_buyer[one.buyer or one.thread].append(one)
    for some in by_buyer.values():
        found |= {(one.thread, one.turn): why for one, why in _by_rate(sorted(some, key=lambda rating: rating.at))}
    return found


def _by_words(rating: LoggedRating) -> str | None:
    comment, words = rating.comment or "", _words()
    if words["insults"].search(comment):
        return "an insult"
    if LINK.search(comment):
        return "a link"
    praised = rating.score < 0 and words["praise"].search(comment) and not words["complaint"].search(words["praise"].sub(" ", comment))
    return "praise under a thumb down" if praised else None


def _by_rate(ratings: Sequence[LoggedRating]) -> Iterable[tuple[LoggedRating, str]]:
    for place, one in enumerate(ratings):
        burst = ratings[place : place + BURST]
        if len(burst) == BURST and burst[-1].at - one.at <= WITHIN:
            yield from ((each, f"{BURST} ratings within {WITHIN.seconds} s") for each in burst)
    said = Counter(one.comment for one in ratings if one.comment and len(one.comment) >= SOME_LENGTH)
    yield from ((one, "the same words again and again") for one in ratings if one.comment and said[one.comment] >= REPEATED)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    content = yaml.safe_load(Path(__file__).with_name("abuse.yaml").read_text("utf-8"))
    bounded = {kind: [rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word) for word in words] for kind, words in content.items()}
    return {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in bounded.items()}


def clusters(comments: Sequence[str], embed: Embed) -> list[list[int]]:
    """Places, the largest group first; in each, the one nearest to all others first."""
    if len(comments) < 2:
        return [[place] for place in range(len(comments))]
    from scipy.cluster.hierarchy import fcluster, linkage

    vectors = np.asarray(embed(comments), dtype=np.float64)
    labels = fcluster(linkage(vectors, "average", metric="cosine"), APART, criterion="distance")
    groups = [[int(place) for place in np.flatnonzero(labels == label)] for label in np.unique(labels)]
    ordered = [sorted(group, key=lambda place, group=group: -float(vectors[place] @ vectors[group].sum(0))) for group in groups]  # type: ignore[misc]
    return sorted(ordered, key=len, reverse=True)


def fault(trace: Trace, gold: Gold, replayer: Replayer) -> tuple[str, str, str] | None:
    """Stage, why, and the reply as it came out with gold in the stage's place, "" where no swap healed it; None where the turn breaks no check,
    neither as it was answered nor played again."""
    today = trace.turns[-1].at.date()
    played = replayer.play(trace)
    found = list(checked(played, gold, replayer.shop, today))
    if not found:
        before = checked_as_answered(trace, gold, replayer.shop, today)
        return (UNSTEADY, f"as it was answered, not any more: {'; '.join(one.what for one in before)}", "") if before else None
    if [one.check for one in found] == ["nothing there"]:
        return GAP, found[0].what, ""
    why = "; ".join(one.what for one in found)
    swaps: dict[str, Update] = {}
    for stage, node, swap in (
        (UNDERSTANDING, "intent", _understood(played, gold, replayer, today)),
        (RETRIEVAL, "internal_retrieval", _retrieved(played, gold, replayer, today)),
    ):
        if swap is None:
            continue
        swaps[node] = swap
        healed = replayer.play(trace, swaps)
        left = list(checked(healed, gold, replayer.shop, today))
        if not left:
            return stage, why, healed.reply.text
        if [one.check for one in left] == ["nothing there"]:
            return GAP, left[0].what, ""
        found = left
    # With right conditions and right products: what is offered is fusion's, what is said of it is the wording's.
    return WORDING if all(one.check in IN_WORDS for one in found) else FUSION, why, ""


def _understood(played: Played, gold: Gold, replayer: Replayer, today: date) -> Update | None:
    """The intent node's own output, with the need that it should have made; None where nothing is known to be wrong in it."""
    wrote = played.wrote["intent"]
    need: Need = wrote["need"]
    if not gold.lacking(need, replayer.shop, today):
        return None
    plan = wrote["plan"] if wrote["plan"].internal != "none" else PLANS["search"]
    return {**wrote, "need": gold.laid_over(need, replayer.shop, today), "plan": plan, "problem": None, "pending": None}


def _retrieved(played: Played, gold: Gold, replayer: Replayer, today: date) -> Update | None:
    """What the records have, exhaustively, those first that were found; None where the turn retrieved nothing by conditions."""
    wrote = played.wrote.get("internal_retrieval")
    if wrote is None or played.wrote["intent"]["plan"].internal != "search":
        return None
    need = gold.laid_over(played.wrote["intent"]["need"], replayer.shop, today)
    meeting, before = meeting_ids(need, replayer.shop, today), wrote.get("retrieval") or Retrieval()
    first = [one.product_id for one in before.candidates if one.product_id in set(meeting)]
    ids = [*first, *(each for each in meeting if each not in first)][:OFFERED]
    if not ids:
        return None
    candidates = judged(replayer.shop.catalogue, ids, need, today)
    return {**wrote, "retrieval": Retrieval(candidates=candidates, allowed=len(meeting)), "reviews": wrote.get("reviews", ())}


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


class Reason(NamedTuple):
    """Comments that say the same; `comment` is the one in their middle."""

    comment: str
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> Counter[str]:
        return Counter(one.stage or one.kind for one in self.findings)


class Triage(NamedTuple):
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
        return Finding(*what, kind="fault", stage=found[0], why=found[1], gold=gold.source, right=found[2])
    return Finding(*what, kind="abuse" if ground else "taste", why=ground or "no check is broken", gold=gold.source)


def reasons(findings: Sequence[Finding], embed: Embed) -> tuple[Reason, ...]:
    worded = [one for one in findings if one.comment]
    found = [
        Reason(worded[group[0]].comment or "", tuple(worded[place] for place in group))
        for group in clusters([one.comment or "" for one in worded], embed)
    ]
    wordless = tuple(one for one in findings if not one.comment)
    return (*found, *([Reason(NO_WORDS, wordless)] if wordless else []))


def corrected(findings: Iterable[Finding], traces: Iterable[Trace]) -> Iterator[Correction]:
    """Only where it breaks no check and says something else."""
    by_thread = {trace.thread: trace for trace in traces}
    for finding in findings:
        *before, turn = by_thread[finding.thread].upto(finding.turn).turns
        if finding.right and finding.right != turn.reply.text:
            yield Correction(
                prompt=history(((one.said, one.reply.text) for one in before), turn.said), wrong=turn.reply.text, right=finding.right,
                why=finding.why, source=f"triage: {finding.stage} of {finding.thread}/{finding.turn}", language=finding.language,
            )  # fmt: skip


def write(corrections: Iterable[Correction], file: Path) -> int:
    """As `daogou eval preferences --corrections` reads them; how many."""
    lines = [one.model_dump_json() + "\n" for one in corrections]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(lines), "utf-8")
    return len(lines)
