"""The case that a sentence speaks of, apart from what it asks of goods: 体重 100 公斤以上的人,应选承重 130 公斤以上的椅子 asks for 130."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .measures import bounds, measures, worded
from .sentences import Span, clauses
from .stance import asks, asks_at, assertion

_FOLLOWS = re.compile(r"[^，,;；。.]*")


class Wish(NamedTuple):
    """`text` asks, in the `case` that it names; "" where it names none that is measured."""

    text: str
    case: str = ""


def wishes(sentence: str) -> Iterator[Wish]:
    """A clause that asks has what stands before it as its case; clauses behind it that don't ask go on asking."""
    parts = [(clause.start, clause.end) for clause in clauses(Span(0, len(sentence), sentence))]
    asking = [place for place, (start, end) in enumerate(parts) if _asks(sentence[start:end])]
    if not asking:
        yield _without_tail(sentence, "")
        return
    first = 0
    for number, place in enumerate(asking):
        last = asking[number + 1] if number + 1 < len(asking) else len(parts)
        end = parts[place][1] if number + 1 < len(asking) else len(sentence)
        yield _apart(sentence[parts[first][0] : end], parts[place][0] - parts[first][0])
        first = min(place + 1, last)


def _asks(clause: str) -> bool:
    """Whether it has a word that asks, or a duty: 不得高于."""
    return asks_at(clause) >= 0 or assertion(clause) != clause


def _apart(text: str, clause: int) -> Wish:
    """`clause` is where the clause that asks begins."""
    ask = clause + max(0, asks_at(text[clause:]))
    measured = [each.end for each in measures(text) if each.start < ask]
    split = max((end for end in measured if end <= ask), default=0)
    if split and not _says_more(text[ask:]):
        return Wish(text)
    return _without_tail(text[split:], text[:ask] if split else "")


def _says_more(asking: str) -> bool:
    """Whether anything stands behind the word that asks: 8 小时以上的更推荐 has nothing there."""
    return any(map(str.isalnum, asks().sub("", asking)))


def _without_tail(wish: str, case: str) -> Wish:
    """A case that stands behind what is asked for."""
    found = list(measures(wish))
    masked = asks().sub(lambda word: "·" * len(word[0]), wish)
    tails = [match for word in _cases().finditer(masked) if (match := _FOLLOWS.match(masked, word.start())) is not None]
    told = [tail.span() for tail in tails if any(tail.start() <= each.start < tail.end() for each in found)]
    left = [each for each in found if not any(start <= each.start < end for start, end in told)]
    if not told or not left:
        return Wish(wish, case)
    for start, end in reversed(told):
        case, wish = f"{wish[start:end]} {case}".strip(), f"{wish[:start]} {wish[end:]}"
    return Wish(wish, case)


@cache
def _cases() -> re.Pattern[str]:
    return worded(bounds()["cases"])
