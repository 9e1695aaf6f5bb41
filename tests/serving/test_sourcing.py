"""A purchase list over HTTP: JSON, words, a table; answered as a report, a workbook, or line by line."""

import io
import json
from typing import Any

import httpx
import pytest
from daogou.serving.routes.sourcing import XLSX
from daogou.sourcing.template import template
from openpyxl import load_workbook

from .server import Local

LINES = [{"goods": "婴儿睡袋", "quantity": 100}, {"goods": "无线鼠标", "quantity": 200}]
TOTAL = "9490.00"


def asked(server: Local, content: bytes | None = None, kind: str = "text/csv", accept: str = "application/json", **body: Any) -> httpx.Response:
    headers = {"Content-Type": kind if content is not None else "application/json", "Accept": accept}
    sent = content if content is not None else json.dumps(body).encode()
    return httpx.post(f"{server.url}/v1/sourcing", content=sent, headers=headers, timeout=None)


def cheapest(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()["plans"][0]


def test_lines_words_and_a_table_come_to_the_same(server: Local) -> None:
    csv = "item,qty\n婴儿睡袋,100\n无线鼠标,200\n".encode()
    for answer in (asked(server, lines=LINES), asked(server, text="婴儿睡袋100个、无线鼠标200个"), asked(server, csv)):
        assert cheapest(answer)["total"] == TOTAL


def test_what_is_said_beside_words_holds(server: Local) -> None:
    report = asked(server, text="婴儿睡袋100个、无线鼠标200个，预算1万", budget=9000, sellers="one", language="en").json()
    assert (report["budget"], report["task"]["sellers"], report["task"]["language"]) == ("9000", "one", "en")
    assert report["plans"][0]["missed_by"] == "490.00"


def test_the_template_filled_in_comes_back_as_a_purchase_list(server: Local) -> None:
    given = httpx.get(f"{server.url}/v1/sourcing/template")
    assert given.headers["content-type"] == XLSX and given.content[:2] == template()[:2]
    book = load_workbook(io.BytesIO(given.content))
    for line in LINES:
        book.worksheets[0].append([None, line["goods"], line["quantity"]])
    stream = io.BytesIO()
    book.save(stream)
    answer = asked(server, stream.getvalue(), XLSX, accept=XLSX)
    assert answer.headers["content-type"] == XLSX
    found = load_workbook(io.BytesIO(answer.content))
    totals = [row[7].value for row in found.worksheets[0].iter_rows() if row[1].value in ("合计", "Total")]
    assert totals == [float(TOTAL)]


def test_each_line_is_told_as_its_search_ends(server: Local) -> None:
    text = asked(server, accept="text/event-stream", lines=LINES).text
    kinds = [line.removeprefix("event: ") for line in text.splitlines() if line.startswith("event: ")]
    assert kinds == ["progress", "task", "line", "line", "progress", "report"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "application/json"),
        (b"hello", "text/csv"),
        (b"PK\x03\x04", XLSX),
        (b"x", "image/png"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_what_is_no_list_is_refused_with_a_reason(server: Local, content: bytes, kind: str, accept: str) -> None:
    answer = asked(server, content, kind, accept)
    assert answer.status_code == 422 and answer.json()["code"] == "input_bad"


def test_a_body_that_is_too_large_is_refused(server: Local) -> None:
    assert asked(server, b"a" * (1024 * 1024 + 1)).status_code == 413


def test_a_report_comes_back_as_a_new_task(server: Local) -> None:
    report = asked(server, lines=LINES).json()
    again = httpx.post(f"{server.url}/v1/sourcing", json=report, timeout=None)
    assert cheapest(again)["total"] == TOTAL and [each["kind"] for each in again.json()["notes"]] == ["since.same"]


@pytest.mark.parametrize(
    "task",
    [{"lines": [{"goods": "帐篷", "quantity": 20, "price": True}]}, {"lines": [{"goods": "帐篷", "quantity": True}]},
     {"lines": [{"goods": "帐篷", "quantity": 20}], "budget": True}, {"lines": [{"goods": "帐篷"}], "suppliers": True}],
)  # fmt: skip
def test_true_is_no_number(server: Local, task: dict[str, Any]) -> None:
    assert httpx.post(f"{server.url}/v1/sourcing", json=task).status_code == 422
