"""What buyers of some goods ask for in whole messages, by the needs of their trade and of all goods."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...retrievers.analysis import normalise
from ...retrievers.trades import ANY, Need, needs
from ..searching.needs import Trades, trades_of

COMPARED = "compared"
"""The file of what goods of any trade are compared by."""


def asked_needs(said: str, goods: Sequence[str]) -> Iterator[tuple[str, Need]]:
    """Each need that a phrase of what is said asks for, with that phrase; `goods` is what they are called."""
    plain = normalise(said)
    told = set[int]()
    for phrase, need in _phrases(trades_of(tuple(goods))):
        if phrase in plain and id(need) not in told and stands(phrase, plain):
            told.add(id(need))
            yield phrase, need


def stands(phrase: str, plain: str) -> bool:
    """Latin letters as whole words."""
    return phrase in plain and (not phrase.isascii() or re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", plain) is not None)


@lru_cache(maxsize=256)
def _phrases(own: Trades) -> tuple[tuple[str, Need], ...]:
    return tuple((normalise(phrase), need) for trade in (*own, ANY, COMPARED) for need in needs(trade) for phrase in need.asked)
