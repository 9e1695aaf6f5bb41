"""Abuse: what speaks of the rater and not of the reply, on grounds that anybody can check (abuse.yaml)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

from ...memory.turnlog.entry import LoggedRating

BURST, WITHIN = 6, timedelta(seconds=60)
"""So many ratings of one buyer within a minute are nobody's who reads replies."""
REPEATED = 4
"""The same words, of some length, under so many of one buyer's ratings."""
SOME_LENGTH = 6
LINK = re.compile(r"https?://|www\.|\.com\b", re.IGNORECASE)


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
    comment = rating.comment or ""
    if _stands(comment, "insults"):
        return "an insult"
    if LINK.search(comment):
        return "a link"
    if rating.score < 0 and _stands(comment, "praise") and not _stands(_words()["praise"].sub(" ", comment), "complaint"):
        return "praise under a thumb down"
    return None


def _by_rate(ratings: Sequence[LoggedRating]) -> Iterable[tuple[LoggedRating, str]]:
    for place, one in enumerate(ratings):
        burst = ratings[place : place + BURST]
        if len(burst) == BURST and burst[-1].at - one.at <= WITHIN:
            yield from ((each, f"{BURST} ratings within {WITHIN.seconds} s") for each in burst)
    said = Counter(one.comment for one in ratings if one.comment and len(one.comment) >= SOME_LENGTH)
    yield from ((one, "the same words again and again") for one in ratings if one.comment and said[one.comment] >= REPEATED)


def _stands(text: str, kind: str) -> bool:
    return bool(_words()[kind].search(text))


@cache
def _words() -> dict[str, re.Pattern[str]]:
    content = yaml.safe_load(Path(__file__).with_name("abuse.yaml").read_text("utf-8"))
    bounded = {kind: [rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word) for word in words] for kind, words in content.items()}
    return {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in bounded.items()}
