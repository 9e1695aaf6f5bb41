"""Our errors as HTTP: the one place where they become a status and a sentence."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from ..schema.errors import DaogouError, InputError, LeaseLost, OutsideError, StoreError, ThreadDeleted, TurnRefused

STATUS: tuple[tuple[type[DaogouError], int], ...] = (
    (InputError, 422), (ThreadDeleted, 404), (LeaseLost, 409), (TurnRefused, 409), (StoreError, 503), (OutsideError, 503), (DaogouError, 500),
)  # fmt: skip


def register(app: FastAPI) -> None:
    app.add_exception_handler(DaogouError, answer)


async def answer(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error), "type": type(error).__name__}, status_of(error))


def status_of(error: Exception) -> int:
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)
