"""A report as a workbook: a sheet a plan, the lines as they were understood, the sellers compared, and the notes."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..schema.reading import Language
from ..schema.sourcing_plan import Deal, Plan
from ..schema.sourcing_report import LineReport, SourcingReport
from ..tools.wording.wording import Wording
from .phrases import say
from .report import remarks
from .template import HEADED, saved

LONGEST = 32_000
"""Characters that a cell holds."""
_WIDTHS = (8, 26, 44, 28, 12, 12, 10, 14, 10, 12, 10, 44, 20, 20)


def purchase_list(report: SourcingReport, wording: Wording) -> bytes:
    """Numbers are numbers; whatever others wrote is text, and no formula."""
    language, book = report.task.language, Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    goods = {each.line.number: each.line.goods for each in report.lines}
    for plan in report.plans:
        _plan(book.create_sheet(say(f"plan.{plan.kind}", language)), plan, goods, report, wording, language)
    _lines(book.create_sheet(say("sheet.lines", language)), report.lines, wording, language)
    _compared(book.create_sheet(say("sheet.compared", language)), report.lines, wording, language)
    _notes(book.create_sheet(say("sheet.notes", language)), report, language)
    return saved(book)


def _plan(sheet: Worksheet, plan: Plan, goods: dict[int, str], report: SourcingReport, wording: Wording, language: Language) -> None:
    _heads(sheet, "heads.deal", language)
    for each in plan.lines:
        _row(sheet, [each.line, goods.get(each.line, ""), *_deal(each.deal, wording, language)])
    _row(sheet, [])
    _row(sheet, ["", say("sheet.total", language), "", "", "", "", "", float(plan.total), plan.currency])
    if report.budget is not None:
        over = plan.missed_by if plan.missed_by is not None else -(plan.left or 0)
        _row(sheet, ["", say("sheet.budget", language), "", "", "", "", "", float(report.budget), report.currency])
        _row(sheet, ["", say("sheet.over", language), "", "", "", "", "", float(over), report.currency])
    for seller in plan.sellers:
        named = seller.supplier or say("report.no_seller", language)
        lines = ", ".join(map(str, seller.lines))
        _row(sheet, ["", say("sheet.seller", language), named, seller.supplier_id or "", lines, "", "", float(seller.cost), plan.currency])
    for note in plan.notes:
        _row(sheet, ["", note.text])


def _deal(deal: Deal, wording: Wording, language: Language) -> list[Any]:
    return [
        deal.title, deal.supplier or say("report.no_seller", language), deal.quantity, deal.wanted,
        None if deal.unit_price is None else float(deal.unit_price), None if deal.total is None else float(deal.total), deal.currency, deal.moq,
        deal.stock, " ".join(remarks(deal, wording, language)), deal.product_id, deal.supplier_id or "",
    ]  # fmt: skip


def _lines(sheet: Worksheet, lines: Sequence[LineReport], wording: Wording, language: Language) -> None:
    _heads(sheet, "heads.line", language)
    for each in lines:
        line = each.line
        shelf = wording.word("category", each.category) if each.category else each.query
        conditions = [wording.condition(one) + ("" if one.hard else say("sheet.wish", language)) for one in each.conditions]
        notes = " ".join(one.text for one in each.notes)
        state = say(f"status.{each.status}", language)
        _row(
            sheet,
            [
                line.number,
                line.goods,
                line.quantity,
                line.unit,
                shelf,
                "\n".join(conditions),
                "\n".join(each.words),
                state,
                each.found,
                notes,
                ", ".join(line.places),
            ],
        )


def _compared(sheet: Worksheet, lines: Sequence[LineReport], wording: Wording, language: Language) -> None:
    _heads(sheet, "heads.deal", language)
    for each in lines:
        for deal in each.offers:
            _row(sheet, [each.line.number, each.line.goods, *_deal(deal, wording, language)])


def _notes(sheet: Worksheet, report: SourcingReport, language: Language) -> None:
    _heads(sheet, "heads.note", language)
    for note in (*report.notes, *(one for line in report.lines for one in line.notes)):
        _row(sheet, [note.line, note.place, note.text])
    for way in report.ways:
        _row(sheet, [way.line, say("sheet.way", language), way.text])
    _row(sheet, [None, "", say("report.freight", language)])


def _heads(sheet: Worksheet, key: str, language: Language) -> None:
    for place, name in enumerate(say(key, language).split("|"), 1):
        cell = sheet.cell(1, place, name.strip())
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADED, Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[min(place, len(_WIDTHS)) - 1]
    sheet.freeze_panes = "A2"


def _row(sheet: Worksheet, values: Sequence[Any]) -> None:
    at = (sheet.max_row or 0) + 1
    for place, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell = sheet.cell(at, place)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
            cell.data_type = "s"  # "=…" of a title or a buyer's own is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            cell.value = value
