"""`/v1/threads/{id}/share` creates a link to a snapshot of a conversation; `/v1/shared/{token}` shows it to anybody, read-only."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from ...memory.transcripts import Turn
from ...schema.reply import Reply
from ..door.share_links import ShareLinks
from ..place import Here, caller_of, missing
from ..public_reply import public_reply
from ..refusal import Refusal
from .threads import Message, said

MOST_DAYS, DAYS = 30, 7
router = APIRouter(tags=["conversations"])


class Sharing(BaseModel):
    days: Annotated[int, Field(ge=1, le=MOST_DAYS, description="How long the link is good")] = DAYS


class Shared(BaseModel):
    """`path`: the link on this server."""

    token: str
    path: str
    expires_at: datetime


class SharedConversation(BaseModel):
    """A conversation as of the time it was shared, without ids to continue it."""

    title: str
    started_at: datetime
    expires_at: datetime
    messages: list[Message]
    replies: list[Reply]


@router.post("/v1/threads/{thread_id}/share", status_code=201)
async def share_thread(here: Here, request: Request, thread_id: str, sharing: Sharing | None = None) -> Shared:
    """Share the conversation so far, without later turns. Deleting the conversation ends the link."""
    known = await here.owned(thread_id)
    if not known.turns:
        raise missing()
    days = (sharing or Sharing()).days
    token, share = _shares(request).give(here.tenant.name, thread_id, known.started_at, known.turns, days)
    return Shared(token=token, path=f"/?shared={token}", expires_at=share.until)


@router.get("/v1/shared/{token}", responses={404: {"description": "No such link"}, 410: {"description": "The link has run out"}})
async def read_shared(request: Request, token: str) -> SharedConversation:
    """The shared conversation, on the tenant where it was shared."""
    share = _shares(request).read(token)
    tenant = request.app.state.tenants.get(share.tenant) if share else None
    if share is None or tenant is None or share.tenant != caller_of(request).tenant:
        raise _unknown()
    if share.over:
        raise Refusal(410, "share_expired", "This link has run out; ask who gave it for a new one.")
    threads = tenant.assistant.threads
    known = await asyncio.to_thread(threads.find, share.thread)
    if known is None or known.started_at != share.began:
        raise _unknown()
    turns = [_shown(turn) for turn in (await asyncio.to_thread(threads.get, share.thread))[: share.turns]]
    return SharedConversation(
        title=known.title,
        started_at=known.started_at,
        expires_at=share.until,
        messages=[message for turn in turns for message in said(turn)],
        replies=[turn.reply for turn in turns],
    )


def _shown(turn: Turn) -> Turn:
    """The turn without the owner's private parts."""
    return turn.model_copy(update={"turn_id": None, "reply": public_reply(turn.reply)})


def _shares(request: Request) -> ShareLinks:
    shares: ShareLinks = request.app.state.shares
    return shares


def _unknown() -> Refusal:
    return Refusal(404, "share_unknown", "There is no such link, or the conversation was deleted.")
