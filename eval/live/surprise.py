"""Surprise: what in a turn says that it may have gone wrong, without anybody having looked at it."""

import re
from collections import Counter
from collections.abc import Iterator

from ...memory.turnlog.entry import LoggedTurn
from .traces import Trace

WEIGHTS = {"down": 4.0, "rephrased": 3.0, "unread": 3.0, "nothing": 2.0, "degraded": 2.0, "unsure": 1.5, "asked back": 1.0}
"""What a buyer said or did weighs more than what we noticed by ourselves."""
UNSURE = 0.6
ALIKE = 0.7
"""The share of characters (Chinese) and words that two messages in a row have in common where the second says the first again (Dice)."""
_TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+")
LOOKING = ("search", "refine")


def surprises(trace: Trace, number: int) -> tuple[str, ...]:
    """By the names of WEIGHTS, the heaviest first."""
    turn = next(one for one in trace.turns if one.reply.turn == number)
    after = next((one for one in trace.turns if one.reply.turn == number + 1), None)
    rating = trace.ratings.get(number)
    found = {*_noticed(turn), *(["down"] if rating is not None and rating.score < 0 else [])}
    if after is not None and again(turn.said, after.said):
        found.add("rephrased")
    return tuple(sorted(found, key=lambda name: -WEIGHTS[name]))


def surprise(trace: Trace, number: int) -> float:
    return sum(WEIGHTS[name] for name in surprises(trace, number))


def again(said: str, then: str) -> bool:
    """Whether it is the same wish in other words, or in another order; the very same words are somebody who waits, other figures another wish."""
    one, other = Counter(_TOKEN.findall(said.lower())), Counter(_TOKEN.findall(then.lower()))
    figures = [{token for token in tokens if token.isdigit()} for tokens in (one, other)]
    dice = 2 * (one & other).total() / max((one + other).total(), 1)
    return said != then and one.total() > 2 and figures[0] == figures[1] and dice >= ALIKE


def _noticed(turn: LoggedTurn) -> Iterator[str]:
    reply, reading = turn.reply, turn.reading or {}
    hard = {one.name for one in reply.need.hard}
    if any(kind == "unread" for kind, *_ in reading.get("notes", ())):
        yield "unread"
    if reply.intent in LOOKING and not any(not card.near and not hard & {*card.failed, *card.unknown} for card in reply.cards):
        yield "nothing"
    if reply.degraded:
        yield "degraded"
    if reading.get("confidence", 1.0) < UNSURE:
        yield "unsure"
    if reply.question:
        yield "asked back"
