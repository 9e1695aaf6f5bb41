"""Courtesies that a model puts before a line: they are left aside, since code says one itself where the tone is warm, once in a reply."""

import re
from functools import cache

from .line import Line
from .words import words


def without(line: Line, wording: str) -> str:
    """The wording, without what it is courteous with before the line begins; as it is where the line itself begins so."""
    found = _courtesies(line.known.courtesies)
    if found.match(line.masked) or not (courteous := found.match(wording.lstrip())):
        return wording
    rest = wording.lstrip()[courteous.end() :]
    return rest[:1].upper() + rest[1:] if line.masked[:1].isupper() else rest


def is_courtesy(text: str, language: str) -> bool:
    """Whether it is nothing else, and so nothing to word anew."""
    return _courtesies(words(language).courtesies).fullmatch(text) is not None


@cache
def _courtesies(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Up to three of them, each with a sign behind it: "Sure!" is none in "Sure Grip"."""
    longest = "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?:(?:{longest})\s?[!,.:~！，。：～—-]+\s*){{1,3}}", re.IGNORECASE)
