"""Turns of `/v1/threads/{id}`: a message or a changed condition, answered whole or as events; resuming, stopping and rating turns."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, Field, model_validator
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from ...memory.locks import Strategy
from ...memory.names import LONGEST, checked
from ...nodes.edited import commands_of
from ...schema.command import MOST, AnyCommand
from ...schema.condition import BEYOND
from ...schema.edit import QUANTITY, Edit
from ...schema.errors import InputError, TurnRefused
from ...schema.rating import LONGEST_COMMENT, Rating, Score
from ...schema.reply import Reply
from ..place import Here, Place
from ..refusal import Refusal
from ..stream.run import Asked, Run, Sent, told
from ..text import Message, Text
from .threads import BuyerId

router = APIRouter(prefix="/v1/threads/{thread_id}", tags=["turns"])
STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The reply, or with `Accept: text/event-stream` its AG-UI events", "content": {"text/event-stream": {}}},
    404: {"description": "There is no such conversation of this buyer"},
    409: {"description": "Another turn runs (`reject`), or this one was ended by another (`interrupt`) or stopped"},
}
LastEventId = Annotated[str | None, Header(description="The last event seen of this turn; those behind it follow")]

ProductId = Annotated[str | None, Field(min_length=1, max_length=LONGEST)]
TurnId = Annotated[str | None, Field(min_length=1, max_length=LONGEST)]


class Said(BaseModel):
    """A message, or `commands` instead (those of a suggestion, with its words in `text`; schema at `GET /v1/commands`). `turn_id`: idempotency key;
    repeated, it returns the same reply. `multitask_strategy`: if a turn of the conversation is running, wait, be refused (409), or end it.
    `product_id`: opens the conversation on that product, with or without a message; a different one starts a new topic."""

    text: Message = ""
    product_id: ProductId = None
    commands: Annotated[list[AnyCommand], Field(max_length=MOST)] = []
    turn_id: TurnId = None
    multitask_strategy: Strategy = "enqueue"
    buyer_id: BuyerId = None


class Changed(BaseModel):
    """`remove`: ids of conditions to remove. `change`: a new `value`, operator (`op`, `every`), or must versus wish (`hard`) per condition.
    `quantity`: number wanted; null removes it."""

    remove: Annotated[list[str], Field(max_length=50)] = []
    change: Annotated[list[Edit], Field(max_length=50)] = []
    quantity: Annotated[int, Field(ge=1, lt=BEYOND, strict=True)] | None = None
    turn_id: TurnId = None
    multitask_strategy: Strategy = "enqueue"
    buyer_id: BuyerId = None

    @model_validator(mode="after")
    def _something(self) -> "Changed":
        if not self.edits:
            raise ValueError('name conditions by their ids in "remove" or "change", or a "quantity"')
        if idle := next((edit.id for edit in self.change if not edit.remove and not edit.otherwise and edit.hard is None), None):
            raise ValueError(f'"change" changes nothing of {idle[:40]!r}; give it a "value", "op", "every" or "hard"')
        named = [edit.id for edit in self.edits]
        if twice := next((id for id in named if named.count(id) > 1), None):
            raise ValueError(f"{twice[:40]!r} is named twice; change each condition once")
        return self

    @property
    def edits(self) -> tuple[Edit, ...]:
        many = [Edit(id=QUANTITY, value=self.quantity, remove=self.quantity is None)] if "quantity" in self.model_fields_set else []
        return (*(Edit(id=id, remove=True) for id in self.remove), *self.change, *many)


class Rated(BaseModel):
    turn: Annotated[int, Field(ge=1)]
    score: Score
    comment: Annotated[Text | None, Field(max_length=LONGEST_COMMENT)] = None
    buyer_id: BuyerId = None


class Stopped(BaseModel):
    stopped: bool


@router.post("/turns", response_model=Reply, responses=STREAMED)
async def take_turn(here: Here, request: Request, thread_id: str, said: Said, last_event_id: LastEventId = None) -> Reply | Response:
    """Run a turn. It continues if the caller leaves; repeat the request with its `turn_id`, or get `/turns/{turn_id}/events`, to resume."""
    here = here.asking_for(said.buyer_id)
    await here.find(thread_id)
    if not said.text.strip() and not said.commands and said.product_id is None:
        raise InputError("The message is empty; write what you are looking for.", "message_empty")
    return await answered(begun(here, thread_id, said, proposed_by(said.commands)), said, request, last_event_id)


@router.patch("/need", response_model=Reply, responses=STREAMED)
async def change_need(here: Here, request: Request, thread_id: str, changed: Changed, last_event_id: LastEventId = None) -> Reply | Response:
    """A turn without a message: remove or change conditions (ids in `need.conditions`) or the quantity, and list the products again."""
    here = here.asking_for(changed.buyer_id)
    await here.owned(thread_id)
    said = Said.model_construct(text="", turn_id=changed.turn_id, multitask_strategy=changed.multitask_strategy, buyer_id=None)
    run = begun(here, thread_id, said, commands_of(changed.edits))
    return await answered(run, said, request, last_event_id)


@router.post("/feedback", status_code=201)
async def rate_turn(here: Here, thread_id: str, rated: Rated) -> Rating:
    """Thumbs up (1) or down (-1) on a reply; the last rating counts."""
    here = here.asking_for(rated.buyer_id)
    await here.owned(thread_id)
    return await asyncio.to_thread(here.assistant.feedback.add, thread_id, rated.turn, rated.score, rated.comment, here.buyer)


@router.get("/turns/{turn_id}/events", responses=STREAMED, response_class=Response)
async def turn_events(here: Here, thread_id: str, turn_id: str, last_event_id: LastEventId = None) -> Response:
    """A turn's events after `Last-Event-ID`, as they come; for an old turn all of them, rebuilt from the stored reply."""
    run = here.runs.find(here.buyer, thread_id, turn_id)
    if run is not None:
        return _response(run.events(_after(last_event_id)))
    await here.owned(thread_id)
    reply = await asyncio.to_thread(here.assistant.threads.replied, thread_id, turn_id)
    if reply is None:
        raise Refusal(404, "turn_unknown", "There is no such turn in this conversation.")
    return _response(_once(told(thread_id, turn_id, reply)))


@router.post("/stop")
async def stop_turn(here: Here, thread_id: str) -> Stopped:
    """Stop the running turn before its next node or sentence, in whichever worker it runs; waiting turns continue."""
    mine = [run for run in here.runs.running(thread_id) if run.buyer == here.buyer]
    if mine:
        await mine[0].stop()
        return Stopped(stopped=mine[0].stopped)
    await here.owned(thread_id)
    return Stopped(stopped=await _interrupt_elsewhere(here, thread_id))


async def _interrupt_elsewhere(here: Place, thread: str) -> bool:
    """Interrupt a turn in another worker by taking its lease; True if there was one."""
    locks, key = here.assistant.threads.locks, await here.assistant.threads.akey(thread)
    try:
        async with locks.turn(key, "reject"):
            return False
    except TurnRefused:
        async with locks.turn(key, "interrupt"):
            return True


def begun(here: Place, thread: str, said: Said, commands: Sequence[AnyCommand] = ()) -> Run:
    """Start the turn, or return the existing one with its `turn_id`."""
    turn_id = checked(said.turn_id or f"turn-{uuid4().hex}", "turn id")
    asked = Asked(here.buyer, checked(thread, "thread id"), turn_id, said.text)

    def begin() -> Run:
        events = here.stream(said.text, thread, turn_id=turn_id, strategy=said.multitask_strategy, commands=commands, product_id=said.product_id)
        return Run(asked, events, partial(here.assistant.threads.replied, thread, turn_id))

    return here.runs.start(asked, begin)


def proposed_by(commands: Sequence[AnyCommand]) -> list[AnyCommand]:
    """Mark outside commands as the API's, unless they are a tap's: they can't claim to come from a reader or model."""
    return [each if each.by in ("tap", "api") else each.model_copy(update={"by": "api"}) for each in commands]


async def answered(run: Run, said: Said, request: Request, last_event_id: str | None = None) -> Reply | Response:
    """The reply, or its events if the caller accepts them; 409 with the strategy "reject" if another turn runs."""
    if said.multitask_strategy == "reject":
        await run.begun()
        if isinstance(run.error, TurnRefused):
            raise run.error
    if "text/event-stream" not in request.headers.get("accept", ""):
        return await run.outcome_for(request.is_disconnected)
    return _response(run.events(_after(last_event_id)))


def _after(last_event_id: str | None) -> int:
    """The event number, 0 (all events) if it isn't valid."""
    return int(last_event_id) if last_event_id and last_event_id.isdecimal() and len(last_event_id) < 10 else 0


async def _once(events: Sequence[Sent]) -> AsyncIterator[Sequence[Sent]]:
    yield events


def _response(events: AsyncIterator[Sequence[Sent]]) -> Response:
    async def lines() -> AsyncIterator[bytes]:
        async for come in events:  # one chunk for the events of a moment: each chunk passes all middleware
            yield b"".join(ServerSentEvent(data=sent.data, id=str(sent.id)).encode() for sent in come)

    return EventSourceResponse(lines(), sep="\n")
