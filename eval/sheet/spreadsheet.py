"""The pairs as CSV and as an Excel file, with columns for the choice, the reason and the rater."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .pair import Pair

COLUMNS = ("id", "check", "conversation", "left", "right", "choice", "reason", "rater")
CHOICES = ("left", "tie", "right")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = {"conversation": 50, "left": 60, "right": 60, "reason": 40}
_MOST = 32_000  # characters that a cell of Excel holds are 32,767


def write_csv(pairs: Sequence[Pair], path: Path, language: str) -> None:
    """With a byte order mark, or Excel takes Chinese for something else."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in _row(pair, language).items()} for pair in pairs)


def write_xlsx(pairs: Sequence[Pair], path: Path, language: str) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "pairs"
    sheet.append(COLUMNS)
    for pair in pairs:
        sheet.append([""] * len(COLUMNS))
        for place, value in enumerate(_row(pair, language).values(), 1):
            cell = sheet.cell(sheet.max_row, place)
            cell.value, cell.data_type = value, "s"  # never a formula, whatever a reply begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for place, name in enumerate(COLUMNS, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 10)
    choice = DataValidation(type="list", formula1=f'"{",".join(CHOICES)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"F2:F{len(pairs) + 1}")
    how = book.create_sheet("how")
    for line in (*words(language)["how"], *words(language)["columns"]):
        how.append([line])
    how.column_dimensions["A"].width = 120
    book.save(path)


def told(pair: Pair, language: str) -> str:
    """The conversation as text."""
    said = words(language)
    names = {"user": said["buyer"], "assistant": said["assistant"]}
    return "\n".join(f"{names[message.role]}: {message.content}" for message in pair.conversation)


@cache
def words(language: str) -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "words" / "sheet.yaml").read_text("utf-8"))[language])


def _row(pair: Pair, language: str) -> dict[str, str]:
    values = (pair.id, pair.check, told(pair, language), pair.left, pair.right, "", "", "")
    return {name: _written(value) for name, value in zip(COLUMNS, values, strict=True)}


def _written(text: str) -> str:
    """Without the control characters that an Excel file can't hold."""
    return "".join(character for character in text[:_MOST] if character >= " " or character in "\n\t")


def _harmless(text: str) -> str:
    """A cell that begins as a formula does is one to a spreadsheet (OWASP, "CSV Injection")."""
    return f"'{text}" if text.startswith(_FORMULA) else text
