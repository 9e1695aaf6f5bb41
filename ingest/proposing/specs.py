"""A column as a mapping writes it: with what its values need to become the field's."""

import re
from typing import Any

from .column import Column
from .fitting import Table
from .names import named
from .placed import Placed

_CENTS = re.compile(r"(?:99|95|98|90|49|00|50|89|79)$")
_SPLITS = (" > ", ">", " / ", "/", "|", "›", "»")
_NUMBERS = ("price", "unit_price", "moq", "stock", "rating", "review_count", "sold_90d", "repurchase_rate", "years", "quantity")


def placed(name: str, column: Column, why: str, below: Column | None, table: Table) -> Placed:
    spec: dict[str, Any] = {"from": column.path}
    if name == "category":
        why += _shelved(column, below, table, spec)
    elif column.lists > 0.5 and name in ("description", "text", "title"):
        spec["join"] = " "
    elif column.lists > 0.5 and name in ("image", "url", "brand"):
        spec["from"] = f"{column.path}[0]"
        why += "; the first of several"
    if name in _NUMBERS:
        why += _counted(name, column, spec)
    if name == "id" and column.distinct < 1:
        why += f"; NOT unique: {len(column.texts) - column.kinds:,} rows repeat one and would be rejected"
    if column.share < 1:
        spec["optional"] = True
    return Placed(name, spec["from"] if len(spec) == 1 else spec, why, column)


def _shelved(column: Column, below: Column | None, table: Table, spec: dict[str, Any]) -> str:
    if below is None or below is column:
        below = next((other for other in table.columns if other is not column and named("products", "subcategory", other.path) > 0.4), None)
    if below is not None and table.below(below, column):
        spec["from"] = [column.path, below.path]
        return f"; {below.path} is a level below it: each of its {below.kinds} values goes with one"
    if column.lists and any(isinstance(item, list) for value in column.values[:50] for item in value):
        spec["from"] = f"{column.path}[0]"
        return "; the first path of several"
    if (mark := _mark(column)) is not None:
        spec["split"] = mark
        return f"; {mark!r} stands between its levels"
    return ""


def _counted(name: str, column: Column, spec: dict[str, Any]) -> str:
    why = ""
    if column.plain < 1:
        spec["number"] = "high" if column.ranges > 0.1 else True
        why = "; a range, of which the high end is taken" if column.ranges > 0.1 else f"; the number in texts like {column.texts[0]!r}"
    zeros = sum(number == 0 for number in column.numbers)
    if zeros and name in ("rating", "price", "unit_price", "moq"):
        spec["none"] = 0
        why += f"; 0 ({zeros:,} rows) is none"
    if name == "price" and column.plain == 1 and column.whole == 1 and _in_cents(column):
        spec["divide"] = 100
        why += "; whole numbers that end as prices in cents do"
    if name == "sold_90d":
        why += "; the file doesn't say of how many days: 90 is meant here"
    return why


def _in_cents(column: Column) -> bool:
    """Whole numbers, most above 100, nearly all ending in 95, 99, 00, 50 …, and not all in 00."""
    ends = [str(int(number))[-2:] for number in column.numbers if number >= 100]
    usual = sum(_CENTS.search(end) is not None for end in ends)
    return len(ends) > len(column.numbers) / 2 and usual > 0.8 * len(ends) and ends.count("00") < 0.5 * len(ends)


def _mark(column: Column) -> str | None:
    texts = [text for text in column.texts if len(text) <= 200]
    return next((mark.strip() for mark in _SPLITS if sum(mark in text for text in texts) > 0.5 * len(texts)), None) if not column.lists else None
