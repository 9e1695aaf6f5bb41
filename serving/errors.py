"""Translates our errors into HTTP status, code and sentence, in one place."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from ..schema.errors import DaogouError, InputError, LeaseLost, OutsideError, StoreError, ThreadDeleted, TurnRefused

log = structlog.get_logger("daogou")
STATUS: tuple[tuple[type[DaogouError], int], ...] = (
    (InputError, 422), (ThreadDeleted, 404), (LeaseLost, 409), (TurnRefused, 409), (StoreError, 503), (OutsideError, 503), (DaogouError, 500),
)  # fmt: skip
OURS = {
    "store_away": "The shop's catalogue can't be read at the moment; try again in a while.",
    "storage_away": "Conversations can't be kept or looked up at the moment; try again in a while.",
    "outside_away": "A part of the shop doesn't answer at the moment; try again in a while.",
    "internal": "Something failed that should not have; try again, and tell the shop if it goes on.",
}
"""Sentences for buyers about operational failures; the original messages name hosts, folders and settings, and go to the log."""
BY_CODE = {"thread_unknown": 404, "product_unknown": 404, "letters_unknown": 404, "letters_changed": 409, "thread_damaged": 410}
"""Statuses by code, where the type isn't decisive; retrying doesn't help."""
BARE = {400: "input_bad", 401: "unauthenticated", 403: "forbidden", 404: "not_found", 405: "method_bad", 422: "input_bad"}
"""Codes of the framework's own refusals."""
NAMED = ("thread_id", "turn_id", "buyer_id", "title")


class Told(NamedTuple):
    """An error as shown to the caller."""

    status: int
    code: str
    detail: str
    type: str


def told(error: Exception) -> Told:
    """Translate an error. Operational failures are logged, unexpected ones with their traceback."""
    known = error if isinstance(error, DaogouError) else DaogouError()
    status = BY_CODE.get(known.code) or next(status for kind, status in STATUS if isinstance(known, kind))
    if not isinstance(error, DaogouError):
        log.exception("a request failed", exc_info=error)
    elif known.code in OURS:
        log.error("a request can't be served", code=known.code, error=str(error))
    detail = OURS.get(known.code, str(error))
    return Told(status, known.code, detail, type(error).__name__ if error is known else "InternalError")


def register(app: FastAPI) -> None:
    app.add_exception_handler(DaogouError, answer)
    app.add_exception_handler(RequestValidationError, wrong)
    app.add_exception_handler(HTTPException, refused)


async def answer(request: Request, error: Exception) -> JSONResponse:
    found = told(error)
    return JSONResponse({"detail": found.detail, "code": found.code, "type": found.type}, found.status)


async def refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = getattr(error, "code", None) or BARE.get(error.status_code, "refused")
    return JSONResponse({"detail": error.detail, "code": code}, error.status_code, error.headers)


async def wrong(request: Request, error: Exception) -> Response:
    """Report what is invalid and where, as FastAPI does, but without the input, which may be long or not valid text."""
    assert isinstance(error, RequestValidationError)
    detail = [{name: each[name] for name in ("type", "loc", "msg")} for each in error.errors()]
    text = json.dumps({"detail": detail, "code": _code(detail)}, default=str)  # ASCII, since a field name may contain a lone surrogate
    return Response(text, 422, media_type="application/json")


def _code(detail: Sequence[dict[str, Any]]) -> str:
    """The code of the first error."""
    last, kind = str((detail[0]["loc"] or ("",))[-1]), detail[0]["type"]
    if last == "text" and kind in ("too_short", "string_too_short", "missing"):
        return "message_empty"
    if last == "text" and kind in ("too_long", "string_too_long"):
        return "message_too_long"
    return f"{last}_bad" if last in NAMED else "input_bad"
