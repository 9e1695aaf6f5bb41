"""`/v1/sourcing`: plans a purchase list, without a conversation."""

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from ...nodes.work import computed
from ...schema.errors import InputError
from ...schema.event import Event
from ...schema.sourcing_report import SourcingReport
from ...schema.sourcing_task import WrittenTask
from ...sourcing.purchase_list import purchase_list
from ...sourcing.reorder import is_report
from ...sourcing.template import template
from ...tools.wording.wording import Wording
from ..place import Here, Place
from ..text import Message
from .threads import BuyerId

router = APIRouter(prefix="/v1/sourcing", tags=["sourcing"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLES = {"text/csv": "list.csv", "text/tab-separated-values": "list.tsv", XLSX: "list.xlsx", "application/octet-stream": ""}
"""Content types of tables, with a file name for each."""


class SourcingInput(WrittenTask):
    """A task in fields, or as `text`."""

    text: Message | None = None
    buyer_id: BuyerId = None


DONE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report; with `Accept` of a workbook the purchase list, of `text/event-stream` each line as its search ends",
        "content": {"application/json": {}, XLSX: {}, "text/event-stream": {}},
    },
    422: {"description": "No list can be read in it"},
}


def _schema() -> dict[str, Any]:
    """The body's schema with its definitions inlined, since nothing else in the API description refers to them."""
    schema = SourcingInput.model_json_schema()
    tables: dict[str, Any] = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in TABLES}
    written = {"application/json": {"schema": _inlined(schema, schema.pop("$defs", {}))}}
    return {"requestBody": {"required": True, "content": {**written, **tables}}}


def _inlined(schema: Any, nouns: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if (name := schema.get("$ref", "").rpartition("/")[2]) in nouns:
            return _inlined(nouns[name], nouns)
        return {key: _inlined(value, nouns) for key, value in schema.items()}
    return [_inlined(each, nouns) for each in schema] if isinstance(schema, list) else schema


@router.post("", response_model=SourcingReport, responses=DONE, openapi_extra=_schema())
async def source(here: Here, request: Request, language: Literal["zh", "en"] | None = None) -> SourcingReport | Response:
    """Plans for a purchase list: JSON (`lines`, `text`, or an earlier report to order again), or a table as the body (CSV, XLSX)."""
    given, name, whole, here = await _given(request, here)
    events = _events(here, given, name=name, whole=whole, language=language or (whole.language if whole is not None else None))
    accept = request.headers.get("accept", "")
    if "text/event-stream" in accept:
        return await _streamed(events)
    async with aclosing(events):
        async for event in events:
            if event.event == "report":
                report: SourcingReport = event.data
    if XLSX in accept:
        wording = Wording(report.task.language, glossary=here.assistant.shopfront.current().glossary)
        return _workbook(await computed(purchase_list, report, wording), "purchase-list.xlsx")
    return report


@router.get("/template", response_class=Response, responses={200: {"description": "An empty list (XLSX)", "content": {XLSX: {}}}})
async def empty() -> Response:
    """An empty workbook with the known columns."""
    return _workbook(await computed(template), "template.xlsx")


def _workbook(content: bytes, name: str) -> Response:
    return Response(content, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


async def _given(request: Request, here: Place) -> tuple[WrittenTask | str | bytes, str, WrittenTask | None, Place]:
    """The task, its file's name, further fields for a text, and the place with the buyer."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    body = await request.body()
    if kind in TABLES:
        return body, TABLES[kind], None, here
    if kind != "application/json":
        raise InputError("Send JSON, or a table as text/csv or XLSX.")
    if is_report(body):
        return body, "report.json", None, here
    try:
        asked = SourcingInput.model_validate_json(body or b"{}")
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from error
    here = here.asking_for(asked.buyer_id)
    if asked.text is not None and asked.lines:
        raise InputError('Send "lines" or "text", not both.')
    if asked.lines:
        return asked, "", None, here
    return asked.text or "", "", asked, here


async def _events(here: Place, given: WrittenTask | str | bytes, **how: Any) -> AsyncGenerator[Event, None]:
    """Run the task within one of the buyer's turns."""
    async with here.turn(), aclosing(here.assistant.stream_source(given, buyer=here.buyer, **how)) as events:
        async for event in events:
            yield event


async def _streamed(events: AsyncGenerator[Event, None]) -> Response:
    """Stream from the "task" event on: an unreadable list is refused before anything is sent."""
    begun: list[Event] = []
    async for event in events:
        begun.append(event)
        if event.event == "task":
            break

    async def lines() -> AsyncIterator[ServerSentEvent]:
        async with aclosing(events):
            for event in begun:
                yield _sent(event)
            async for event in events:
                yield _sent(event)

    return EventSourceResponse(lines(), sep="\n")


def _sent(event: Event) -> ServerSentEvent:
    data = event.data.model_dump(mode="json") if isinstance(event.data, SourcingReport) else event.data
    return ServerSentEvent(data=json.dumps(data, ensure_ascii=False), event=event.event)
