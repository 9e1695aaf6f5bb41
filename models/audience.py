"""Cancels a language model's request once every listener of its turn has left; the reply then keeps the wording written by code."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from ..schema.errors import Unreachable

GRACE_S = 3.0
"""Seconds within which a dropped client may reconnect."""
T = TypeVar("T")


class Audience:
    """The listeners of one turn, within one event loop."""

    def __init__(self) -> None:
        self._listeners = 0
        self._changed = asyncio.Event()

    @contextmanager
    def listening(self) -> Iterator[None]:
        self._change(1)
        try:
            yield
        finally:
            self._change(-1)

    def _change(self, more: int) -> None:
        self._listeners += more
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def gone(self) -> None:
        """Return once nobody has listened for GRACE_S seconds."""
        while True:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), None if self._listeners else GRACE_S)
            except TimeoutError:
                return


AUDIENCE: ContextVar[Audience | None] = ContextVar("audience", default=None)
"""The audience of the running turn. None: the caller cancels the turn when it leaves."""


async def attended(work: Coroutine[Any, Any, T]) -> T:
    """Await `work` and return its result. Raises Unreachable, after cancelling `work`, when every listener has left."""
    if (audience := AUDIENCE.get()) is None:
        return await work
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(audience.gone())
    try:
        await asyncio.wait([task, gone], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Unreachable("All listeners have left the turn, so its wording was cancelled.")
        return task.result()
    finally:
        gone.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
