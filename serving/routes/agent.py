"""`/v1/sourcing/agent`: an agent plans a purchase list and drafts its letters; it sends them only with the buyer's approval."""

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel

from ...graphs.agent import Work
from ..place import Here
from ..text import Message
from .letters import AnswerInput
from .threads import BuyerId

router = APIRouter(prefix="/v1/sourcing/agent", tags=["sourcing"])


class WorkInput(BaseModel):
    """A request in words ("50 sleeping bags and 100 bottles, and draft letters to the sellers"). `id`: idempotency key chosen by the caller."""

    text: Message
    id: str | None = None
    buyer_id: BuyerId = None


MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "No work of this buyer"}}


@router.post("", status_code=201, responses={422: {"description": "The id is of another request, or langchain isn't installed"}})
async def begin(here: Here, asked: WorkInput) -> Work:
    """Work on a request until it is done, or waits for the buyer's answer to the letters."""
    here = here.asking_for(asked.buyer_id)
    async with here.turn():
        return await here.assistant.agent.begin(asked.text, buyer=here.buyer, id=asked.id)


@router.get("/{id}", responses=MISSING)
async def get(here: Here, id: str) -> Work:
    """The work in its current state."""
    return await here.assistant.agent.get(id, buyer=here.buyer)


@router.post("/{id}", responses=MISSING)
async def answer(here: Here, id: str, said: AnswerInput) -> Work:
    """Answer the letters that it waits with: yes, no or changed. Idempotent."""
    here = here.asking_for(said.buyer_id)
    async with here.turn():
        return await here.assistant.agent.answer(id, said.given(), buyer=here.buyer, who=said.by or here.buyer or "")


@router.delete("/{id}", status_code=204, responses=MISSING)
async def delete(here: Here, id: str) -> Response:
    """Delete the work and its letters; those in the outbox stay there."""
    await here.assistant.agent.delete(id, buyer=here.buyer)
    return Response(status_code=204)
