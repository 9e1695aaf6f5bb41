"""Rows of an XLSX workbook as sellers write it: several sheets, titles above the head, merged cells, headings and totals between rows."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fnmatch import fnmatch
from itertools import islice
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from .row import Broken, Raw, Row
from .sheet_scan import SheetScan, scan_sheet
from .totals import totals

WINDOW = 40
"""Rows searched for a head."""
Cells = Sequence[Any]
OLE2 = b"\xd0\xcf\x11\xe0"
"""First bytes of a workbook with a password, or from before 2007."""
_MOST = 2 << 30  # bytes that a workbook may unpack to
_DAMAGE = (InvalidFileException, BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError, zlib.error)
"""What openpyxl raises for a damaged workbook."""


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


@dataclass
class _Sheet:
    title: str
    sheet: Any
    scan: SheetScan
    head: Head | None
    rows: int


def workbook(file: BinaryIO, name: str, sheets: str | None = None) -> Iterator[Row | Broken]:
    """A row per row of data, by the head's columns; `sheet` and `section` are added if there are several. `sheets` (a glob) selects sheets; without
    it, sheets of the commonest shape are read and others reported. Formulas give their values."""
    if (why := _reason_against(file)) is not None:
        yield Broken(name, 1, why, None)
        return
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        every = [_opened(sheet) for sheet in book.worksheets if sheets is None or fnmatch(sheet.title, sheets)]
    except _DAMAGE as error:
        yield Broken(name, 1, f"the workbook is damaged: {error}; open it in a spreadsheet program and save it anew", None)
        return
    if sheets is not None and not every:
        yield Broken(name, 1, f"the workbook has no sheet called {sheets!r}; it has {', '.join(sheet.title for sheet in book.worksheets)}", None)
    wanted, others = (every, []) if sheets is not None else _of_one_shape(every)
    for one, why in others:
        yield Broken(f"{name}/{one.title}", 1, why, None)
    for one in wanted:
        yield from _safely(one, f"{name}/{one.title}", len(wanted) > 1)
    book.close()


def _reason_against(file: BinaryIO) -> str | None:
    start = file.read(4)
    file.seek(0)
    if start == OLE2:
        return "the workbook has a password, or is an .xls of before 2007: open it and save it as .xlsx without one"
    try:
        with ZipFile(file) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (BadZipFile, OSError, ValueError) as error:
        return f"the file is no XLSX workbook ({error}), whatever it is called"
    finally:
        file.seek(0)
    return f"the workbook would unpack to {size / 1e9:.1f} GB" if size > _MOST else None


def _opened(sheet: Any) -> _Sheet:
    rows = sheet.max_row or 0
    sheet.reset_dimensions()  # the stated dimensions are often wrong
    with sheet._get_source() as source:
        scan = scan_sheet(source)
    head = head_of([*islice(sheet.iter_rows(max_row=WINDOW, values_only=True), WINDOW)], scan)
    return _Sheet(sheet.title, sheet, scan, head, rows)


def _of_one_shape(every: Sequence[_Sheet]) -> tuple[list[_Sheet], list[tuple[_Sheet, str]]]:
    """The sheets of the shape with most rows, and the other sheets with reasons."""
    shown = [one for one in every if one.sheet.sheet_state == "visible" and one.head is not None]
    others = [(one, "the sheet is hidden") for one in every if one.sheet.sheet_state != "visible" and one.head is not None]
    if not shown:
        return [], [*others, *((one, "no row of the sheet names columns") for one in every if one.head is None and one.rows > 1)]
    sizes = [(sum(other.rows for other in shown if _alike(one, other)), len(shown) - place) for place, one in enumerate(shown)]
    first = shown[sizes.index(max(sizes))]
    others += [(one, _reason_left(one, first)) for one in shown if not _alike(one, first)]
    others += [(one, "no row of the sheet names columns") for one in every if one.head is None and one.rows > 1]
    return [one for one in shown if _alike(one, first)], others


def _alike(one: _Sheet, other: _Sheet) -> bool:
    return one.head is not None and other.head is not None and one.head.like(other.head)


def _reason_left(one: _Sheet, first: _Sheet) -> str:
    names = ", ".join([*(one.head.names.values() if one.head else ())][:8])
    return f"the sheet has other columns ({names}) than {first.title!r}, so it was left: a mapping reads it by `sheets: {one.title!r}`"


def _safely(one: _Sheet, name: str, several: bool) -> Iterator[Row | Broken]:
    rows = _rows(one, name, several)
    line = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except _DAMAGE as error:
            yield Broken(name, line + 1, f"the sheet is damaged from here on: {error}", None)
            break
        line = row.line
        yield row
    if one.scan.uncalculated:
        why = (
            f"{one.scan.uncalculated:,} cells are formulas without a value, which count as empty: open the file in a spreadsheet program and save it"
        )
        yield Broken(name, 1, why, None)


def _rows(one: _Sheet, name: str, several: bool) -> Iterator[Row | Broken]:
    if one.head is None:
        if one.rows > 1:
            yield Broken(name, 1, "no row of the sheet names columns", None)
        return
    reading, section = _Reading(one.head, one.scan), ""
    waiting: Row | None = None  # a heading without rows so far
    for line, cells in enumerate(one.sheet.iter_rows(values_only=True), start=1):
        if line <= one.head.last:
            continue
        raw, own = reading.row(line, cells)
        if not own or all(plain_name(value) == column for column, value in raw.items()):
            continue
        if _is_total(own):
            yield Broken(name, line, "a row of totals", raw)
        elif len(own) == 1 and isinstance(own[0], str) and len(one.head.names) > 2:
            if waiting is not None:
                yield _no_heading(waiting)
            waiting, section = Row(name, line, raw), own[0].strip()
        else:
            waiting = None
            beside = {"sheet": one.title if several else "", "section": section}
            yield Row(name, line, {**{key: value for key, value in beside.items() if value}, **raw})
    if waiting is not None:
        yield _no_heading(waiting)


def _no_heading(row: Row) -> Broken:
    return Broken(row.file, row.line, "one cell alone, under which no row stands", row.raw)


class _Reading:
    """Reads rows by column name and fills merged cells downwards."""

    def __init__(self, head: Head, scan: SheetScan) -> None:
        self._head = head
        self._merges = iter([merge for merge in scan.merges if merge.top > head.last and merge.bottom > merge.top])
        self._next = next(self._merges, None)
        self._down: dict[int, tuple[int, Any]] = {}

    def row(self, line: int, cells: Sequence[Any]) -> tuple[Raw, list[Any]]:
        """The row, and the values that are in the row itself."""
        values = {place: value for place, cell in enumerate(cells) if (value := _value(cell)) is not None}
        own = list(values.values())
        for place, (last, value) in list(self._down.items()):
            if line > last:
                del self._down[place]
            elif own:
                values.setdefault(place, value)
        while self._next is not None and self._next.top <= line:
            if self._next.top == line and (place := self._next.left - 1) in values:
                self._down[place] = (self._next.bottom, values[place])
            self._next = next(self._merges, None)
        return {self._head.names.get(place) or f"column {get_column_letter(place + 1)}": values[place] for place in sorted(values)}, own


def _value(cell: Any) -> Any:
    """The cell as JSON; None for an empty cell or a formula's error."""
    if isinstance(cell, str):
        return None if not cell.strip() or cell in ERROR_CODES else cell
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell if cell == cell else None
    return cell if cell is None or isinstance(cell, bool | int) else str(cell)


def _is_total(own: Sequence[Any]) -> bool:
    """True for a row of totals: a word for it first, and no other text."""
    first, *others = own
    return isinstance(first, str) and _plain(first) in totals() and not any(isinstance(cell, str) for cell in others)


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" :：").split())
