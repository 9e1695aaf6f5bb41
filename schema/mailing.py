"""Letters to the sellers of a plan, the buyer's answers to them, and their delivery."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from .base import Noun, no_truth
from .command import LONGEST_NAME
from .product import Money, Price
from .reading import Language
from .seller_quote import QuoteComparison, SellerQuote
from .sourcing_plan import PlanKind
from .sourcing_task import MOST_LINES, Note

MOST_LETTERS = 200
"""Sellers of a plan that get a letter."""
MOST_QUOTES = 500
LONGEST_LETTER = 8000
MOST_PIECES = 10**9
Status = Literal["prepared", "approved", "released", "sent", "failed", "declined"]
"""prepared: awaits the buyer's answer; approved: by the buyer, who sends it without an outbox; released: approved, next for the outbox; sent:
accepted by the outbox; failed: not accepted, may be resent; declined: by the buyer."""
AnswerKind = Literal["yes", "no", "changed", "resend", "confirm", "discard", "remind", "counter"]
Pieces = Annotated[int, Field(ge=1, le=MOST_PIECES), BeforeValidator(no_truth)]
Number = Annotated[int, Field(ge=1)]


class LetterLine(Noun):
    """A list line as asked of one seller. `goods`: the buyer's words. `listed`: the record's unit price at `quantity`. `target`: the buyer's unit
    price. `conditions`: required values. `questions`: those of them that no record answers."""

    line: int
    goods: str
    product_id: str
    title: str
    quantity: Pieces
    listed: Money | None = None
    currency: str
    target: Money | None = None
    conditions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class SellerLetter(Noun):
    """`id`: idempotency key; a second delivery under it is the same letter. `questions`: those of all lines. `own_words`: the buyer wrote the text.
    `error`: why it `failed`. `place`: where it lies in the outbox."""

    id: str
    number: Number
    kind: Literal["inquiry", "reminder", "counter"] = "inquiry"
    supplier_id: str | None = None
    supplier: str | None = None
    lines: tuple[LetterLine, ...] = ()
    questions: tuple[str, ...] = ()
    text: str
    own_words: bool = False
    status: Status = "prepared"
    attempts: int = 0
    error: str = ""
    place: str = ""
    sent_at: datetime | None = None


class LineEdit(Noun):
    """Another quantity or target price of a line, or `drop` to remove the line from the letter."""

    line: int
    quantity: Pieces | None = None
    target: Price | None = None
    drop: bool = False


class LetterEdit(Noun):
    """Changes to one letter: the buyer's own `text`, or edited `lines` from which it is rewritten."""

    letter: Number
    text: Annotated[str, Field(max_length=LONGEST_LETTER)] | None = None
    lines: Annotated[tuple[LineEdit, ...], Field(max_length=MOST_LINES)] = ()


class Answer(Noun):
    """The buyer's answer to letters or quotes.

    Letters: "yes", "no", "changed" (apply `edits` and show again) or "resend" failed ones. Quotes: "confirm" or "discard" those in `quotes`, "remind"
    sellers of missing answers, or "counter" with a target price; the last two write letters that await approval. `version`: the version of the
    letters that the buyer saw. `letters`: their numbers; left out, all that the answer fits. An empty list is an error, since it may have meant none.
    """

    answer: AnswerKind
    version: Number
    quotes: Annotated[tuple[Annotated[str, Field(max_length=100)], ...], Field(max_length=MOST_QUOTES)] = ()
    letters: Annotated[tuple[Number, ...], Field(max_length=MOST_LETTERS)] = ()
    edits: Annotated[tuple[LetterEdit, ...], Field(max_length=MOST_LETTERS)] = ()

    @field_validator("letters")
    @classmethod
    def _some(cls, letters: tuple[int, ...]) -> tuple[int, ...]:
        if not letters:
            raise ValueError("an empty list names no letter; leave it out to mean all of them")
        return letters


class Said(Noun):
    """An entry of the log: who answered what to which version of which letters, when and by which route. `texts`: SHA-256 of the texts by letter."""

    at: datetime
    who: Annotated[str, Field(max_length=LONGEST_NAME)]
    via: str
    answer: str
    version: int
    letters: tuple[int, ...]
    quotes: tuple[str, ...] = ()
    texts: dict[str, str] = {}


class Posted(Noun):
    """The letters of a conversation's list: their `id`, and the `version` shown last."""

    id: str
    version: Number


class Changed(Noun):
    """Another quantity of a product in the letters; None: no longer asked for."""

    product_id: str
    quantity: Pieces | None = None


class Mail(Noun):
    """A turn's action on letters: "draft" for a plan, "waits" to show them, or the buyer's answer to that `version`. `questions`: field names, or
    "said." and the buyer's words, that each letter asks about."""

    act: Literal["draft", "waits", "yes", "no", "changed"]
    id: str = ""
    version: int = 0
    plan: PlanKind = "cheapest"
    changes: tuple[Changed, ...] = ()
    questions: tuple[str, ...] = ()


class Mailing(Noun):
    """All letters of a plan. `version` increases with every change; `log` has every answer. `outbox` "off": the buyer sends approved letters.
    `comparison`: of the confirmed quotes. `notes`: parts of the plan that no letter covers."""

    id: str
    version: int = 1
    buyer: str | None = None
    plan: PlanKind
    language: Language
    currency: str
    destination: str = ""
    deadline: str = ""
    letters: tuple[SellerLetter, ...]
    quotes: tuple[SellerQuote, ...] = ()
    comparison: QuoteComparison | None = None
    log: tuple[Said, ...] = ()
    notes: tuple[Note, ...] = ()
    outbox: Literal["off", "file", "webhook"] = "off"
    text: str = ""
    made_at: datetime
