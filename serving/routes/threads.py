"""`/v1/threads`: a buyer's conversations."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import uuid4

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field, field_validator

from ...memory.names import LONGEST
from ...memory.transcript import LONGEST_TITLE, titled
from ...memory.transcripts import Thread, Turn
from ...schema.errors import OutsideError
from ...schema.need import Need
from ...schema.reference import Shown
from ...schema.reply import Reply
from ..place import Here, Place, missing
from ..text import Text

router = APIRouter(prefix="/v1/threads", tags=["conversations"])
MOST = 500
T = TypeVar("T")
BuyerId = Annotated[str | None, Field(min_length=1, max_length=LONGEST)]


class Opened(BaseModel):
    title: Annotated[Text, Field(max_length=LONGEST_TITLE)] = ""
    buyer_id: BuyerId = None


class Renamed(BaseModel):
    title: Annotated[Text, Field(min_length=1, max_length=LONGEST_TITLE)]

    @field_validator("title")
    @classmethod
    def _shown(cls, title: str) -> str:
        if not titled(title):
            raise ValueError("the title has no printable characters")
        return titled(title)


class ThreadId(BaseModel):
    thread_id: str


class Threads(BaseModel):
    """`degraded` contains `memory` while Redis is down (only this worker's threads are listed), or if it lost threads that aren't restored."""

    threads: list[Thread]
    degraded: list[str] = []


class Message(BaseModel):
    role: Literal["user", "assistant"]
    content: str
    turn: int
    turn_id: str | None
    at: datetime


class Running(BaseModel):
    """A turn that this worker is answering."""

    turn_id: str
    text: str


class Conversation(BaseModel):
    """Everything a page needs to show a conversation. `messages`, `replies`: the last `limit` turns, oldest first. `degraded` contains `memory` while
    Redis is down (only this worker's turns are included), or if it lost a part that isn't restored."""

    thread_id: str
    title: str
    turns: int
    started_at: datetime
    updated_at: datetime
    messages: list[Message]
    need: Need | None
    shown: list[Shown]
    replies: list[Reply]
    running: Running | None
    degraded: list[str] = []


@router.post("", status_code=201)
async def open_thread(here: Here, opened: Opened | None = None) -> ThreadId:
    """Open a new conversation for this buyer; it is listed after its first turn."""
    here, thread = here.asking_for(opened.buyer_id if opened else None), f"t-{uuid4().hex}"
    await asyncio.to_thread(here.assistant.threads.open, thread, here.buyer, opened.title if opened else "")
    return ThreadId(thread_id=thread)


@router.get("")
async def list_threads(here: Here, q: Annotated[str, Query(max_length=200)] = "", limit: Annotated[int, Query(ge=1, le=MOST)] = 50) -> Threads:
    """The latest first; with `q`, those whose title contains all of its words."""
    words = q.casefold().split()
    found, degraded = await _looked_up(lambda: _every(here, bool(words), limit), lambda: here.assistant.threads.held_threads(here.buyer))
    mine = _mine(here, found, words)[:limit]
    return Threads(threads=mine, degraded=degraded or _lacking(here.assistant.threads.behind(here.buyer), mine))


@router.get("/{thread_id}")
async def get_thread(here: Here, thread_id: str, limit: Annotated[int, Query(ge=1, le=MOST)] = 50) -> Conversation:
    known = await here.owned(thread_id)
    threads = here.assistant.threads
    found, degraded = await _looked_up(lambda: threads.get(thread_id), lambda: threads.held_turns(thread_id))
    turns = found[-limit:]
    state = await here.assistant.state(thread_id)
    lost = not state and len(found) > 0
    running = next((run for run in here.runs.running(thread_id) if run.buyer == here.buyer), None)
    return Conversation(
        **known.model_dump(include={"thread_id", "title", "turns", "started_at", "updated_at"}),
        messages=[message for turn in turns for message in said(turn)],
        need=state.get("need"),
        shown=state.get("shown", []),
        replies=[turn.reply for turn in turns],
        running=Running(turn_id=running.turn_id, text=running.text) if running else None,
        degraded=degraded or _lacking(lost or threads.behind(here.buyer, thread_id), [known]),
    )


@router.patch("/{thread_id}")
async def rename_thread(here: Here, thread_id: str, renamed: Renamed) -> Thread:
    await here.owned(thread_id)
    if not await asyncio.to_thread(here.assistant.threads.rename, thread_id, renamed.title):
        raise missing()
    return await here.owned(thread_id)


@router.delete("/{thread_id}", status_code=204)
async def delete_thread(here: Here, thread_id: str) -> Response:
    """Delete the conversation; a running turn is stopped."""
    await here.owned(thread_id)
    await asyncio.gather(*(run.stop() for run in here.runs.running(thread_id)))
    await asyncio.to_thread(here.assistant.threads.delete, thread_id, here.buyer)
    here.runs.forget(thread_id)
    return Response(status_code=204)


async def _looked_up(ask: Callable[[], Sequence[T]], held: Callable[[], Sequence[T]]) -> tuple[Sequence[T], list[str]]:
    """Return the result of `ask`, or of `held` while Redis is down, and what was missing."""
    try:
        return await asyncio.to_thread(ask), []
    except OutsideError:
        return await asyncio.to_thread(held), ["memory"]


def _lacking(behind: bool, threads: Iterable[Thread]) -> list[str]:
    return ["memory"] if behind or any(thread.unrecorded for thread in threads) else []


def _every(here: Place, searched: bool, limit: int) -> Sequence[Thread]:
    return here.assistant.threads.list(here.buyer, 100_000 if searched or here.buyer is None else limit)


def _mine(here: Place, threads: Iterable[Thread], words: Sequence[str]) -> list[Thread]:
    return [each for each in threads if each.buyer == here.buyer and all(word in each.title.casefold() for word in words)]


def said(turn: Turn) -> list[Message]:
    common: dict[str, Any] = {"turn": turn.turn, "turn_id": turn.turn_id, "at": turn.at}
    return [Message(role="user", content=turn.text, **common), Message(role="assistant", content=turn.reply.text, **common)]
