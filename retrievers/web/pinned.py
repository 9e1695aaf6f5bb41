"""Connections that go where the gate looked, and end when their time is up.

A name is resolved once and the connection made to that very address: a resolver that answers otherwise the second time is never asked again.
The deadline is for the whole exchange; a server that sends a byte now and then can't stretch it.
"""

import ssl
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import Any

import httpcore

from .gate import Gate


class Pinned(httpcore.NetworkBackend):
    """A network backend for one request."""

    def __init__(self, gate: Gate, ends: float, inner: httpcore.NetworkBackend | None = None) -> None:
        self._gate, self._ends, self._inner = gate, ends, inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self._gate.addresses(host, port)[:4]
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._connect(address, port, left(self._ends) / 2, local_address, socket_options)
        return self._connect(last, port, left(self._ends), local_address, socket_options)

    def _connect(self, address: str, port: int, timeout: float, *options: Any) -> httpcore.NetworkStream:
        return Timed(self._inner.connect_tcp(address, port, timeout, *options), self._ends)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> httpcore.NetworkStream:
        raise httpcore.UnsupportedProtocol("Unix sockets are not opened.")


class Timed(httpcore.NetworkStream):
    """A stream all of whose waits end together."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream, self._ends = stream, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(self._ends))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, left(self._ends))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return Timed(self._stream.start_tls(ssl_context, server_hostname, left(self._ends)), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def left(ends: float) -> float:
    """Seconds until then. Raises ReadTimeout where there are none."""
    seconds = ends - monotonic()
    if seconds <= 0:
        raise httpcore.ReadTimeout("the time was up")
    return seconds
