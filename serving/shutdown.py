"""Graceful stop and reload: running turns get their reply."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import structlog

from ..schema.errors import DaogouError
from .door.gate import Gate

log = structlog.get_logger("daogou")

Handler = Callable[[int, FrameType | None], object]
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def graceful_stop(gate: Gate, drain_s: float) -> Iterator[None]:
    """Context in which the first stop signal closes the gate and is handled once no turn runs; a second one is handled at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.getsignal(each) for each in SIGNALS}
    loop = asyncio.get_running_loop()
    for each, handler in before.items():
        if callable(handler):
            signal.signal(each, _waiting(handler, gate, drain_s, loop))
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def reload_on_hangup(renew: Callable[[], None]) -> Iterator[None]:
    """Context in which SIGHUP calls `renew` in a thread; failures are logged and change nothing."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGHUP"):
        yield
        return

    def renewed() -> None:
        try:
            renew()
        except Exception as error:
            log.error("the settings stay as they were", error=str(error) if isinstance(error, DaogouError) else repr(error))
        else:
            log.warning("the settings were read again")

    before = signal.signal(signal.SIGHUP, lambda *_: threading.Thread(target=renewed, name="daogou-renewing", daemon=True).start())
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def _waiting(handler: Handler, gate: Gate, drain_s: float, loop: asyncio.AbstractEventLoop) -> Handler:
    def handle(number: int, frame: FrameType | None) -> None:
        if gate.closed or not gate.busy:
            handler(number, frame)
            return
        gate.closed = True
        asyncio.run_coroutine_threadsafe(_drained(handler, number, gate, drain_s), loop)

    return handle


async def _drained(handler: Handler, number: int, gate: Gate, drain_s: float) -> None:
    try:
        async with asyncio.timeout(drain_s):
            await gate.empty()
    except TimeoutError:
        pass
    handler(number, None)
