"""A report as a workbook: numbers are numbers, and what others wrote is text, whatever it begins with."""

import io
from decimal import Decimal

from daogou.graphs.opening import Assistant
from daogou.schema.sourcing_task import WrittenTask
from daogou.sourcing.purchase_list import purchase_list
from daogou.tools.wording.wording import Wording
from openpyxl import load_workbook


def test_plans_lines_sellers_and_notes_have_sheets(assistant: Assistant) -> None:
    lines = [{"goods": "婴儿睡袋", "quantity": 100}, {"goods": '=HYPERLINK("x")', "quantity": 3}, {"goods": "无线鼠标", "quantity": -1}]
    report = assistant.source(WrittenTask.model_validate({"lines": lines, "budget": 3000, "language": "en"}))
    evil = report.lines[0].offers[0].model_copy(update={"title": "=1+1\x07", "supplier": "+cmd"})
    plans = tuple(each.model_copy(update={"lines": tuple(one.model_copy(update={"deal": evil}) for one in each.lines)}) for each in report.plans)
    book = load_workbook(io.BytesIO(purchase_list(report.model_copy(update={"plans": plans}), Wording("en"))))
    assert book.sheetnames == ["Cheapest", "Fewest sellers", "Best evidence", "Lines", "Compared", "Notes"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    first = [cell.value for cell in book["Cheapest"][2]]
    assert (first[2], first[4], Decimal(str(first[7]))) == ("=1+1", 100, report.plans[0].lines[0].deal.total)
    assert [row[0].value for row in book["Lines"].iter_rows(min_row=2)] == [1, 2, 3]
    notes = [str(row[2].value) for row in book["Notes"].iter_rows(min_row=2)]
    assert any("negative" in each for each in notes)
