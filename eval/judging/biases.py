"""How a judge's calls fall by what is no merit: how often the first wins, the longer, the one with more numbers. Intervals: Wilson 1927."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from .ballot import shown
from .calibration import Z
from .contest import Contest
from .features import FEATURES, Feature
from .votes import Vote


@dataclass(frozen=True)
class Share:
    """`count` of `total`."""

    count: int
    total: int

    @property
    def value(self) -> float:
        return self.count / self.total if self.total else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return 0.0, 1.0
        share, some = self.value, self.total + Z**2
        middle = (self.count + Z**2 / 2) / some
        half = Z / some * sqrt(self.total * share * (1 - share) + Z**2 / 4)
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def said(self) -> str:
        low, high = self.interval
        return f"{100 * self.value:.0f} % ({100 * low:.0f} to {100 * high:.0f}) of {self.total}" if self.total else "of none"


def leanings(votes: Sequence[Vote], contests: Iterable[Contest]) -> dict[str, Share]:
    """By bias: in how many of the calls that chose somebody, and could have shown it, the choice fell on it."""
    known = {contest.id: contest for contest in contests}
    chosen = [vote for vote in votes if vote.choice is not None]
    found = {"the first": Share(sum(vote.choice == vote.order[0] for vote in chosen), len(chosen))}
    for name, feature in FEATURES.items():
        hits = [vote.choice == top for vote in chosen if (top := _top(known[vote.contest], feature)) is not None]
        found[name] = Share(sum(hits), len(hits))
    return found


def consistency(votes: Sequence[Vote]) -> Share:
    """In how many contests all orders got the same answer, of those that were answered in every order."""
    by_contest: dict[str, list[Vote]] = {}
    for vote in votes:
        by_contest.setdefault(vote.contest, []).append(vote)
    whole = [found for found in by_contest.values() if not any(vote.failed for vote in found)]
    return Share(sum(len({vote.choice for vote in found}) == 1 for found in whole), len(whole))


def _top(contest: Contest, feature: Feature) -> str | None:
    """The system that alone has the most of it, as it was shown."""
    values = {system: feature(reply) for system, reply in shown(contest).items()}
    top = max(values.values())
    most = [system for system, value in values.items() if value == top]
    return most[0] if len(most) == 1 else None
