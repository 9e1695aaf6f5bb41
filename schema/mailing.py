"""The letters of a plan, one a seller: what the buyer said to them, and what became of each."""

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
"""Sellers of a plan that are written to."""
MOST_QUOTES = 500
LONGEST_LETTER = 8000
MOST_PIECES = 10**9
Status = Literal["prepared", "approved", "released", "sent", "failed", "declined"]
"""Waits for the buyer's word; he said yes, and sends it himself where no outbox is set; he said yes, and the outbox gets it next; it was taken;
it was not, and may be handed over again; he said no."""
AnswerKind = Literal["yes", "no", "changed", "resend", "confirm", "discard", "remind", "counter"]
Pieces = Annotated[int, Field(ge=1, le=MOST_PIECES), BeforeValidator(no_truth)]
Number = Annotated[int, Field(ge=1)]


class LetterLine(Noun):
    """A line of the list, as a seller is asked for it: `goods` are the buyer's words, `listed` is the record's price of one at `quantity`, `target`
    what the buyer would pay, `conditions` what it must be, and `questions` what of it no record answers."""

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
    """`id` is its idempotency key: whatever comes out of the outbox under it a second time is the same letter. `questions` are of all its lines.
    `own_words`: the buyer wrote the text himself. `error` says why it `failed`, `place` where it lies in the outbox."""

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
    """Another quantity or target price of a line, or `drop`: the letter doesn't ask for it."""

    line: int
    quantity: Pieces | None = None
    target: Price | None = None
    drop: bool = False


class LetterEdit(Noun):
    """Of one letter: the buyer's own `text`, or `lines` by which it is written anew."""

    letter: Number
    text: Annotated[str, Field(max_length=LONGEST_LETTER)] | None = None
    lines: Annotated[tuple[LineEdit, ...], Field(max_length=MOST_LINES)] = ()


class Answer(Noun):
    """What the buyer says to letters: "yes", "no", "changed" by `edits` and shown again, or "resend" what failed; to quotes: "confirm" or "discard"
    them by their ids in `quotes`, "remind" sellers of what they didn't say, or "counter" with a target in `edits` or the letter's own, which write
    letters that wait for a yes in their turn. `version` is that of the letters that he saw; `letters` are their numbers; left out:
    all that it fits. An empty list is an error: who names none may mean none."""

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
    """An entry of the log: who said what to which version of which letters, when and by which way in. `texts` are SHA-256 of the texts by letter."""

    at: datetime
    who: Annotated[str, Field(max_length=LONGEST_NAME)]
    via: str
    answer: str
    version: int
    letters: tuple[int, ...]
    quotes: tuple[str, ...] = ()
    texts: dict[str, str] = {}


class Posted(Noun):
    """Letters of a conversation's list: their `id`, and the `version` that was last shown in it."""

    id: str
    version: Number


class Changed(Noun):
    """A product of the letters in another quantity; None: it is no longer asked for."""

    product_id: str
    quantity: Pieces | None = None


class Mail(Noun):
    """What a turn does with letters: "draft" them for a plan, show them ("waits"), or give the buyer's answer to that `version`."""

    act: Literal["draft", "waits", "yes", "no", "changed"]
    id: str = ""
    version: int = 0
    plan: PlanKind = "cheapest"
    changes: tuple[Changed, ...] = ()


class Mailing(Noun):
    """All letters of a plan. `version` counts what was changed; `log` has every answer. `outbox`: where approved letters go, "off" where nowhere: the
    buyer sends them himself. `comparison` is of the quotes that are confirmed. `notes` say what of the plan stands in no letter."""

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
