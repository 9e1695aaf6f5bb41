"""`/v1/sourcing/letters`: letters to the sellers of a plan, sent by the buyer's word alone."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, model_validator

from ...schema.command import LONGEST_NAME
from ...schema.mailing import MOST_LETTERS, Answer, LetterEdit, Mailing, Number
from ...schema.product import Money
from ...schema.sourcing_plan import PlanKind
from ...schema.sourcing_report import SourcingReport
from ...sourcing.words import answer_in
from ..place import Here
from ..text import Text
from .threads import BuyerId

router = APIRouter(prefix="/v1/sourcing/letters", tags=["sourcing"])


class DraftInput(BaseModel):
    """A `report` as `POST /v1/sourcing` gave it, and which of its plans; `targets` are what the buyer would pay for one, by line. `id`: the caller's
    name for the letters, by which they are drafted once."""

    report: SourcingReport
    plan: PlanKind = "cheapest"
    targets: dict[int, Money] = {}
    id: str | None = None
    buyer_id: BuyerId = None


class AnswerInput(BaseModel):
    """An answer, or the buyer's word for it (`text`: "同意", "yes", "不发"), to the `version` of the letters that he saw. `by`: who says it."""

    answer: Literal["yes", "no", "changed", "resend"] | None = None
    text: Annotated[Text, Field(max_length=100)] | None = None
    version: Number
    letters: Annotated[tuple[Number, ...], Field(max_length=MOST_LETTERS)] = ()
    edits: Annotated[tuple[LetterEdit, ...], Field(max_length=MOST_LETTERS)] = ()
    by: Annotated[Text, Field(max_length=LONGEST_NAME)] = ""
    buyer_id: BuyerId = None

    @model_validator(mode="after")
    def _one(self) -> "AnswerInput":
        if (self.answer is None) == (self.text is None):
            raise ValueError("send `answer` or `text`")
        return self


MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "No letters of this buyer"}, 409: {"description": "They were changed since"}}


@router.post("", status_code=201, responses={422: {"description": "No letter can be written"}})
async def draft(here: Here, asked: DraftInput) -> Mailing:
    """One letter to each seller of the plan. Nothing is sent."""
    here = here.asking_for(asked.buyer_id)
    targets: dict[int, Decimal] = dict(asked.targets)
    async with here.turn():
        return await here.assistant.letters.draft(asked.report, asked.plan, targets=targets, buyer=here.buyer, id=asked.id)


@router.get("/{id}", responses=MISSING)
async def get(here: Here, id: str) -> Mailing:
    """As they stand."""
    return await here.assistant.letters.get(id, here.buyer)


@router.post("/{id}", responses=MISSING)
async def answer(here: Here, id: str, said: AnswerInput) -> Mailing:
    """Yes, no, changed, or resend. What is approved goes to the outbox, where one is set; said twice it counts once."""
    here = here.asking_for(said.buyer_id)
    kind = said.answer or answer_in(said.text or "")
    given = Answer(answer=kind, version=said.version, letters=said.letters, edits=said.edits)
    async with here.turn():
        return await here.assistant.letters.answer(id, given, buyer=here.buyer, who=said.by or here.buyer or "", via="http")


@router.delete("/{id}", status_code=204, responses=MISSING)
async def delete(here: Here, id: str) -> Response:
    """Forgets them; what lies in the outbox stays there."""
    await here.assistant.letters.delete(id, here.buyer)
    return Response(status_code=204)
