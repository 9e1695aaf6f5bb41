"""What buyers of some goods ask for in whole messages, by the needs of their trade and of all goods."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ...retrievers.analysis import normalise
from ...retrievers.trades import Need, trades


def asked_needs(said: str, goods: str) -> Iterator[tuple[str, Need]]:
    """Each need that a phrase of what is said asks for, with that phrase; `goods` is what they are called."""
    plain = normalise(said)
    told = set[int]()
    for phrase, need in _needs(normalise(goods)):
        if phrase in plain and id(need) not in told and stands(phrase, plain):
            told.add(id(need))
            yield phrase, need


def stands(phrase: str, plain: str) -> bool:
    """Latin letters as whole words."""
    return phrase in plain and (not phrase.isascii() or re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", plain) is not None)


@lru_cache(maxsize=256)
def _needs(goods: str) -> tuple[tuple[str, Need], ...]:
    own = (one for one in trades() if not one.goods or any(stands(normalise(name), goods) for row in one.goods for name in row))
    return tuple((normalise(phrase), need) for trade in own for need in trade.needs for phrase in need.asked)
