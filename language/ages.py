"""Ages in a text, in months: 0-6个月, "from 3 years", "an 18-month-old"."""

import re
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from .company import people

_MONTHS = r"个?月龄?|months?|mths?|mos?|m"
_YEARS = r"周岁|岁|years?|yrs?|y"
_UNIT = rf"(?P<month>{_MONTHS})|(?P<year>{_YEARS})"
_SPAN = re.compile(
    rf"(?P<from>≥|>|from age|from|over|above)?(?P<upto>≤|<|up to|under|below)?\s*"
    rf"(?P<low>\d+(?:\.\d+)?)(?P<plus>\+)?\s*(?:{_MONTHS}|{_YEARS})?(?:\s*(?:-|–|~|到|至|to)\s*(?P<high>\d+(?:\.\d+)?))?[\s-]*(?:{_UNIT})(?![a-z])"
    r"\s*(?P<up>以上|起|\+|and (?:up|over|above)|or (?:older|more|over))?(?P<down>以下|以内|and under|or (?:younger|less|under))?"
)
_CUE = re.compile(r"岁|月龄|宝宝|婴儿|(?<![a-z])(?:ages?|aged|olds?|old|baby|babies|toddlers?|kids?|child|children|infants?)(?![a-z])")
_DIGITS = "零一二三四五六七八九"
_SPELLED = re.compile(r"[一二三四五六七八九](?=周?岁|个月)")
_OF_SOMEBODY = re.compile(r"(?<!for )(?<!family of )(?<!party of )(?<!group of )\b(\d{1,2})$")
_LETTERS = ("m", "y")
"""Ambiguous units, read only in a range: 0-6M."""
_EXACT = 0.5
"""of a month"""


class Age(NamedTuple):
    """An age range from `low` to `high`, with its words."""

    low: float
    high: float
    words: str

    def meets(self, other: "Age") -> bool:
        """True if the ranges overlap; touching isn't enough."""
        return self.low < other.high - _EXACT and other.low < self.high - _EXACT or (self.low, self.high) == (other.low, other.high)


def ages(text: str) -> Iterator[Age]:
    """The ages in a normalised text, unless it is about durations."""
    cued = _CUE.search(text) is not None
    for found in _SPAN.finditer(_SPELLED.sub(lambda one: str(_DIGITS.index(one[0])), text)):
        unit, span = found["month"] or found["year"], found["high"] is not None
        if not (span or (cued and unit not in _LETTERS)):
            continue
        scale = 1 if found["month"] else 12
        low = float(found["low"]) * scale
        high = float(found["high"]) * scale if span else low + scale
        if found["from"] or found["up"] or found["plus"]:
            high = inf
        if found["upto"] or found["down"]:
            low, high = 0.0, low
        yield Age(low, high, found.group().strip())


def aged(audience: str) -> Age | None:
    """How old somebody is, also by a number alone: a nephew turning 6. Not a number of people."""
    said = audience.strip().casefold()
    number = None if people(said) else _OF_SOMEBODY.search(said)
    return next(ages(said), None) or (Age(float(number[1]) * 12, float(number[1]) * 12 + 12, number[1]) if number is not None else None)
