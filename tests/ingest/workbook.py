"""Workbooks that a test writes: as a spreadsheet program would, and as one never would."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Cells = Sequence[Sequence[Any]]


def save(path: Path, sheets: Mapping[str, Cells], merged: Mapping[str, Sequence[str]] | None = None, hidden: Sequence[str] = ()) -> Path:
    """A cell that begins with "'=" is a text, as one that is typed so."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str) and cell.value.startswith("'="):
                    cell.value, cell.data_type = cell.value[1:], "s"
        for cells in (merged or {}).get(title, ()):
            sheet.merge_cells(cells)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(path)
    return path


def patched(path: Path, pattern: str, by: str) -> Path:
    """With every match in the sheets' XML replaced: what openpyxl can't write."""
    whole = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, re.sub(pattern.encode(), by.encode(), data) if name.startswith("xl/worksheets/") else data)
    return path
