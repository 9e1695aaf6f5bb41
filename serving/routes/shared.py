"""`/v1/threads/{id}/share` makes a link to a conversation as it stands; `/v1/shared/{token}` is what the link opens, for anybody, to be read only."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from ...schema.reply import Reply, Understood, Usage
from ..door.shares import Shares
from ..place import Here, missing
from ..refusal import Refusal
from .threads import Message, said

MOST_DAYS, DAYS = 30, 7
router = APIRouter(tags=["conversations"])


class Sharing(BaseModel):
    days: Annotated[int, Field(ge=1, le=MOST_DAYS, description="How long the link is good")] = DAYS


class Shared(BaseModel):
    """`path` is the link, on this server."""

    token: str
    path: str
    expires_at: datetime


class SharedConversation(BaseModel):
    """A conversation as it was when it was shared, without the ids by which it goes on."""

    title: str
    started_at: datetime
    expires_at: datetime
    messages: list[Message]
    replies: list[Reply]


@router.post("/v1/threads/{thread_id}/share", status_code=201)
async def share_thread(here: Here, request: Request, thread_id: str, sharing: Sharing | None = None) -> Shared:
    """Whoever has the link reads what was said so far, and nothing that is said later. Deleting the conversation ends it."""
    known = await here.owned(thread_id)
    if not known.turns:
        raise missing()
    days = (sharing or Sharing()).days
    token, share = _shares(request).give(here.tenant.name, thread_id, known.started_at, known.turns, days)
    return Shared(token=token, path=f"/?shared={token}", expires_at=share.until)


@router.get("/v1/shared/{token}", responses={404: {"description": "No such link"}, 410: {"description": "The link has run out"}})
async def read_shared(request: Request, token: str) -> SharedConversation:
    share = _shares(request).read(token)
    tenant = request.app.state.tenants.get(share.tenant) if share else None
    if share is None or tenant is None:
        raise _unknown()
    if share.over:
        raise Refusal(410, "share_expired", "This link has run out; ask who gave it for a new one.")
    threads = tenant.assistant.threads
    known = await asyncio.to_thread(threads.find, share.thread)
    if known is None or known.started_at != share.began:
        raise _unknown()
    turns = (await asyncio.to_thread(threads.get, share.thread))[: share.turns]
    return SharedConversation(
        title=known.title,
        started_at=known.started_at,
        expires_at=share.until,
        messages=[message.model_copy(update={"turn_id": None}) for turn in turns for message in said(turn)],
        replies=[_plain(turn.reply) for turn in turns],
    )


def _plain(reply: Reply) -> Reply:
    """Without what only its owner has a use for: the conversation's id, what is known of him, ways to go on."""
    need = reply.need.model_copy(update={"facts": ()})
    return reply.model_copy(update={"thread_id": "", "need": need, "suggestions": (), "understood": Understood(), "timings_ms": {}, "usage": Usage()})


def _shares(request: Request) -> Shares:
    shares: Shares = request.app.state.shares
    return shares


def _unknown() -> Refusal:
    return Refusal(404, "share_unknown", "There is no such link, or the conversation was deleted.")
