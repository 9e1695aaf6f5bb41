"""How a judge's calls fall by what is no merit (place, length, numbers), and how far raters agree beyond chance."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scipy.stats import binomtest

from .ballot import shown
from .contest import Contest
from .controls import digits
from .votes import Vote, Winners

FEATURES: dict[str, Callable[[str], int]] = {"longer": len, "more numbers": digits}


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
        """Wilson 1927."""
        low, high = binomtest(self.count, self.total).proportion_ci(method="wilson") if self.total else (0.0, 1.0)
        return float(low), float(high)

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


def agreement(ratings: Mapping[str, Winners]) -> float | None:
    """Krippendorff's alpha of raters (by name: contest -> choice), who may have gaps; None where there is nothing to go by."""
    from krippendorff import alpha

    items = sorted({item for by in ratings.values() for item in by})
    names = sorted({choice for by in ratings.values() for choice in by.values()}, key=str)
    rows = [[names.index(by[item]) if item in by else float("nan") for item in items] for by in ratings.values()]
    shared = any(sum(item in by for by in ratings.values()) > 1 for item in items)
    return float(alpha(reliability_data=rows, level_of_measurement="nominal")) if shared and len(names) > 1 else None


def _top(contest: Contest, feature: Callable[[str], int]) -> str | None:
    """The system that alone has the most of it, as it was shown."""
    values = {system: feature(reply) for system, reply in shown(contest).items()}
    top = max(values.values())
    most = [system for system, value in values.items() if value == top]
    return most[0] if len(most) == 1 else None
