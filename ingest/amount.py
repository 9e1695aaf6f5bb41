"""The number that a text states: "1,000个" is 1000, "33%" 0.33, "1.2万" 12000, "¥12.50-30.00" from 12.5 to 30."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

End = Literal["first", "low", "high"]
_NUMBER = re.compile(
    r"(?<![\d.])(?P<sign>(?:(?<=^)|(?<=[\s:：]))[-−])?"
    r"(?P<digits>\d{1,3}(?:\.\d{3})+,\d{2}(?!\d)|\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+,\d{2}(?![\d,])|\d+(?:\.\d+)?|\.\d+)"
    r"\s*(?P<unit>%|％|‰|千(?![克米瓦伏卡赫帕焦])|万|萬|亿|億|[kK](?![a-zA-Z]))?"
)
_DECIMAL_COMMA = re.compile(r",\d{2}$")
_TIMES = {"%": "0.01", "％": "0.01", "‰": "0.001", "千": "1000", "k": "1000", "万": "10000", "萬": "10000", "亿": "100000000", "億": "100000000"}


def amount(value: Any, end: End = "first") -> int | float | None:
    """The first number of a value, or the lowest or highest of a range or list. None if there is none."""
    found = [*_numbers(value)]
    if not found:
        return None
    number = found[0] if end == "first" else min(found) if end == "low" else max(found)
    return int(number) if number == number.to_integral_value() else float(number)


def _numbers(value: Any) -> Iterator[Decimal]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        if value == value and abs(value) != float("inf"):
            yield Decimal(str(value))
    elif isinstance(value, str):
        found = [*_NUMBER.finditer(value)]
        for place, match in enumerate(found):
            unit = match["unit"] or _shared(value, found[place : place + 2])
            number = _decimal(match["digits"]) * Decimal(_TIMES.get(unit.lower(), "1"))
            yield -number if match["sign"] else number
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _numbers(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _numbers(item)


def _decimal(digits: str) -> Decimal:
    """Accepts 1,000.50 and the continental 1.000,50."""
    if _DECIMAL_COMMA.search(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    return Decimal(digits.replace(",", "").replace("，", ""))


def _shared(text: str, found: list[re.Match[str]]) -> str:
    """The unit after the second number if it holds for the first too ("10-20%"), else ""."""
    if len(found) < 2 or not re.fullmatch(r"\s*[-–—~～至到]\s*", text[found[0].end() : found[1].start()]):
        return ""
    return found[1]["unit"] or ""
