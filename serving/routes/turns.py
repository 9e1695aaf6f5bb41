"""Turns of `/v1/threads/{id}`: a message or a changed condition, and the reply whole or event by event; coming back to it; stopping it; rating it."""

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
    """A message, or `commands` in its place (those of a suggestion, whose words then stand in `text`; `GET /v1/commands` has their schema).
    `turn_id` is the caller's name for the turn: sent again, it gives the same reply and no second turn. `multitask_strategy`: what to do
    where a turn of the conversation runs already: wait in line, be refused (409), or end it. `product_id`: the conversation opens on that product,
    with or without a message; what is asked from then on means it, and another one is a new topic."""

    text: Message = ""
    product_id: ProductId = None
    commands: Annotated[list[AnyCommand], Field(max_length=MOST)] = []
    turn_id: TurnId = None
    multitask_strategy: Strategy = "enqueue"
    buyer_id: BuyerId = None


class Changed(BaseModel):
    """`remove` names conditions that hold no more; in `change` each has another `value`, or asks for it otherwise (`op`, `every`), or is `hard` or a
    wish from now on. `quantity`: so many are wanted; null: it doesn't matter any more how many."""

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
            raise ValueError(f'"change" says nothing new of {idle[:40]!r}; give it a "value", "op", "every" or "hard"')
        named = [edit.id for edit in self.edits]
        if twice := next((id for id in named if named.count(id) > 1), None):
            raise ValueError(f"{twice[:40]!r} is named twice; say of each condition once what becomes of it")
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
    """The turn goes on to its end when its caller leaves; asked again by its `turn_id`, or at `/turns/{turn_id}/events`, it is told from where
    it is."""
    here = here.asking_for(said.buyer_id)
    await here.find(thread_id)
    if not said.text.strip() and not said.commands and said.product_id is None:
        raise InputError("The message is empty; write what you are looking for.", "message_empty")
    return await answered(begun(here, thread_id, said, proposed_by(said.commands)), said, request, last_event_id)


@router.patch("/need", response_model=Reply, responses=STREAMED)
async def change_need(here: Here, request: Request, thread_id: str, changed: Changed, last_event_id: LastEventId = None) -> Reply | Response:
    """A turn without words: conditions are taken back or changed by their ids (`need.conditions`), or how many are wanted, and the products listed
    anew."""
    here = here.asking_for(changed.buyer_id)
    await here.owned(thread_id)
    said = Said.model_construct(text="", turn_id=changed.turn_id, multitask_strategy=changed.multitask_strategy, buyer_id=None)
    run = begun(here, thread_id, said, commands_of(changed.edits))
    return await answered(run, said, request, last_event_id)


@router.post("/feedback", status_code=201)
async def rate_turn(here: Here, thread_id: str, rated: Rated) -> Rating:
    """Thumbs up (1) or down (-1) on a reply; rated again, the last counts."""
    here = here.asking_for(rated.buyer_id)
    await here.owned(thread_id)
    return await asyncio.to_thread(here.assistant.feedback.add, thread_id, rated.turn, rated.score, rated.comment, here.buyer)


@router.get("/turns/{turn_id}/events", responses=STREAMED, response_class=Response)
async def turn_events(here: Here, thread_id: str, turn_id: str, last_event_id: LastEventId = None) -> Response:
    """A turn's events behind `Last-Event-ID`, as they come; of one that ended long ago all of them, made from the stored reply."""
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
    """Ends the turn that runs, before its next node or sentence, in whichever worker it is; those that wait behind it go on."""
    mine = [run for run in here.runs.running(thread_id) if run.buyer == here.buyer]
    if mine:
        await mine[0].stop()
        return Stopped(stopped=mine[0].stopped)
    await here.owned(thread_id)
    return Stopped(stopped=await _ended_elsewhere(here, thread_id))


async def _ended_elsewhere(here: Place, thread: str) -> bool:
    """Takes the place of a turn that another worker has, for a moment; whether there was one."""
    locks, key = here.assistant.threads.locks, await here.assistant.threads.akey(thread)
    try:
        async with locks.turn(key, "reject"):
            return False
    except TurnRefused:
        async with locks.turn(key, "interrupt"):
            return True


def begun(here: Place, thread: str, said: Said, commands: Sequence[AnyCommand] = ()) -> Run:
    """The turn, from now on or already."""
    turn_id = checked(said.turn_id or f"turn-{uuid4().hex}", "turn id")
    asked = Asked(here.buyer, checked(thread, "thread id"), turn_id, said.text)

    def begin() -> Run:
        events = here.stream(said.text, thread, turn_id=turn_id, strategy=said.multitask_strategy, commands=commands, product_id=said.product_id)
        return Run(asked, events, partial(here.assistant.threads.replied, thread, turn_id))

    return here.runs.start(asked, begin)


def proposed_by(commands: Sequence[AnyCommand]) -> list[AnyCommand]:
    """Nobody outside speaks for a reader or a model: what comes from there is a tap's or a program's."""
    return [each if each.by in ("tap", "api") else each.model_copy(update={"by": "api"}) for each in commands]


async def answered(run: Run, said: Said, request: Request, last_event_id: str | None = None) -> Reply | Response:
    """Whole or event by event, as the caller accepts it; 409 where another turn runs and he would not wait."""
    if said.multitask_strategy == "reject":
        await run.begun()
        if isinstance(run.error, TurnRefused):
            raise run.error
    if "text/event-stream" not in request.headers.get("accept", ""):
        return await run.outcome_for(request.is_disconnected)
    return _response(run.events(_after(last_event_id)))


def _after(last_event_id: str | None) -> int:
    """Of an id that is none of ours everything is told."""
    return int(last_event_id) if last_event_id and last_event_id.isdecimal() and len(last_event_id) < 10 else 0


async def _once(events: Sequence[Sent]) -> AsyncIterator[Sequence[Sent]]:
    yield events


def _response(events: AsyncIterator[Sequence[Sent]]) -> Response:
    async def lines() -> AsyncIterator[bytes]:
        async for come in events:  # those of a moment in one piece: each piece goes through the server's layers by itself
            yield b"".join(ServerSentEvent(data=sent.data, id=str(sent.id)).encode() for sent in come)

    return EventSourceResponse(lines(), sep="\n")
