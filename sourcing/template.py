"""The template of a purchase list: a workbook whose heads are known in both languages."""

import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ..schema.errors import InputError

LINES, TASK = "清单 List", "任务 Task"
HEADS = (
    ("序号 No.", 8), ("商品 Goods", 30), ("数量 Quantity", 14), ("单位 Unit", 10), ("必须 Must", 36), ("最好 Ideally", 30), ("不要 Not", 24),
    ("单价上限 Max price", 20),
)  # fmt: skip
WHOLE = (
    ("总预算 Total budget", "10000 CNY"), ("截止日期 Deadline", ""), ("目的地 Destination", ""), ("比价家数 Suppliers to compare", 3),
    ("一家供货 One seller for all", "否 no"),
)  # fmt: skip
HEADED = PatternFill("solid", fgColor="E8EEF7")
_HELP = "一行一种商品；一格里的几个条件用分号隔开。 One kind of goods a row; several conditions of a cell are parted by semicolons."


def template() -> bytes:
    """An empty list, and what may be said of the whole."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = LINES
    sheet.append([name for name, _ in HEADS])
    for place, (_, width) in enumerate(HEADS, 1):
        cell = sheet.cell(1, place)
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADED, Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    task = book.create_sheet(TASK)
    for label, value in WHOLE:
        task.append([label, value])
    task.append([])
    task.append([_HELP])
    task.column_dimensions["A"].width, task.column_dimensions["B"].width = 34, 24
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write(content: bytes, path: Path) -> None:
    """InputError where the file can't be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} can't be written ({error.strerror}); name another file.") from error
