"""The head of a sheet: the row with the column names, below titles and other text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .sheet_scan import SheetScan

WINDOW = 40
"""Rows searched for a head."""
Cells = Sequence[Any]


@dataclass(frozen=True)
class Head:
    """`last`: last row of the head, from 1; `names`: column index, from 0, -> name, without unnamed columns."""

    last: int
    names: dict[int, str]

    @property
    def shape(self) -> frozenset[str]:
        return frozenset(self.names.values())

    def like(self, other: "Head") -> bool:
        """True if two sheets have the same shape: the larger head has most names of the smaller one."""
        return len(self.shape & other.shape) >= 0.6 * min(len(self.shape), len(other.shape))


def head_of(rows: Sequence[Cells], scan: SheetScan) -> Head | None:
    """The head; None if no row names columns. It is the first row with about as many texts as any row and few numbers, together with a row that
    merged cells join to it."""
    texts = [sum(_is_name(cell) for cell in row) for row in rows]
    most = max(texts, default=0)
    if not most:
        return None
    row = next((place for place, row in enumerate(rows) if texts[place] >= max(0.7 * most, 1) and _named(row)), _narrow(rows))
    if row is None:
        return None
    width = max(len(_filled(cells)) for cells in rows)
    upper = row - 1 if row and scan.joins(row, width) and _filled(rows[row - 1]) else row
    lower = row + 1 if upper == row and row + 1 < len(rows) and scan.joins(row + 1, width) and _named(rows[row + 1]) else row
    return Head(lower + 1, _numbered(_names(rows[upper : lower + 1], upper + 1, scan)))


def _narrow(rows: Sequence[Cells]) -> int | None:
    """The first row of texts only above rows with numbers: the head of a table with more cells than names."""
    for place, row in enumerate(rows):
        below = [other for other in rows[place + 1 : place + 11] if _filled(other)]
        if len(_filled(row)) > 1 and all(map(_is_name, _filled(row))) and below and all(not all(map(_is_name, _filled(other))) for other in below):
            return place
    return None


def _names(rows: Sequence[Cells], first: int, scan: SheetScan) -> dict[int, str]:
    """Column index -> name, with the group's name before it: "Size" over "length" is "Size length"."""
    parts: dict[int, list[str]] = {}
    for number, row in enumerate(rows, start=first):
        told = dict(enumerate(row))
        if number < first + len(rows) - 1:
            for merge in scan.across(number):
                told |= {column - 1: row[merge.left - 1] for column in range(merge.left, merge.right + 1) if merge.left <= len(row)}
        for place, cell in told.items():
            if (name := plain_name(cell)) and name not in parts.get(place, ()):
                parts.setdefault(place, []).append(name)
    return {place: " ".join(part) for place, part in sorted(parts.items())}


def _numbered(names: dict[int, str]) -> dict[int, str]:
    """The names with a number on repeated ones."""
    seen: dict[str, int] = {}
    for name in names.values():
        seen[name] = 0
    found = {}
    for place, name in names.items():
        seen[name] += 1
        found[place] = name if seen[name] == 1 else f"{name} {seen[name]}"
    return found


def plain_name(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _filled(row: Cells) -> list[Any]:
    return [cell for cell in row if cell is not None and str(cell).strip()]


def _is_name(cell: Any) -> bool:
    """True for a text with letters."""
    if not isinstance(cell, str) or not cell.strip():
        return False
    return any(letter.isalpha() for letter in cell)


def _named(row: Cells) -> bool:
    filled = _filled(row)
    return len(filled) > 0 and sum(map(_is_name, filled)) >= 0.8 * len(filled) and len({plain_name(cell) for cell in filled}) >= 0.8 * len(filled)
