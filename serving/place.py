"""Where a request is answered, and for whom."""

import asyncio
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, HTTPException, Query, Request

from ..graphs.opening import Assistant
from ..memory.names import LONGEST, checked
from ..memory.transcripts import Thread
from .door.caller import Caller
from .stream.runs import Runs


@dataclass(frozen=True)
class Place:
    assistant: Assistant
    runs: Runs
    caller: Caller

    @property
    def buyer(self) -> str | None:
        return self.caller.buyer

    def asking_for(self, buyer: str | None) -> "Place":
        return replace(self, caller=self.caller.asking_for(buyer))

    async def find(self, thread: str) -> Thread | None:
        """The buyer's conversation; None where there is none yet. 404 where it is another's."""
        known = await asyncio.to_thread(self.assistant.threads.find, thread)
        if known is not None and known.buyer != self.buyer:
            raise missing()
        return known

    async def owned(self, thread: str) -> Thread:
        known = await self.find(thread)
        if known is None:
            raise missing()
        return known


def missing() -> HTTPException:
    """Of another buyer, deleted or never there: it is the same to who asks."""
    return HTTPException(404, "There is no such conversation.")


def place(request: Request, buyer_id: Annotated[str | None, Query(min_length=1, max_length=LONGEST)] = None) -> Place:
    """`buyer_id` counts as in a body."""
    state = request.app.state
    caller: Caller = getattr(request.state, "caller", Caller(trusted=True))
    checked(buyer_id or "", "buyer")
    return Place(state.assistant, state.runs, caller.asking_for(buyer_id))


Here = Annotated[Place, Depends(place)]
