"""Dates in a message, with the word that says until when: by 2027-01-15, 1月15日之前. No record tells of them, and none counts products."""

import re
from collections.abc import Sequence

from ..language.phrases import Meaning
from .token import Token

_YEAR = r"(?:19|20)\d\d"
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_DATES = (
    rf"{_YEAR}([-/.])\d{{1,2}}\2{_DAY}",
    rf"\d{{1,2}}([-/.])\d{{1,2}}\3{_YEAR}",
    rf"(?:{_YEAR}年)?\d{{1,2}}月(?:{_DAY}[日号]|底|初|[上中下]旬)",
    rf"{_YEAR}年\d{{1,2}}月",
    rf"{_MONTHS} {_ORDINAL}(?:,? {_YEAR})?",
    rf"{_ORDINAL} (?:of )?{_MONTHS}(?:,? {_YEAR})?",
    rf"{_MONTHS},? {_YEAR}",
)
_DATE = re.compile(
    rf"(?<![\w.-])(?:(?i:no later than|not later than|by|before|until|till|on|around) |最晚|最迟|赶在|在)?({'|'.join(_DATES)})(?![\d-])"
    r"(?:之前|以前|前|之内|以内|左右)?"
)


def dated(parts: Sequence[Token], text: str) -> tuple[Token, ...]:
    """`parts` with one token in place of those of a date."""
    found = tuple(parts)
    for match in _DATE.finditer(text):
        inside = [token for token in found if token.start >= match.start() and token.end <= match.end()]
        if inside and inside[0].start == match.start() and inside[-1].end == match.end():
            one = Token(match[0], match.start(), match.end(), (Meaning("dated", match[1]), Meaning("stop", match[0])), inside[0].gap)
            found = tuple(one if token is inside[0] else token for token in found if token is inside[0] or token not in inside)
    return found
