"""One connection of a client, who may be slow, or never come to an end."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SPARE = 64
"""Connections beyond the limit that are still told 503; those beyond them are closed without a word."""


class Connection(H11Protocol):
    """uvicorn's own over h11, which bounds what precedes a body, with an end to waiting for a request that doesn't begin to be one, and for a
    client who takes nothing of his answer: else who opens many, and sends or reads a byte now and then, keeps them all for ever."""

    head_s = 15.0
    """For a request's first line and headers; uvicorn's timeout of idle connections ends at their first byte."""
    taking_s = 30.0
    look_s = 1.0
    _later: asyncio.TimerHandle | None = None
    _unasked = _untaken = _buffered = 0
    """Looks, not a clock's seconds: while this process is held up nobody's bytes are read, which is no fault of theirs."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        if self.limit_concurrency is not None and len(self.connections) > self.limit_concurrency + SPARE:
            transport.abort()
        else:
            self._later = self.loop.call_later(self.look_s, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._later is not None:
            self._later.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        before, self._buffered = self._buffered, self.transport.get_write_buffer_size()
        asked = self.cycle is not None and not self.cycle.response_complete
        self._unasked = 0 if asked else self._unasked + 1
        self._untaken = self._untaken + 1 if self._buffered and self._buffered >= before else 0
        if self._unasked * self.look_s > self.head_s or self._untaken * self.look_s > self.taking_s:
            self.transport.abort()
        else:
            self._later = self.loop.call_later(self.look_s, self._look)
