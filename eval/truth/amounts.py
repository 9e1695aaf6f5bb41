"""Amounts of a text: each number with its dimension, however the unit is written, or its currency."""

import re
from decimal import Decimal
from functools import cache

from ...catalogue.quantities import units

Amount = tuple[str, Decimal]
"""The dimension (volume, mass, …), the currency, or "" where it has none; and how much, in the dimension's base unit."""
MONEY = {"¥": "CNY", "￥": "CNY", "$": "USD", "€": "EUR", "£": "GBP"}


def amounts(text: str) -> set[Amount]:
    return {amount for _, amount in found(text)}


def found(text: str) -> list[tuple[str, Amount]]:
    """Each as it is written, in order."""
    return [(each[0], _amount(each["sign"], each["number"], each["unit"])) for each in _pattern().finditer(text.replace("²", "2"))]


def _amount(sign: str | None, number: str, unit: str | None) -> Amount:
    value = Decimal(number.replace(",", "").rstrip("."))
    if sign:
        return MONEY[sign], value.normalize()
    dimension, factor = units().factors.get((unit or "").casefold(), ("", 1.0))
    return ("" if dimension == "count" else dimension), (value * Decimal(str(factor))).normalize()


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in units().factors if name.strip()), key=len, reverse=True))
    signs = "".join(map(re.escape, MONEY))
    number = r"(?<![A-Za-z\d.])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    return re.compile(rf"(?P<sign>[{signs}])?{number}(?:[\s-]?(?P<unit>{names})(?![A-Za-z]| (?:all|force|stock|total|the)\b))?", re.IGNORECASE)
