"""Errors of the OpenAI-compatible routes as OpenAI's clients expect them: an `error` object beside our own fields."""

import json
import re
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATHS = re.compile(r"/v1/(chat/completions|models(/[^/]*)?)/?")
PARAMS = {"model_not_found": "model", "message_empty": "messages", "message_too_long": "messages", "buyer_forbidden": "user"}


class OpenAIErrors:
    """Outermost middleware, so that refusals by the door and the framework are covered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not PATHS.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        begun: Message | None = None
        body = b""

        async def told(message: Message) -> None:
            nonlocal begun, body
            if message["type"] == "http.response.start" and message["status"] >= 400 and _json(message):
                begun = message
            elif begun is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    await _send(begun, _with_error(begun["status"], body), send)

        await self.app(scope, receive, told)


def error_of(status: int, detail: Any, code: str | None) -> dict[str, Any]:
    """`detail`: a sentence, or FastAPI's list of validation errors."""
    first = detail[0] if isinstance(detail, list) and detail else {}
    param = ".".join(str(part) for part in first.get("loc", ())[1:]) or PARAMS.get(code or "")
    message = f"{param}: {first['msg'].removeprefix('Value error, ')}" if first else str(detail)
    kind = "rate_limit_error" if status == 429 else "server_error" if status >= 500 else "invalid_request_error"
    return {"message": message, "type": kind, "param": param, "code": code}


def _json(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("application/json")


def _with_error(status: int, body: bytes) -> bytes:
    told = json.loads(body)
    return json.dumps({**told, "error": error_of(status, told.get("detail"), told.get("code"))}).encode()


async def _send(start: Message, body: bytes, send: Send) -> None:
    MutableHeaders(scope=start)["content-length"] = str(len(body))
    await send(start)
    await send({"type": "http.response.body", "body": body})
