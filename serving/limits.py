"""Limits on the size and duration of requests."""

import asyncio
import time
from dataclasses import dataclass

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .refusal import Refusal

MAX_HEAD = 64 * 1024
MAX_BODY = 1024 * 1024  # several times a message of 100,000 characters
BODY_S = 30.0
MOST_HELD = 64 * 1024 * 1024
"""Bytes of all request bodies in a worker: thousands of small ones may be too much together."""


class BodyLimit:
    """Refuses bodies over `limit` bytes with 413 (by Content-Length, else while reading), bodies incomplete after `seconds` with 408, and those over
    `held` bytes together with others with 503."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY, seconds: float = BODY_S, held: int = MOST_HELD) -> None:
        self.app, self.limit, self.seconds, self.held = app, limit, seconds, held
        self._now = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self.limit:
            await _refuse(self._too_large(), scope, receive, send)
            return
        started, body = False, _Body()

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, self._watched(receive, body), noted)
        except Refusal as refused:
            if not started:
                await _refuse(refused, scope, receive, send)
        finally:
            self._now -= body.size

    def _watched(self, receive: Receive, body: "_Body") -> Receive:
        end = time.monotonic() + self.seconds

        async def watched() -> Message:
            try:
                async with asyncio.timeout(None if body.whole else max(0.0, end - time.monotonic())):
                    message = await receive()
            except TimeoutError:
                raise self._too_slow() from None
            size = len(message.get("body", b""))
            body.size, self._now, body.whole = body.size + size, self._now + size, not message.get("more_body", False)
            if body.size > self.limit:
                raise self._too_large()
            if self._now > self.held:
                raise Refusal(503, "overloaded", "The server is busy with other large requests; send it again in a moment.", {"Retry-After": "5"})
            return message

        return watched

    def _too_large(self) -> Refusal:
        return Refusal(413, "too_large", f"The request is larger than {self.limit:,} bytes; send less.")

    def _too_slow(self) -> Refusal:
        return Refusal(408, "too_slow", f"The request wasn't complete after {self.seconds:g} seconds; send it again.", {"Connection": "close"})


@dataclass
class _Body:
    """Bytes received, and whether the body is complete."""

    size: int = 0
    whole: bool = False


async def _refuse(refused: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({"detail": refused.detail, "code": refused.code}, refused.status_code, refused.headers)(scope, receive, send)
