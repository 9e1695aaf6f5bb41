"""The reply of a turn, for the buyer and for programs."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from .base import Noun, Shown
from .command import AnyCommand
from .condition import Condition
from .evidence import EvidenceKind
from .inquiry import Inquiry
from .mailing import SellerLetter
from .need import Need
from .product import TitledField
from .purchase import Purchase
from .reading import Intent, Language
from .sourcing_plan import PlanKind


class CardTier(Noun):
    """`unit_price`: a decimal string."""

    min_qty: int
    unit_price: str


class Card(Noun):
    """A product offered. `price`: unit price at the quantity wanted, else of the first tier; None: not stated. `supplier_kind`: factory, trader or
    brand. `category`: last part of the product's path as the catalogue spells it. `titled`: values taken from the title rather than the record.
    `near`: not what was asked for, only close to it."""

    product_id: str
    title: str
    category: str | None = None
    price: str | None
    currency: str
    price_tiers: tuple[CardTier, ...] = ()
    moq: int | None = None
    brand: str | None = None
    supplier_id: str | None = None
    supplier: str | None = None
    supplier_kind: str | None = None
    supplier_verified: bool | None = None
    rating: float | None = None
    review_count: int | None = None
    sold_90d: int | None = None
    image: str | None = None
    url: str | None = None
    met: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    titled: tuple[TitledField, ...] = ()
    near: bool = False


class Cards(list[Card]):
    """Search results; a notebook renders them as a table."""

    def __init__(self, cards: Iterable[Card] = (), language: str = "en") -> None:
        super().__init__(cards)
        self.language = language

    def _repr_html_(self) -> str:
        from ..shown.html import html

        return html("cards", self)


class Relaxation(Noun):
    """A looser search: without the conditions `remove`, and with those in `instead` (same ids, looser bounds), `count` products match.

    `say`: message that triggers it, "" if none does.
    """

    remove: tuple[str, ...]
    instead: tuple[Condition, ...] = ()
    text: str
    count: int
    say: str = ""


class ComparisonRow(Noun):
    """One property of the compared products, in the table's order. `winner`: column index, None if the difference doesn't matter."""

    field: str
    label: str
    values: tuple[str, ...]
    winner: int | None = None


class Criterion(Noun):
    """A reason for the recommendation. "must": excludes, without `weight`. Ranking ones have their share as `weight`: a "wish" of the buyer,
    "inferred" from the buyer's words, or a "guide" (`ref`) on the buyer's case. "model": a model ordered the first few by words that no record
    settles, without `weight`. `conditions`: names as in cards."""

    kind: Literal["must", "wish", "inferred", "guide", "model"]
    conditions: tuple[str, ...]
    text: str
    weight: float | None = None
    why: str
    ref: str | None = None


class Comparison(Shown):
    product_ids: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    verdict: str = ""


class Citation(Noun):
    """Citation `n` of the text: a verbatim `quote` of `ref`; `source` and the rest as far as an outside source states them."""

    n: int
    kind: EvidenceKind
    ref: str
    title: str
    quote: str
    retrieved_at: str | None = None
    source: str | None = None
    source_kind: str | None = None
    published: str | None = None
    url: str | None = None


class Suggestion(Noun):
    """A follow-up question that Daogou can answer, with the commands that a tap sends."""

    text: str
    kind: Literal["narrow", "widen", "decide"]
    commands: tuple[AnyCommand, ...] = ()


class Understood(Noun):
    """The message as commands, and the words that were not used. `left_out`: why parts were not read: "cut" for length, "repeated" text, too "many"
    statements."""

    commands: tuple[AnyCommand, ...] = ()
    unused: tuple[str, ...] = ()
    left_out: tuple[Literal["cut", "repeated", "many"], ...] = ()


class ReplyPlan(Noun):
    """Summary of a purchase plan: total (decimal string), number of sellers, and the amount `left` of the budget or over it (`missed_by`). `same_as`:
    an earlier plan with the same products."""

    kind: PlanKind
    total: str
    currency: str
    sellers: int
    product_ids: tuple[str, ...]
    left: str | None = None
    missed_by: str | None = None
    same_as: PlanKind | None = None


class ReplyLetters(Noun):
    """Letters to a plan's sellers as of this turn; answers refer to their `id` and `version`."""

    id: str
    version: int
    outbox: Literal["off", "file", "webhook"]
    letters: tuple[SellerLetter, ...]


class Usage(Noun):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Reply(Shown):
    """One turn's reply (version 1).

    `lacking`: goods asked for by name that no record has; the cards are then the nearest products. `criteria`: reasons for the cards, heaviest first.
    `also`: intents of the message's further requests, answered in `text` too. `inquiries`: those this turn drafted, changed or mentions. `purchase`:
    the goods to be bought, with their `plans`; `letters`: those to sellers that the turn wrote or the buyer answered. `private`: lines of `text`
    about the buyer's profile and orders, hidden when the conversation is shared.
    """

    version: Literal[1] = 1
    thread_id: str
    turn: int
    language: Language
    intent: Intent
    also: tuple[Intent, ...] = ()
    need: Need
    text: str
    cards: tuple[Card, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    comparison: Comparison | None = None
    inquiries: tuple[Inquiry, ...] = ()
    purchase: Purchase | None = None
    plans: tuple[ReplyPlan, ...] = ()
    letters: ReplyLetters | None = None
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    question: str | None = None
    understood: Understood = Understood()
    lacking: str = ""
    private: tuple[str, ...] = ()
    degraded: tuple[str, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)
    usage: Usage = Usage()
