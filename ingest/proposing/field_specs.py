"""Mapping entries for columns, with the conversions that their values need."""

from collections import Counter
from statistics import median
from typing import Any

from .column import Column
from .fitting import NUMBERS, Table
from .names import named
from .proposed_field import Placed

_HIGH = 300  # in cents, or expensive goods
_PATH = 20  # characters: longer list elements are paths, not levels
_SPLITS = (">>", " > ", ">", " / ", "/", "|", "›", "»")


def placed(name: str, column: Column, why: str, below: Column | None, table: Table) -> Placed:
    spec: dict[str, Any] = {"from": column.path}
    if name == "category":
        why += _category_spec(column, below, table, spec)
    elif column.lists > 0.5 and name in ("description", "text", "title"):
        spec["join"] = " "
    elif column.lists > 0.5 and name in ("image", "url", "brand"):
        spec["from"] = f"{column.path}[0]"
        why += "; the first of several"
    if name in NUMBERS:
        why += _number_spec(name, column.numeric, spec, column.blank)
    if name == "id" and column.distinct < 1:
        why += f"; NOT unique: {len(column.texts) - column.kinds:,} rows repeat one and would be rejected"
    if column.share < 1:
        spec["optional"] = True
    return Placed(name, spec["from"] if len(spec) == 1 else spec, why, column)


def _category_spec(column: Column, below: Column | None, table: Table, spec: dict[str, Any]) -> str:
    if below is None or below is column:
        below = next((other for other in table.columns if other is not column and named("products", "subcategory", other.path) > 0.4), None)
    if below is not None and table.below(below, column):
        spec["from"] = [column.path, below.path]
        return f"; {below.path} is a level below it: each of its {below.kinds} values goes with one"
    first = ""
    mark = _separator(column)
    if column.lists and (mark is not None or any(isinstance(item, list) for value in column.values[:50] for item in value)):
        spec["from"] = f"{column.path}[0]"
        first = "; the first path of several"
    if mark is None:
        return first
    spec["split"] = mark
    return f"{first}; {mark!r} separates its levels"


def _number_spec(name: str, column: Column, spec: dict[str, Any], blank: str | None) -> str:
    why = ""
    none: list[Any] = [] if blank is None else [blank]
    if blank is not None:
        why = f"; {blank!r} means none"
    if column.plain < 1:
        spec["number"] = "high" if column.ranges > 0.1 else True
        why += "; a range, of which the high end is taken" if column.ranges > 0.1 else f"; the number in texts like {column.texts[0]!r}"
    zeros = sum(number == 0 for number in column.numbers)
    if zeros and name in ("rating", "price", "unit_price", "moq"):
        none.append(0)
        why += f"; 0 ({zeros:,} rows) is none"
    if name in ("price", "unit_price") and (below := {number for number in column.numbers if number < 0}):
        none += [int(number) if number == int(number) else number for number in sorted(below)]
        why += f"; {none[-1]} is no price"
    if none:
        spec["none"] = none[0] if len(none) == 1 else none
    if name == "price" and column.plain == 1 and column.whole == 1 and median(column.numbers) >= _HIGH:
        why += _cents_spec(column, spec)
    if name == "sold_90d":
        why += "; the file doesn't say of how many days: 90 is meant here"
    return why


def _cents_spec(column: Column, spec: dict[str, Any]) -> str:
    """Set `divide` if most whole prices end alike in 9x and hardly any in 00, else leave it to the user. Return the reason."""
    ends = Counter(str(int(number))[-2:] for number in column.numbers if number >= 100)
    last, most = ends.most_common(1)[0]
    if last[0] == "9" and most > 0.6 * ends.total() and ends["00"] < 0.05 * ends.total():
        spec["divide"] = 100
        return f"; whole numbers, {most / ends.total():.0%} of which end in {last}, as prices in cents do"
    return "; whole numbers: if they are cents, add divide: 100"


def _separator(column: Column) -> str | None:
    texts = [text for text in column.texts if len(text) <= 200]
    found = (mark.strip() for mark in _SPLITS if sum(mark in text for text in texts) > 0.5 * len(texts))
    return next(found, None) if not column.lists or column.length > _PATH else None
