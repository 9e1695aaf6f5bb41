"""The reply: what a turn gives the buyer, and the shape in which programs read it."""

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
    """Money as a decimal string."""

    min_qty: int
    unit_price: str


class Card(Noun):
    """A product offered. `price` is the unit price at the quantity asked, else at the first tier, None where none is stated;
    `supplier_kind` is factory, trader or brand; `category` is the last part of the product's own path, as the catalogue spells it; `titled`
    are those of brand and category that its title states and its record doesn't; `near`: it isn't what was asked for, but among what is
    nearest to it."""

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
    """What a search found; a notebook shows it as a table."""

    def __init__(self, cards: Iterable[Card] = (), language: str = "en") -> None:
        super().__init__(cards)
        self.language = language

    def _repr_html_(self) -> str:
        from ..shown.html import html

        return html("cards", self)


class Relaxation(Noun):
    """Without the conditions in `remove`, and with `instead` (looser bounds of the same ids), `count` products meet what stands.

    `say` are the words that, sent as a message, bring it about; "" where no words of ours do.
    """

    remove: tuple[str, ...]
    instead: tuple[Condition, ...] = ()
    text: str
    count: int
    say: str = ""


class ComparisonRow(Noun):
    """One property of each product, in the table's order; `winner` is a column index, None where the difference means nothing."""

    field: str
    label: str
    values: tuple[str, ...]
    winner: int | None = None


class Criterion(Noun):
    """One thing by which products are recommended. `must`: it excludes, and has no `weight`; the others rank, each with its share of what ranks:
    a `wish` that the buyer set, what is `inferred` from his words, what a `guide` (`ref`) says of his case. `model`: by words of his that no record
    settles, a model put the first few in order afterwards, and has no `weight` either. `conditions` are names as in cards."""

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
    """Number `n` in the text stands on `quote`, verbatim from `ref`; `source`, its kind, `published` and `url` as far as an outside source tells."""

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
    """A next question that Daogou can answer, with the commands that a tap on it sends."""

    text: str
    kind: Literal["narrow", "widen", "decide"]
    commands: tuple[AnyCommand, ...] = ()


class Understood(Noun):
    """What the message was taken to say, as commands, and the words of it that nothing came of. `left_out` says why not all of it was read: it was
    "cut", it "repeated" something without end, or said too "many" things."""

    commands: tuple[AnyCommand, ...] = ()
    unused: tuple[str, ...] = ()
    left_out: tuple[Literal["cut", "repeated", "many"], ...] = ()


class ReplyPlan(Noun):
    """A plan of what is to be bought, in sum: what its products come to (money as a decimal string), from how many sellers, and what is left of the
    budget or is over it. `same_as`: it takes the goods of that earlier plan."""

    kind: PlanKind
    total: str
    currency: str
    sellers: int
    product_ids: tuple[str, ...]
    left: str | None = None
    missed_by: str | None = None
    same_as: PlanKind | None = None


class ReplyLetters(Noun):
    """Letters to the sellers of a plan, as they stand at this turn; what is answered to them names their `id` and `version`."""

    id: str
    version: int
    outbox: Literal["off", "file", "webhook"]
    letters: tuple[SellerLetter, ...]


class Usage(Noun):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Reply(Shown):
    """One turn's reply (version 1).

    `lacking` is what was asked for by name and no record has; the cards are then what is nearest to it.
    `criteria` are those that the cards were chosen by, the weightiest first, where several count. `also` are the intents of the message's further
    requests, which `text` answers too; `inquiries` those that this turn prepared, changed or speaks of; `purchase` is
    what is to be bought, each with its number and what is taken of it, where the reply is a list of that, with its `plans`; `letters` those to
    sellers of it that the turn wrote, or that the buyer answered. `private` are the lines of `text` that
    tell what is known of the buyer from other conversations and of his orders: who shares the conversation doesn't share those.
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
