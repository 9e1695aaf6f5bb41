"""Planted contests of which the truth is known: what is longer, and what has more numbers, has nothing to do with what is better.

Left against right: the reply to this very question against a reply to another one, or the same against itself; each padded with sentences that say
nothing, so that all twelve combinations of (better, longer, more numbers) occur equally often. A judge that follows the padding shows it here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import cycle, product
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from ...schema.errors import InputError
from .contest import Contest

LEFT, RIGHT = "left", "right"
COUNT = 144
_FILLERS = Path(__file__).parent / "words" / "fillers.yaml"

_DRAWN = 6
"""Other questions looked at; the one least like this question is taken."""


class Gap(NamedTuple):
    """How many times as long the longer one is, and how many digits more the other has."""

    by: float
    digits: int


USUAL, SMALLEST, LARGEST = Gap(1.3, 5), Gap(1.15, 3), Gap(4.0, 60)
"""What is planted is as far apart as the real replies are: a judge that minds only great differences shows it too."""
DESIGNS = tuple(product((1, -1, 0), (1, -1), (1, -1)))
"""(better, longer, more numbers): 1 is the left one, -1 the right one, 0 neither."""


@dataclass(frozen=True)
class Design:
    """What is true of the planted contest `id`: which is better, which is longer, which has more numbers (1 left, -1 right, 0 neither)."""

    id: str
    better: int
    longer: int
    numbers: int


@dataclass(frozen=True)
class Control(Design):
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
    drawn = random.sample(others, min(_DRAWN, len(others)))
    other = min(drawn, key=lambda each: _shared(each.asked, contest.asked))
    return other.replies[random.choice(other.systems)]


def _shared(one: str, other: str) -> float:
    """How alike two questions are: the pairs of characters that both have."""
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one.lower(), other.lower()))
    return len(pairs & others) / max(1, len(pairs | others))


def padded(left: str, right: str, language: str, longer: int, numbers: int, gap: Gap = USUAL) -> tuple[str, str]:
    """Both, of which the one that `longer` names is the longer, and the one that `numbers` names has more digits (1 left, -1 right), by the gap."""
    texts = [left, right]
    more, most = (0 if numbers > 0 else 1), (0 if longer > 0 else 1)
    for sentence in _sentences(language, "more numbers"):
        if digits(texts[more]) >= digits(texts[1 - more]) + gap.digits:
            break
        texts[more] = f"{texts[more]}\n{sentence}"
    for sentence in _sentences(language, "longer"):
        if len(texts[most]) >= gap.by * len(texts[1 - most]):
            break
        texts[most] = f"{texts[most]}\n{sentence}"
    return texts[0], texts[1]


def _sentences(language: str, kind: str) -> Iterator[str]:
    """Without an end: a reply may need many."""
    return cycle(_fillers()[language][kind])


@cache
def _fillers() -> dict[str, dict[str, list[str]]]:
    return dict(yaml.safe_load(_FILLERS.read_text("utf-8")))


@lru_cache(maxsize=65536)
def digits(text: str) -> int:
    return sum(map(str.isdigit, text))
