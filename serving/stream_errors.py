"""Error responses for unhandled errors, and for errors within LangServe's streams, which it reports as "Internal Server Error"."""

import json
from contextvars import ContextVar

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..schema.errors import DaogouError
from .errors import told

_met: ContextVar[list[DaogouError] | None] = ContextVar("daogou_trouble", default=None)


def note(error: DaogouError) -> None:
    """Remember why the current request's stream fails."""
    if (met := _met.get()) is not None:
        met.append(error)


class StreamErrors:
    """Replaces LangServe's error event by ours, and ends the response properly."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        met: list[DaogouError] = []
        started = ended = False

        async def told(message: Message) -> None:
            nonlocal started, ended
            started = True
            if met and message.get("body", b"").startswith(b"event: error"):
                message = {**message, "body": _event(met[-1])}
            ended = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        token = _met.set(met)
        try:
            await self.app(scope, receive, told)
        except Exception as error:
            if not started:
                await _whole(error)(scope, receive, send)
            elif not met:
                raise
            elif not ended:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            _met.reset(token)


def _whole(error: Exception) -> JSONResponse:
    """The response for an unhandled error."""
    found = told(error)
    return JSONResponse({"detail": found.detail, "code": found.code, "type": found.type}, found.status)


def _event(error: DaogouError) -> bytes:
    found = told(error)
    data = {"status_code": found.status, "message": found.detail, "code": found.code, "type": found.type}
    return f"event: error\r\ndata: {json.dumps(data)}\r\n\r\n".encode()
