"""The tenant and caller of a request, and the operations of a turn."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Query, Request

from ..graphs.opening import Assistant
from ..memory.names import LONGEST, checked
from ..memory.transcripts import Thread
from ..schema.event import Event
from ..schema.reply import Reply, Suggestion
from .door.caller import Caller
from .metrics import measured
from .refusal import Refusal
from .stream.runs import Runs

if TYPE_CHECKING:
    from .tenants import Tenant


@dataclass(frozen=True)
class Place:
    tenant: "Tenant"
    caller: Caller

    @property
    def assistant(self) -> Assistant:
        return self.tenant.assistant

    @property
    def runs(self) -> Runs:
        return self.tenant.runs

    @property
    def buyer(self) -> str | None:
        return self.caller.buyer

    def asking_for(self, buyer: str | None) -> "Place":
        return replace(self, caller=self.caller.asking_for(buyer))

    def stream(self, text: str, thread: str | None, **how: Any) -> AsyncGenerator[Event, None]:
        """A turn of the buyer, once it is their place in the queue, with metrics; `how`: as for `Assistant.stream`."""
        return measured(self._turn(self.assistant.stream(text, thread=thread, buyer=self.buyer, **how)), self.tenant)

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Context of one of the buyer's concurrent turns."""
        return self.tenant.turnstile.turn(self.caller)

    async def _turn(self, events: AsyncGenerator[Event, None]) -> AsyncGenerator[Event, None]:
        async with self.turn(), aclosing(events):
            async for event in events:
                yield event

    async def answer(self, text: str, thread: str | None, product_id: str | None = None) -> Reply:
        """Run a turn and return its reply."""
        async with aclosing(self.stream(text, thread, product_id=product_id)) as events:
            async for event in events:
                if event.event == "reply":
                    reply: Reply = event.data
        return reply

    async def suggest(self, text: str | None, thread: str | None, product_ids: Sequence[str]) -> tuple[Suggestion, ...]:
        """`Assistant.suggest` within one of the buyer's turns."""
        async with self.turn():
            return await self.assistant.asuggest(text, thread=thread, product_ids=tuple(product_ids), buyer=self.buyer)

    async def find(self, thread: str) -> Thread | None:
        """The buyer's conversation, None if it doesn't exist. Raises 404 if it is another buyer's."""
        known = await asyncio.to_thread(self.assistant.threads.find, thread)
        if known is not None and known.buyer != self.buyer:
            raise missing()
        return known

    async def owned(self, thread: str) -> Thread:
        known = await self.find(thread)
        if known is None:
            raise missing()
        return known


def missing() -> Refusal:
    """The same error for another buyer's, a deleted and an unknown conversation."""
    return Refusal(404, "thread_unknown", "There is no such conversation.")


def caller_of(request: Request) -> Caller:
    """The caller, as set by the door."""
    caller: Caller = request.state.caller
    return caller


def place(request: Request, buyer_id: Annotated[str | None, Query(min_length=1, max_length=LONGEST)] = None) -> Place:
    """`buyer_id` has the same effect as in a body."""
    caller = caller_of(request)
    tenant = request.app.state.tenants.get(caller.tenant)
    return Place(tenant, caller.asking_for(checked(buyer_id or "", "buyer")))


Here = Annotated[Place, Depends(place)]
