"""Who waits for what a model words: where everybody has left, its request is ended, and code's own words stand."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from ..schema.errors import Unreachable

GRACE_S = 3.0
"""Who lost his connection comes back within it."""
T = TypeVar("T")


class Audience:
    """Those who listen to one turn, in one event loop."""

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
        """Returns once nobody has listened for a while."""
        while True:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), None if self._listeners else GRACE_S)
            except TimeoutError:
                return


AUDIENCE: ContextVar[Audience | None] = ContextVar("audience", default=None)
"""Of the turn that runs; None: its caller cancels it when he leaves."""


async def attended(work: Coroutine[Any, Any, T]) -> T:
    """What comes of the work. Raises Unreachable, with the work cancelled, where nobody waits for it any more."""
    if (audience := AUDIENCE.get()) is None:
        return await work
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(audience.gone())
    try:
        await asyncio.wait([task, gone], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Unreachable("Nobody listens to the turn any more, so its wording was given up.")
        return task.result()
    finally:
        gone.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
