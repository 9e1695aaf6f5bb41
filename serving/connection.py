"""HTTP connections with time-outs for slow clients."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SPARE = 64
"""Connections beyond the limit that still get 503; further ones are closed at once."""


class Connection(H11Protocol):
    """uvicorn's h11 protocol with time-outs for the request head and for a client that reads nothing of its response. Without them, many connections
    that send or read a byte now and then would stay open for ever."""

    head_s = 15.0
    """Seconds for the request line and headers; uvicorn's idle time-out ends at their first byte."""
    taking_s = 30.0
    look_s = 1.0
    _later: asyncio.TimerHandle | None = None
    _unasked = _untaken = _buffered = 0
    """Counted in ticks, not seconds: while this process is blocked it reads nobody's bytes, which isn't the client's fault."""

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
