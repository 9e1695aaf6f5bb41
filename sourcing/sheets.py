"""The sheets of a file: CSV, TSV and XLSX as rows of cells, each with its place."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter

from ..ingest.spreadsheet import OLE2
from ..schema.errors import InputError
from .words import head

MOST_BYTES, MOST_UNPACKED = 5 * 1024 * 1024, 64 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5000, 60, 20
"""Of a list of goods; what lies beyond is told, and not read."""
LONGEST_CELL = 2000
MOST_MERGED = 100_000
_MERGED = re.compile(rb"""mergeCell\b[^>]{0,200}?\bref=["']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})""")
_RULE = re.compile(r"[\s:|-]*-{2,}[\s:|-]*")
"""The row under the heads of a table with bars."""
_XLSX = b"PK\x03\x04"
PACKED = (_XLSX, OLE2)
"""How workbooks begin."""
HEADS_WITHIN = 30
"""Rows in which the heads of a list are looked for."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t|"

Value = str | int | float | None


class Cell(NamedTuple):
    """`place` is as spreadsheets name it: "Sheet1!B3". `formula`: what it says is not a value but how one is worked out; `value` is then the stored
    result, None where there is none."""

    value: Value
    place: str
    formula: bool = False

    @property
    def text(self) -> str:
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value).strip()


class Sheet(NamedTuple):
    """`left` are rows and `beyond` columns past what is read; of a sheet past those that are read there is only its name, and `read` is False."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    left: int = 0
    beyond: int = 0
    read: bool = True


def sheets(content: bytes, name: str = "") -> tuple[Sheet, ...]:
    """Of a file's bytes. Raises InputError where it is no table that can be read."""
    if len(content) > MOST_BYTES:
        raise InputError(f"The table is larger than {MOST_BYTES // 1024 // 1024} MB; send the sheet with the list alone.")
    if content.startswith(_XLSX):
        return _workbook(content)
    if content.startswith(OLE2) or name.lower().endswith(".xls"):
        raise InputError("The old XLS format can't be read; save the table as XLSX or CSV.")
    return (_separated(decoded(content), name),)


def of_text(text: str) -> Sheet | None:
    """A pasted table; None where the text is none."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    if len(lines) < 2 or not any(mark in lines[0] for mark in _DELIMITERS):
        return None
    try:
        return _separated(text.strip(), "")
    except InputError:  # a lone carriage return, as words may hold
        return None


def decoded(content: bytes) -> str:
    """Text in the encodings that lists come in. Raises InputError where it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError("The file is neither a table in text nor XLSX; save it as XLSX, or as CSV in UTF-8.")


def _separated(text: str, name: str) -> Sheet:
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), skipinitialspace=True))
    except csv.Error as error:
        raise InputError(f"The table can't be read as CSV ({error}); save it as XLSX, or as CSV in UTF-8.") from error
    title = "table"
    rows = [row for row in map(_unframed, rows) if not _RULE.fullmatch("".join(row))]
    read = rows[:MOST_ROWS]
    return Sheet(
        title,
        tuple(tuple(_text(value, title, n, m) for m, value in enumerate(row[:MOST_COLUMNS])) for n, row in enumerate(read)),
        len(rows) - len(read),
        max((at + 1 - MOST_COLUMNS for row in read for at in range(MOST_COLUMNS, len(row)) if row[at].strip()), default=0),
    )


def _unframed(row: list[str]) -> list[str]:
    """Without the empty cells that bars at the ends of a row make."""
    return row[1:-1] if len(row) > 2 and not row[0].strip() and not row[-1].strip() else row


def _delimiter(text: str) -> str:
    """By the row of heads: the mark that parts most of those that are known. Without heads the one that stands in most rows."""
    first = text.splitlines()[:HEADS_WITHIN]

    def heads(mark: str) -> int:
        rows = csv.reader(first, delimiter=mark, skipinitialspace=True)
        return max((sum(head(cell) is not None for cell in row) for row in rows), default=0)

    known = {mark: heads(mark) for mark in _DELIMITERS}
    if max(known.values()) > 1:
        return max(known, key=lambda mark: known[mark])
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in first))


def _text(value: str, title: str, row: int, at: int) -> Cell:
    value = value.strip()[:LONGEST_CELL]
    formula = value.startswith("=") and len(value) > 1
    return Cell(None if formula or not value else value, f"{title}!{get_column_letter(at + 1)}{row + 1}", formula)


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise InputError("The workbook is too large once unpacked; send the sheet with the list alone.")
            if sum(_merged(packed.read(each)) for each in packed.namelist() if each.startswith("xl/worksheets/")) > MOST_MERGED:
                raise InputError("The workbook merges too many cells; send the sheet with the list alone.")
        values = load_workbook(io.BytesIO(content), data_only=True)
        written = load_workbook(io.BytesIO(content))
    except InputError:
        raise
    except Exception as error:  # of many kinds, as the file has it
        raise InputError("The workbook can't be read; open it in a spreadsheet program and save it as XLSX again.") from error
    every = written.worksheets
    beyond = (Sheet(each.title, (), read=False) for each in every[MOST_SHEETS:] if any(cell.value is not None for cell in each._cells.values()))
    return (*(_sheet(values[each.title], each) for each in every[:MOST_SHEETS]), *beyond)


def _merged(sheet: bytes) -> int:
    """How many cells its merged ranges have: each would be made."""
    ranges = (coordinate_from_string(each[1].decode()) + coordinate_from_string(each[2].decode()) for each in _MERGED.finditer(sheet))
    return sum((abs(last - first) + 1) * (abs(column_index_from_string(to) - column_index_from_string(of)) + 1) for of, first, to, last in ranges)


def _sheet(values: Any, written: Any) -> Sheet:
    """With what stands in merged cells in each of them."""
    merged = {
        (row, at): (each.min_row, each.min_col)
        for each in written.merged_cells.ranges
        for row in range(each.min_row, min(each.max_row, MOST_ROWS) + 1)
        for at in range(each.min_col, min(each.max_col, MOST_COLUMNS) + 1)
    }
    used = [place for place, cell in written._cells.items() if cell.value is not None]  # a format far below the list is no row of it
    last, wide = (max((each[axis] for each in (*used, *merged)), default=0) for axis in (0, 1))
    rows: list[tuple[Cell, ...]] = []
    for row in range(1, min(last, MOST_ROWS) + 1):
        cells: list[Cell] = []
        for at in range(1, min(wide, MOST_COLUMNS) + 1):
            place = f"{written.title}!{get_column_letter(at)}{row}"
            top = merged.get((row, at), (row, at))
            told, own = values.cell(*top).value, written.cell(*top)
            cells.append(Cell(_plain(told), place, own.data_type == "f"))
        rows.append(tuple(cells))
    return Sheet(written.title, tuple(rows), max(0, last - MOST_ROWS), max(0, wide - MOST_COLUMNS))


def _plain(value: Any) -> Value:
    if value is None or isinstance(value, bool):
        return None if value is None else str(value)
    if isinstance(value, (int, float)):
        return value
    text = value.date().isoformat() if hasattr(value, "date") and hasattr(value, "hour") else str(value)
    return text.strip()[:LONGEST_CELL] or None
