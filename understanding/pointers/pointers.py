"""References to what was shown: 第二款, the bamboo one, the rest, both, that factory; all of them except the first."""

from collections.abc import Callable

from ...schema.reference import Reference
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .definite import definite, possessive, the_one
from .demonstratives import following, pointed, several, superlative
from .idioms import alone, entire, from_end, goods, last_of, of_two, these
from .lists import of_list
from .ordinals import counted, counted_out, numbered, ordinal, tagged
from .others import excluding, left_out, other
from .superlatives import counted_most, which_most

_COUNTED = (alone, counted_most, other, goods, entire, these, from_end, of_two, numbered, counted, last_of, tagged, ordinal)
_DESCRIBED = (which_most, definite, the_one, possessive, pointed, following, superlative, several)


def pointer(cursor: Cursor) -> Found | None:
    """One reference, or several ordinals at once; or the list that the next ones count in."""
    message, start = cursor.message, cursor.place
    if start not in message.pointed:
        found = of_list(Cursor(message, start)) or _pointer(Cursor(message, start))
        message.pointed[start] = left_out(Cursor(message, start), found) if found is not None else None
    return message.pointed[start]


def excepted(cursor: Cursor) -> Found | None:
    """What "all of them except the first" leaves out."""
    return excluding(cursor, _pointer) if cursor.message.shown else None


def _pointer(cursor: Cursor) -> Found | None:
    productions = (*_COUNTED, _word, *(_DESCRIBED if cursor.message.shown else ()), _pronoun)
    return next((found for found in (_again(cursor, each) for each in productions) if found is not None), None)


def _again(cursor: Cursor, production: Callable[[Cursor], Found | None]) -> Found | None:
    cursor.place = cursor.start
    return production(cursor)


def _word(cursor: Cursor) -> Found | None:
    """The last one."""
    token = cursor.take("reference")
    if token is None or token.value("reference") != "last":
        return None
    return counted_out(cursor, [-1])


def _pronoun(cursor: Cursor) -> Found | None:
    token = cursor.take("reference")
    if token is None:
        return None
    if token.value("reference") == "it":
        return _it(cursor, token.text)
    if token.value("reference") == "all" and cursor.token is not None and cursor.token.value("named") == "brand":
        return None  # 这几个牌子
    if token.value("several") and not cursor.message.shown and cursor.token is not None and cursor.token.has("sort", "most", "extreme"):
        return None  # the two brightest headlamps, of which none was shown yet
    count = int(token.value("several") or 0) if token.value("reference") == "all" else 1
    return Found(cursor.place, references=(Reference(kind=token.value("reference"), text=token.text, count=count),))


def _it(cursor: Cursor, text: str) -> Found | None:
    """ "It", and "that" at the end of a clause; elsewhere "that" begins one."""
    ends = cursor.token is None or cursor.token.has("break")
    relative = cursor.token is not None and cursor.token.text.lower() == "that"  # who is it that makes the second?
    must = cursor.ahead("must", "needless", skipping=("stop", "filler"), most=1) is not None  # it has to be blue
    must = must or (not cursor.message.told.question and any(token.has("dated") for token in cursor.message.tokens))  # I need it by the 15th of May
    wanted = must or (cursor.token is not None and cursor.token.has("ought") and not cursor.message.told.question)  # it should be a silent one
    if relative or wanted or (text.lower() not in ("it", "its", "它") and not ends):
        return None
    return Found(cursor.place, references=(Reference(kind="focus", text=text),))
