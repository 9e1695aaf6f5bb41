"""What the ratings say of the raters: how far they agree with each other and with the judges, and whether they favour a side."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import isnan
from pathlib import Path

from ..judging.agreement import fleiss, krippendorff, pairwise
from ..judging.biases import Share
from ..judging.judging import VOTES
from ..judging.told import with_people
from ..judging.votes import read_votes, winners
from ..report import Report
from .gold import ratings_of
from .ratings import Rating, Read


def told(read: Read, gold: Sequence[Rating]) -> Report:
    """Of what was read now, and of all gold."""
    ratings = ratings_of(gold)
    report = Report("sheet", "Sheet", {"ratings": len(read.ratings), "rejected": len(read.rejects), "left open": read.open, "gold": len(gold)})
    if read.rejects:
        report.table("rejected", ("file, line", "reason"), [(f"{one.file}, {one.line}", one.reason) for one in read.rejects])
    rows = [_rater(rater, [one for one in gold if one.rater == rater]) for rater in ratings]
    report.table("raters", ("", "ratings", "ties", "left of those that chose"), [*rows, _rater("all", gold)])
    report.table("agreement among raters", ("", ""), agreement(gold))
    return report


def agreement(gold: Sequence[Rating]) -> list[tuple[str, str]]:
    ratings = ratings_of(gold)
    pairs = [(f"Cohen's kappa, {one} and {other}", _digits(kappa)) for (one, other), kappa in pairwise(ratings).items()]
    return [*pairs, ("Fleiss' kappa, what all rated", _digits(fleiss(ratings))), ("Krippendorff's alpha, all", _digits(krippendorff(ratings)))]


def beside(report: Report, gold: Sequence[Rating], folder: Path) -> None:
    """Adds each judge's agreement with people, from the votes that `eval judge` kept."""
    votes = read_votes(folder / VOTES)
    base, new = sorted({system for vote in votes for system in vote.order})[:2]
    said: dict[str, list[int]] = defaultdict(list)
    for rating in gold:
        if set(rating.systems) == {base, new}:
            said[rating.contest].append({new: 1, base: -1}.get(rating.choice or "", 0))
    people = {contest: sum(values) / len(values) for contest, values in said.items()}
    rows = with_people(winners(votes), base, new, people)
    report.table("judges and people", ("judge", "Cohen's kappa with most people", "the same"), rows)


def _rater(rater: str, ratings: Sequence[Rating]) -> tuple[str, int, int, str]:
    sides = Counter(rating.side for rating in ratings)
    return rater, len(ratings), sides["tie"], Share(sides["left"], sides["left"] + sides["right"]).said


def _digits(value: float) -> str:
    return "nothing to go by" if isnan(value) else f"{value:.2f}"
