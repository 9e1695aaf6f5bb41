"""How a judge reads: what a true difference, a longer text and more numbers do to its verdicts, estimated on planted controls.

verdict = discrimination * better + pull * longer + pull * more numbers, by least squares; the covariance is that of MacKinnon and White (1985), HC3.
The design is orthogonal, so that none takes credit for another.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import cycle, product
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.stats import binomtest

from ...schema.errors import InputError
from .ballots import Contest, Vote, Winners, by_judge, shown, winners

LEFT, RIGHT = "left", "right"
COUNT = 144
DRAWN = 6
"""Other questions looked at; the one least like this question is taken."""
Z = 1.959964
LEAST = 0.3
"""A judge whose verdicts follow the truth no more than this (1: always, 0: never) is no judge."""
TOLERATED = 0.15
"""A pull above this towards the longer, or the one with more numbers, disqualifies; one below, or towards the shorter, is corrected for."""
MOSTLY = 0.5
"""A judge of whose answers fewer than so many can be read says nothing of what is compared."""
DESIGNS = tuple(product((1, -1, 0), (1, -1), (1, -1)))
"""(better, longer, more numbers): 1 is the left one, -1 the right one, 0 neither."""


class Gap(NamedTuple):
    """How many times as long the longer one is, and how many digits more the other has."""

    by: float
    digits: int


USUAL, SMALLEST, LARGEST = Gap(1.3, 5), Gap(1.15, 3), Gap(4.0, 60)
"""What is planted is as far apart as the real replies are: a judge that minds only great differences shows it too."""


@dataclass(frozen=True)
class Control:
    """A planted contest, and what is true of it: which is better, which is longer, which has more numbers (1 left, -1 right, 0 neither)."""

    id: str
    better: int
    longer: int
    numbers: int
    contest: Contest


def controls(contests: Sequence[Contest], count: int = COUNT, seed: int = 0) -> list[Control]:
    """Made of the replies of `contests`; as many as are a multiple of the designs. Raises InputError where they can't be made."""
    random, gaps = Random(f"{seed}/controls"), [_gap(contest) for contest in contests]
    chosen = [random.choice(contests) for _ in range(-(-count // len(DESIGNS)) * len(DESIGNS))]
    drawn = zip(chosen, cycle(DESIGNS), strict=False)
    return [_planted(number, contest, contests, design, random.choice(gaps), random) for number, (contest, design) in enumerate(drawn)]


def _planted(number: int, contest: Contest, contests: Sequence[Contest], design: tuple[int, int, int], gap: Gap, random: Random) -> Control:
    better, longer, numbers = design
    base = contest.replies[random.choice(contest.systems)]
    worse = base if better == 0 else _off_topic(contest, contests, random)
    left, right = (base, worse) if better >= 0 else (worse, base)
    replies = padded(left, right, contest.language, longer, numbers, gap)
    planted = contest.model_copy(update={"id": f"control-{number}", "replies": dict(zip((LEFT, RIGHT), replies, strict=True))})
    return Control(planted.id, better, longer, numbers, planted)


def _gap(contest: Contest) -> Gap:
    """How far apart these replies are, within what can be planted."""
    lengths, counts = [len(text) for text in contest.replies.values()], [digits(text) for text in contest.replies.values()]
    by = max(lengths) / max(1, min(lengths))
    return Gap(min(max(by, SMALLEST.by), LARGEST.by), min(max(max(counts) - min(counts), SMALLEST.digits), LARGEST.digits))


def _off_topic(contest: Contest, contests: Sequence[Contest], random: Random) -> str:
    others = [other for other in contests if other.asked != contest.asked and other.language == contest.language]
    if not others:
        raise InputError(
            f"No planted control can be made for the contest {contest.id!r}: there must be two questions in {contest.language}; add contests."
        )

    def shared(other: Contest) -> float:
        """How alike two questions are: the pairs of characters that both have."""
        one, two = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (other.asked.lower(), contest.asked.lower()))
        return len(one & two) / max(1, len(one | two))

    other = min(random.sample(others, min(DRAWN, len(others))), key=shared)
    return other.replies[random.choice(other.systems)]


def padded(left: str, right: str, language: str, longer: int, numbers: int, gap: Gap = USUAL) -> tuple[str, str]:
    """Both, of which the one that `longer` names is the longer, and the one that `numbers` names has more digits (1 left, -1 right), by the gap."""
    texts = [left, right]
    more, most = (0 if numbers > 0 else 1), (0 if longer > 0 else 1)
    for sentence in cycle(_fillers()[language]["more numbers"]):
        if digits(texts[more]) >= digits(texts[1 - more]) + gap.digits:
            break
        texts[more] = f"{texts[more]}\n{sentence}"
    for sentence in cycle(_fillers()[language]["longer"]):
        if len(texts[most]) >= gap.by * len(texts[1 - most]):
            break
        texts[most] = f"{texts[most]}\n{sentence}"
    return texts[0], texts[1]


@cache
def _fillers() -> dict[str, dict[str, list[str]]]:
    return dict(yaml.safe_load((Path(__file__).parent / "words" / "fillers.yaml").read_text("utf-8")))


@lru_cache(maxsize=65536)
def digits(text: str) -> int:
    return sum(map(str.isdigit, text))


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
    texts = {contest.id: shown(contest) for contest in contests}
    chosen = [vote for vote in votes if vote.choice is not None]
    found = {"the first": Share(sum(vote.choice == vote.order[0] for vote in chosen), len(chosen))}
    for name, feature in FEATURES.items():
        values = [(feature(texts[vote.contest][vote.choice or ""]), *(feature(text) for text in texts[vote.contest].values())) for vote in chosen]
        hits = [own == max(both) for own, *both in values if len(set(both)) > 1]
        found[name] = Share(sum(hits), len(hits))
    return found


def consistency(votes: Sequence[Vote]) -> Share:
    """In how many contests all orders got the same answer, of those that were answered in every order."""
    choices: dict[str, list[str | None]] = defaultdict(list)
    failed = {vote.contest for vote in votes if vote.failed}
    for vote in votes:
        choices[vote.contest] += [vote.choice] if vote.contest not in failed else []
    whole = [some for some in choices.values() if some]
    return Share(sum(len(set(some)) == 1 for some in whole), len(whole))


def agreement(ratings: Mapping[str, Winners]) -> float | None:
    """Krippendorff's alpha of raters (by name: contest -> choice), who may have gaps; None where there is nothing to go by."""
    from krippendorff import alpha

    items = sorted({item for by in ratings.values() for item in by})
    names = sorted({choice for by in ratings.values() for choice in by.values()}, key=str)
    rows = [[names.index(by[item]) if item in by else float("nan") for item in items] for by in ratings.values()]
    shared = any(sum(item in by for by in ratings.values()) > 1 for item in items)
    return float(alpha(reliability_data=rows, level_of_measurement="nominal")) if shared and len(names) > 1 else None


@dataclass(frozen=True)
class Calibration:
    """`effects` are (discrimination, pull of length, pull of numbers), with their covariance; from `count` controls that were judged."""

    effects: NDArray[np.float64]
    covariance: NDArray[np.float64]
    count: int
    unread: str = ""
    """Where hardly an answer could be read: of how many, and an example."""

    @property
    def errors(self) -> NDArray[np.float64]:
        return np.sqrt(np.diag(self.covariance))

    @property
    def faults(self) -> tuple[str, ...]:
        """Why this judge can't decide anything; empty where it can."""
        if not self.count:
            return (self.unread or "it judged no planted control",)
        surely = self.effects[0] - Z * self.errors[0]
        found = [self.unread] if self.unread else []
        if not surely > LEAST:
            found.append(f"its verdicts follow the truth of planted controls by {self.effects[0]:.2f} (surely {surely:.2f}; {LEAST} is needed)")
        for name, effect in zip(("the longer", "the one with more numbers"), self.effects[1:], strict=True):
            if effect > TOLERATED:
                found.append(f"it prefers {name} by {effect:.2f} where that is no merit ({TOLERATED} is tolerated)")
        return tuple(found)


def worth(controls: Sequence[Control], votes: Sequence[Vote]) -> dict[str, Calibration]:
    """By judge, from its votes on the controls."""
    of = by_judge(votes)
    return {judge: replace(calibrate(controls, found), unread=_unread(of[judge])) for judge, found in winners(votes).items()}


def _unread(votes: Sequence[Vote]) -> str:
    failed = [vote for vote in votes if vote.failed]
    if len(failed) < MOSTLY * len(votes):
        return ""
    few = "none" if len(failed) == len(votes) else f"only {len(votes) - len(failed)}"
    return f"{few} of its {len(votes)} answers on planted controls could be read (the last: {failed[-1].failed.rstrip('.')})"


def calibrate(controls: Sequence[Control], winners: Winners) -> Calibration:
    """From the winners (`left`, `right`, None) of the controls; those that weren't judged are left out."""
    rows = [control for control in controls if control.id in winners]
    design = np.array([(one.better, one.longer, one.numbers) for one in rows], np.float64).reshape(-1, 3)
    verdicts = np.array([signed(winners[one.id], LEFT, RIGHT) for one in rows], np.float64)
    if np.linalg.matrix_rank(design) < 3:
        return Calibration(np.zeros(3), np.eye(3), len(rows))
    inverse = np.linalg.inv(design.T @ design)
    effects = inverse @ design.T @ verdicts
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    residuals = (verdicts - design @ effects) / np.maximum(1 - leverage, 1e-9)
    middle = (design * (residuals**2)[:, None]).T @ design
    floor = np.diag(np.full(3, 1.0 / (len(rows) + 1) ** 2))  # a judge that never errs here may err once in n + 1
    return Calibration(effects, inverse @ middle @ inverse + floor, len(rows))


def signed(winner: str | None, positive: str, negative: str) -> int:
    return {positive: 1, negative: -1}.get(winner or "", 0)
