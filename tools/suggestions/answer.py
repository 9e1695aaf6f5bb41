"""The choices of the question that a reply asks, as words that answer it."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from ...schema.condition import Condition
from ..wording.names import short
from .situation import Proposal, Replay, Situation
from .trial import answered, same

TWO = 2
"""Kinds of goods that are asked about."""
LISTED = 10
"""Choices that have a name by their place."""


def answers(now: Situation) -> Iterator[Proposal]:
    """Each leads on: none is asked about again."""
    if now.pending is None:
        return
    if now.pending.kind == "which":
        several = now.pending.reading is not None and now.pending.reading.intent == "compare"
        yield from _which(now, _pairs(now) if several else _singles(now))
    if now.pending.kind == "contradiction":
        yield from _settled(now, now.pending.new, now.pending.old)
    if now.pending.kind == "shelf" and now.listed:
        yield from _shelves(now)
    if now.pending.kind == "send":
        yield from _sent(now)


def _which(now: Situation, choices: Iterable[tuple[tuple[str, ...], Iterable[str]]]) -> Iterator[Proposal]:
    """`choices` are products and the words that may name them; the first words that mean them and bring something."""
    for meant, texts in choices:
        for text in filter(None, texts):
            replay = now.replay(text)
            if not replay.asks and replay.focus == meant and answered(now, replay):
                yield Proposal("decide", text[:1].upper() + text[1:])
                break


def _singles(now: Situation) -> Iterator[tuple[tuple[str, ...], Iterable[str]]]:
    """Each by its place among the choices, else by what it is called."""
    titles = {offer.id: short(offer, now.wording.language) for offer in now.listed}
    for place, choice in enumerate(_choices(now)):
        yield (choice,), (now.wording.ordinal(place), titles.get(choice, ""))


def _pairs(now: Situation) -> Iterator[tuple[tuple[str, ...], Iterable[str]]]:
    choices, say = _choices(now), now.wording.say
    for one, two in combinations(range(min(3, len(choices))), 2):
        words = say("suggest.pair", one=now.wording.ordinal(one), two=now.wording.ordinal(two))
        yield (choices[one], choices[two]), (say("suggest.first_two"), words) if two == 1 else (words,)


def _choices(now: Situation) -> tuple[str, ...]:
    return now.pending.choices[:LISTED] if now.pending else ()


def _shelves(now: Situation) -> Iterator[Proposal]:
    """Each kind of goods by its name."""
    for choice in _choices(now)[:TWO]:
        text = now.wording.word("category", choice)
        replay = now.replay(text)
        if not replay.asks and replay.need.category == choice and now.count(replay.need):
            yield Proposal("narrow", text[:1].upper() + text[1:])


def _sent(now: Situation) -> Iterator[Proposal]:
    text = now.wording.say("suggest.sent")
    replay = now.replay(text)
    if not replay.asks and replay.reading.intent == "inquiry" and same(now.need, replay.need):
        yield Proposal("decide", text)


def _settled(now: Situation, new: tuple[Condition, ...], old: tuple[Condition, ...]) -> Iterator[Proposal]:
    for wanted, other in ((new, old), (old, new)):
        for key in ("suggest.settle", "suggest.settle_plain"):
            text = now.wording.say(key, conditions=now.wording.conditions(wanted))
            replay = now.replay(text)
            if _stands(replay, wanted, other) and now.count(replay.need):
                yield Proposal("decide", text)
                break


def _stands(replay: Replay, wanted: tuple[Condition, ...], other: tuple[Condition, ...]) -> bool:
    standing = {(one.field, one.op, one.value) for one in replay.need.active}
    left = {(one.field, one.op, one.value) for one in other} & standing
    return not replay.asks and not left and all((one.field, one.op, one.value) in standing for one in wanted)
