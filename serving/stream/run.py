"""A turn that runs in the server, independent of its listeners: they may leave, return, or be several."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing, suppress
from contextvars import copy_context
from typing import NamedTuple

from ag_ui.core import BaseEvent

from ...models.audience import AUDIENCE, Audience
from ...schema.errors import DaogouError, LeaseLost, ThreadDeleted
from ...schema.event import Event
from ...schema.reply import Reply
from ..errors import told as why
from .translation import Translation

_LOOKS_S = 0.5
"""Interval of checks whether the caller of a whole reply is still connected."""


class Sent(NamedTuple):
    """A serialised AG-UI event; `id` counts from 1."""

    id: int
    kind: str
    data: str


class Asked(NamedTuple):
    """The message of a turn: buyer, thread, turn id and text."""

    buyer: str | None
    thread: str
    turn_id: str
    text: str


class Run:
    """A running or ended turn with its events. It ends by itself or by `stop`. `turn_id`: the caller's, or ours. `stored` returns the reply of a turn
    that was stopped after it was stored. `retold`: answered before, by another worker or earlier, and rebuilt from its reply."""

    def __init__(self, asked: Asked, events: AsyncGenerator[Event, None], stored: Callable[[], Reply | None]) -> None:
        self.buyer, self.thread, self.turn_id, self.text = asked
        self._stored = stored
        self.reply: Reply | None = None
        self.error: Exception | None = None
        self.stopped = self.ended = self.retold = False
        self.sent: list[Sent] = []
        self._translation, self._events = Translation(self.thread, self.turn_id), events
        self._news = asyncio.Event()
        self._first = asyncio.Event()
        self._publish(self._translation.begin())
        self.audience, within = Audience(), copy_context()
        within.run(AUDIENCE.set, self.audience)
        self._task = asyncio.get_running_loop().create_task(self._work(), name=f"daogou-turn-{self.turn_id}", context=within)

    async def events(self, after: int = 0) -> AsyncIterator[Sequence[Sent]]:
        """Yield the events after number `after`, in batches, until the last; all of them if that number isn't this run's."""
        after = after if self._knows(after) else 0
        with self.audience.listening():
            while True:
                news = self._news
                while come := self.sent[after:]:
                    after += len(come)
                    yield come
                if self.ended:
                    return
                await news.wait()

    def _knows(self, number: int) -> bool:
        """True if the number is this run's: a turn answered by another worker is numbered differently."""
        return self.has_begun and not self.retold and number <= len(self.sent)

    @property
    def has_begun(self) -> bool:
        return self._first.is_set()

    async def begun(self) -> None:
        """Return once the turn has its lease, or has failed to get it."""
        await self._first.wait()

    async def finished(self) -> None:
        await asyncio.wait([self._task])

    async def outcome(self) -> Reply:
        """The reply. Raises the turn's error, or LeaseLost if it was stopped."""
        await self.finished()
        if self.reply is None:
            raise self.error or LeaseLost("The turn was stopped; nothing of it is stored.")
        return self.reply

    async def outcome_for(self, gone: Callable[[], Awaitable[bool]]) -> Reply:
        """Like `outcome`, listening until the caller is `gone`."""
        with self.audience.listening():
            while not self.ended and not await gone():
                await asyncio.wait([self._task], timeout=_LOOKS_S)
        return await self.outcome()

    async def stop(self) -> None:
        """End the turn before its next node or sentence; events already sent stay sent."""
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _work(self) -> None:
        try:
            async with aclosing(self._events) as events:
                async for event in events:
                    if event.event == "reply":
                        self.reply, self.retold = event.data, not self.has_begun
                    self._publish(self._translation.take(event))
                    self._first.set()
        except asyncio.CancelledError:
            await self._cancelled()
        except ThreadDeleted as error:
            self._failed(error)
        except LeaseLost as error:
            self.error = error
            await self._cancelled()
        except Exception as error:
            self._failed(error)
        finally:
            self.ended = True
            self._first.set()
            self._news.set()

    async def _cancelled(self) -> None:
        if self.reply is None:
            with suppress(DaogouError):
                self.reply = await asyncio.to_thread(self._stored)
            self.stopped = self.reply is None
            told = Event(event="reply", data=self.reply)
            self._publish(self._translation.stopped() if self.stopped else self._translation.take(told))

    def _failed(self, error: Exception) -> None:
        self.error = error
        found = why(error)
        self._publish(self._translation.failed(found.detail, found.code))

    def _publish(self, events: Iterable[BaseEvent]) -> None:
        for event in events:
            self.sent.append(Sent(len(self.sent) + 1, str(event.type.value), event.model_dump_json(by_alias=True)))
        news, self._news = self._news, asyncio.Event()
        news.set()


def told(thread: str, turn_id: str, reply: Reply) -> list[Sent]:
    """The events of a stored turn, as if it were running."""
    translation = Translation(thread, turn_id)
    events = [*translation.begin(), *translation.take(Event(event="reply", data=reply))]
    return [Sent(number, str(event.type.value), event.model_dump_json(by_alias=True)) for number, event in enumerate(events, 1)]
