"""Numbers of a text, with what they are of: every unit with the ways in which it is written."""

import re
from decimal import Decimal

UNITS = {
    "ml": ("ml", "毫升"), "l": ("l", "升", "litre", "litres"), "g": ("g", "克"), "kg": ("kg", "公斤", "千克"), "mm": ("mm", "毫米"),
    "cm": ("cm", "厘米"), "m": ("m", "米"), "in": ("in", "英寸", "寸", "inch", "inches"), "mah": ("mah", "毫安", "毫安时"), "ah": ("ah",),
    "w": ("w", "瓦"), "v": ("v", "伏"), "nm": ("n·m",), "h": ("h", "小时", "hour", "hours"), "ms": ("ms", "毫秒"),
    "c": ("°c", "℃", "度"), "k": ("k",), "%": ("%", "pct"), "gsm": ("g/m²", "gsm"), "months": ("个月", "month", "months", "月龄"),
    "years": ("岁", "年", "year", "years"), "pcs": ("支", "pcs", "pieces", "件", "片", "张", "个", "只"), "tog": ("tog",), "dpi": ("dpi",),
    "lumens": ("流明", "lm", "lumens"), "momme": ("姆米", "momme"), "persons": ("人", "person", "persons", "people"), "days": ("天", "days", "day"),
}  # fmt: skip
"""A unit, and how it is written."""
_CALLED = {name: unit for unit, names in UNITS.items() for name in (unit, *names)}
_NAMES = "|".join(sorted((re.escape(name) for name in _CALLED), key=len, reverse=True))
NUMBER = re.compile(
    rf"(?<![\w.])[-−]?(\d[\d,]*(?:\.\d+)?)[\s-]?({_NAMES})?(?![A-Za-z\d])|(?<![A-Za-z\d.])(\d+(?:\.\d+)?)(?![A-Za-z\d])", re.IGNORECASE
)
Amount = tuple[str, Decimal]
"""What is measured, or in which unit; and how much."""


def unit(name: str | None) -> str:
    return _CALLED.get((name or "").casefold(), "")


def number(written: str) -> Decimal:
    return Decimal(written.replace(",", "").rstrip(".")).normalize()


def amounts(text: str) -> set[Amount]:
    """Every number of a text with its unit, "" where it has none."""
    return {(unit(found[2]), number(found[1] or found[3])) for found in NUMBER.finditer(text)}
