"""Our errors as HTTP: the one place where they become a status and a sentence."""

import json

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from ..schema.errors import DaogouError, InputError, LeaseLost, OutsideError, StoreError, ThreadDeleted, TurnRefused

STATUS: tuple[tuple[type[DaogouError], int], ...] = (
    (InputError, 422), (ThreadDeleted, 404), (LeaseLost, 409), (TurnRefused, 409), (StoreError, 503), (OutsideError, 503), (DaogouError, 500),
)  # fmt: skip


def register(app: FastAPI) -> None:
    app.add_exception_handler(DaogouError, answer)
    app.add_exception_handler(RequestValidationError, wrong)


async def answer(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error), "type": type(error).__name__}, status_of(error))


async def wrong(request: Request, error: Exception) -> Response:
    """What is wrong and where, as FastAPI tells it, but not what was sent: that may be long, or no valid text."""
    assert isinstance(error, RequestValidationError)
    detail = [{name: each[name] for name in ("type", "loc", "msg")} for each in error.errors()]
    text = json.dumps({"detail": detail}, default=str)  # in ASCII: half a surrogate pair may stand in a name of what was sent
    return Response(text, 422, media_type="application/json")


def status_of(error: Exception) -> int:
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)
