"""Goods that a message turns away to ask for others: 不要羽绒服，要卫衣; "I don't want power banks, I want a data cable"; 水杯不要，我要饭盒."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..language.phrases import Meaning
from ..tokens.token import Token

_NOUN = ("category", "head")
_PASSING = ("goods", "filler", "stop", "not")
_ENDS = ("break", "goods")


def without_refused(parts: Sequence[Token]) -> tuple[Token, ...]:
    """`parts` with the refused goods as words that say nothing, where other goods are asked for; else as they are."""
    away = {place for start, end in _refused(parts) for place in range(start, end)}
    sought = any(token.has(*_NOUN) for place, token in enumerate(parts) if place not in away)
    if not away or not sought:
        return tuple(parts)
    return tuple(replace(token, meanings=(Meaning("stop", token.text),)) if place in away else token for place, token in enumerate(parts))


def _refused(parts: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Each negation with the noun behind or before it, where the clause holds no more."""
    for place, token in enumerate(parts):
        if not token.has("not", "not_after"):
            continue
        start = next((at for at in range(place + 1, min(place + 4, len(parts))) if not parts[at].has(*_PASSING) or parts[at].has(*_NOUN)), len(parts))
        if token.has("not") and start < len(parts) and parts[start].has(*_NOUN) and _ends(parts, start + 1):
            yield place, start + 1
        elif token.has("not_after") and place and _named(parts[place - 1], token) and _begins(parts, place - 1) and _ends(parts, place + 1):
            yield place - 1, place + 1


def _named(token: Token, negation: Token) -> bool:
    """Whether they are goods; 蓬松的不要 turns away a quality."""
    return token.has(*_NOUN) or (not token.meanings and len(token.text) > 1 and not negation.text.startswith("的"))


def _begins(parts: Sequence[Token], place: int) -> bool:
    return place == 0 or parts[place - 1].has("break")


def _ends(parts: Sequence[Token], place: int) -> bool:
    return place == len(parts) or parts[place].has(*_ENDS)
