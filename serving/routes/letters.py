"""`/v1/sourcing/letters`: letters to a plan's sellers, sent only with the buyer's approval."""

from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError, model_validator

from ...schema.command import LONGEST_NAME
from ...schema.mailing import MOST_LETTERS, MOST_QUOTES, Answer, AnswerKind, LetterEdit, Mailing, Number
from ...schema.product import Price
from ...schema.seller_quote import LONGEST_QUOTE
from ...schema.sourcing_plan import PlanKind
from ...schema.sourcing_report import SourcingReport
from ...sourcing.words import answer_in
from ..place import Here
from ..text import Text
from .sourcing import TABLES
from .threads import BuyerId

router = APIRouter(prefix="/v1/sourcing/letters", tags=["sourcing"])


class DraftInput(BaseModel):
    """A `report` from `POST /v1/sourcing` and one of its plans. `targets`: target unit prices by line. `compared`: also write to the other sellers
    compared. `id`: idempotency key chosen by the caller."""

    report: SourcingReport
    plan: PlanKind = "cheapest"
    targets: dict[int, Price] = {}
    compared: bool = False
    id: str | None = None
    buyer_id: BuyerId = None


class AnswerInput(BaseModel):
    """An answer, or the buyer's word for it (`text`: "同意", "yes", "不发"), to the `version` of the letters that the buyer saw.
    `by`: who gives it."""

    answer: AnswerKind | None = None
    text: Annotated[Text, Field(max_length=100)] | None = None
    version: Number
    letters: Annotated[tuple[Number, ...], Field(min_length=1, max_length=MOST_LETTERS)] | None = None
    quotes: Annotated[tuple[Annotated[Text, Field(max_length=100)], ...], Field(max_length=MOST_QUOTES)] = ()
    edits: Annotated[tuple[LetterEdit, ...], Field(max_length=MOST_LETTERS)] = ()
    by: Annotated[Text, Field(max_length=LONGEST_NAME)] = ""
    buyer_id: BuyerId = None

    @model_validator(mode="after")
    def _one(self) -> "AnswerInput":
        if (self.answer is None) == (self.text is None):
            raise ValueError("send `answer` or `text`")
        return self

    def given(self) -> Answer:
        """The answer. Raises InputError if the words are no plain one."""
        kind = self.answer or answer_in(self.text or "")
        some: dict[str, Any] = {} if self.letters is None else {"letters": self.letters}
        return Answer(answer=kind, version=self.version, quotes=self.quotes, edits=self.edits, **some)


class QuoteInput(BaseModel):
    """A seller's quote, and the number of the letter it answers if it names neither seller nor goods. `by`: who enters it."""

    text: Annotated[Text, Field(min_length=1, max_length=LONGEST_QUOTE)]
    letter: Number | None = None
    by: Annotated[Text, Field(max_length=LONGEST_NAME)] = ""
    buyer_id: BuyerId = None


QUOTED: dict[str, Any] = {
    "application/json": {"schema": QuoteInput.model_json_schema()},
    **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in TABLES},
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "No letters of this buyer"}, 409: {"description": "They were changed since"}}


@router.post("", status_code=201, responses={422: {"description": "No letter can be written"}})
async def draft(here: Here, asked: DraftInput) -> Mailing:
    """Draft one letter to each seller of the plan. Nothing is sent."""
    here = here.asking_for(asked.buyer_id)
    targets: dict[int, Decimal] = dict(asked.targets)
    async with here.turn():
        return await here.assistant.letters.draft(asked.report, asked.plan, targets=targets, compared=asked.compared, buyer=here.buyer, id=asked.id)


@router.get("/{id}", responses=MISSING)
async def get(here: Here, id: str) -> Mailing:
    """The letters in their current state."""
    return await here.assistant.letters.get(id, here.buyer)


@router.post("/{id}", responses=MISSING)
async def answer(here: Here, id: str, said: AnswerInput) -> Mailing:
    """Answer: yes, no, changed, or resend. Approved letters go to the outbox if one is set; idempotent."""
    here = here.asking_for(said.buyer_id)
    async with here.turn():
        return await here.assistant.letters.answer(id, said.given(), buyer=here.buyer, who=said.by or here.buyer or "", via="http")


@router.post("/{id}/quotes", responses=MISSING, openapi_extra={"requestBody": {"required": True, "content": QUOTED}})
async def quote(here: Here, request: Request, id: str, letter: Annotated[int | None, Query(ge=1)] = None) -> Mailing:
    """Read a seller's quote, from `text` or from a table as the body (CSV, XLSX). It counts once its id is confirmed."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    body = await request.body()
    if kind in TABLES:
        content: str | bytes = body
        who = ""
    else:
        try:
            said = QuoteInput.model_validate_json(body or b"{}")
        except ValidationError as error:
            raise RequestValidationError(error.errors(include_url=False, include_input=False)) from error
        here, content, letter, who = here.asking_for(said.buyer_id), said.text, said.letter or letter, said.by
    async with here.turn():
        return await here.assistant.letters.quote(
            id, content, name=TABLES.get(kind, ""), letter=letter, buyer=here.buyer, who=who or here.buyer or "", via="http"
        )


@router.delete("/{id}", status_code=204, responses=MISSING)
async def delete(here: Here, id: str) -> Response:
    """Delete the letters; those in the outbox stay there."""
    await here.assistant.letters.delete(id, here.buyer)
    return Response(status_code=204)
