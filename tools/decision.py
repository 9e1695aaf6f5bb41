"""What fusion decides, before anybody phrases it: records and choices, no sentences."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..schema.candidate import Candidate
from ..schema.condition import Condition
from ..schema.evidence import Evidence
from ..schema.fact import Fact
from ..schema.guide import Criterion
from ..schema.inquiry import Inquiry, Quote
from ..schema.need import Need
from ..schema.product import AttributeValue, Certification, Product, Scalar
from ..schema.reply import ComparisonRow, Relaxation
from ..schema.supplier import Supplier
from .market import MarketRule


@dataclass(frozen=True)
class Offer:
    """A product with its verdict by the buyer's conditions and its supplier. `price` is the unit price at the quantity asked."""

    product: Product
    candidate: Candidate
    supplier: Supplier | None
    price: Decimal

    @property
    def id(self) -> str:
        return self.product.id


@dataclass(frozen=True)
class Listing:
    """Products found.

    `facts` are those that the buyer told in this turn, `rules` what his markets ask of such goods. `marks` names for an offer's position what
    sets it apart: "cheapest", "best_rated", "best_selling", "lowest_moq", "repurchased".
    """

    offers: tuple[Offer, ...]
    total: int
    near_miss: bool = False
    nothing_near: bool = False
    marks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    relaxations: tuple[Relaxation, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: tuple[MarketRule, ...] = ()


@dataclass(frozen=True)
class AppliedCriterion:
    """A criterion with the offers it separates: `groups` are (value, positions), most common first; `unknown` those that state none."""

    attribute: str
    criteria: tuple[tuple[Criterion, Evidence], ...]
    groups: tuple[tuple[AttributeValue, tuple[int, ...]], ...]
    unknown: tuple[int, ...]


@dataclass(frozen=True)
class Advice:
    """ "If you care most about `aspect`, take offer `position`: the evidence is `value` against the others'."""

    aspect: str
    position: int
    value: str


@dataclass(frozen=True)
class Tradeoff:
    """Both ends of the front and the offer between them that gives up least; `between` None where there is none. One offer may be both ends."""

    cheapest: Offer
    best: Offer
    between: Offer | None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """By price."""
        every = {offer.id: offer for offer in (self.cheapest, self.between, self.best) if offer is not None}
        return tuple(sorted(every.values(), key=lambda offer: (float(offer.price), offer.id)))


@dataclass(frozen=True)
class Choice:
    """How to choose among the offers. `question` is (attribute, values): the answer that would narrow the choice most among
    the `total` products that meet the need. `tradeoff` where the buyer wants the cheapest and the best rated at once."""

    offers: tuple[Offer, ...]
    criteria: tuple[AppliedCriterion, ...]
    general: tuple[Evidence, ...]
    advice: tuple[Advice, ...]
    question: tuple[str, tuple[Scalar, ...]] | None
    total: int = 0
    tradeoff: Tradeoff | None = None
    wishes: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class BrandRow:
    """A brand's products that meet the need: `low`-`high` unit prices, `rating` weighted by review count, `best` the most reviewed of them.

    `third` of its peers' prices in which its median lies; `conflict` is what a guide calls the brand where that contradicts it.
    """

    brand: str
    count: int
    low: Decimal
    high: Decimal
    median: Decimal
    currency: str
    rating: float | None
    reviews: int
    certified: int
    best: Offer
    names: tuple[str, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    claims: tuple[Evidence, ...] = ()
    third: Literal["low", "mid", "high"] | None = None
    conflict: str | None = None
    peers_median: Decimal | None = None


@dataclass(frozen=True)
class Peers:
    """All products of the same kind: how many, their median price, their rating by how many reviews."""

    count: int
    median: Decimal
    rating: float | None
    reviews: int


@dataclass(frozen=True)
class Brands:
    """`more` are (brand, products) beyond the rows; `counted` products stand behind the counts. `named`: the rows are the brands asked about,
    set against their `peers`; `reviews` what buyers say of each row's best product."""

    rows: tuple[BrandRow, ...]
    unbranded: int
    industry: tuple[Evidence, ...]
    fits: dict[str, str] = field(default_factory=dict)
    more: tuple[tuple[str, int], ...] = ()
    counted: int = 0
    named: bool = False
    peers: Peers | None = None
    reviews: "tuple[Reviews, ...]" = ()


@dataclass(frozen=True)
class Quoted:
    """A verbatim part of a piece of evidence."""

    evidence: Evidence
    quote: str


@dataclass(frozen=True)
class Heard:
    """Reviews that name an aspect: `mentions` of them, of which `good` and `bad` take one side only, each with a quote."""

    aspect: str
    mentions: int = 0
    good: int = 0
    bad: int = 0
    praise: Quoted | None = None
    complaint: Quoted | None = None


@dataclass(frozen=True)
class Reviews:
    """What a product's reviews say. `read` are on file, which may be fewer than the record counts (`recorded`)."""

    product_id: str
    read: int
    recorded: int | None
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True)
class Standing:
    """An offer by the buyer's own words: names of the hard conditions that it breaks or that nobody knows, places of the wishes that it meets.

    `out_of_reach`: its MOQ is above the quantity asked.
    """

    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    wishes: tuple[int, ...] = ()
    out_of_reach: bool = False


@dataclass(frozen=True)
class Verdict:
    """The offer to take and what decided it; `position` None where nothing tells the `even` ones apart."""

    position: int | None
    ground: Literal["conditions", "wishes", "rows"] | None
    even: tuple[int, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Offers side by side. `wins` are the fields whose row each offer wins; `pointed` counts what the buyer named, which may be more.

    `kinds` names the categories where they differ: then nothing is won.
    """

    offers: tuple[Offer, ...]
    rows: tuple[ComparisonRow, ...] = ()
    reviews: tuple[Reviews, ...] = ()
    wins: tuple[tuple[str, ...], ...] = ()
    wishes: tuple[tuple[Condition, ...], ...] = ()
    standings: tuple[Standing, ...] = ()
    verdict: Verdict = Verdict(None, None)
    advice: tuple[Advice, ...] = ()
    pointed: int = 0
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Licence:
    """Any of `words` on a certificate lets goods of the kind into `market` by the rule `source`; what the product's record holds of them."""

    market: str
    words: tuple[str, ...]
    source: str
    valid: tuple[Certification, ...] = ()
    expired: tuple[Certification, ...] = ()


@dataclass(frozen=True)
class Risk:
    """A fact of a supplier's record to ask about: `kind` names the phrase, `value` is the record's."""

    kind: Literal["expired", "claims_factory", "unverified", "young", "low_rating", "slow"]
    value: str = ""
    until: str = ""


@dataclass(frozen=True)
class SupplierRow:
    """`kinds` are its products in the catalogue by category; `able` answers what was asked of its capabilities, by those that say yes."""

    supplier: Supplier
    offers: tuple[Offer, ...]
    valid: tuple[Certification, ...]
    expired: tuple[Certification, ...]
    products: int
    kinds: tuple[tuple[str, int], ...] = ()
    able: tuple[tuple[str, tuple[str, ...]], ...] = ()
    licences: tuple[Licence, ...] = ()
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True)
class Suppliers:
    """`nameless` are offers whose record names no supplier; `table` has a column a supplier where they are several."""

    rows: tuple[SupplierRow, ...]
    nameless: tuple[Offer, ...]
    table: tuple[ComparisonRow, ...] = ()


@dataclass(frozen=True)
class Detail:
    """What is asked of an offer: a field of its record, `review.ASPECT`, `capability.NAME`, or `said.WORDS` that no field has.

    `value` None where the catalogue states none; `answer` to a yes-or-no question, None where it is none or nobody knows (`closed`: it is one).
    `evidence` what reviews say of it, `described` what the description says; `heard` counts the reviews that speak of the aspect.
    """

    offer: Offer
    field: str
    value: AttributeValue | tuple[Certification, ...] | None = None
    closed: bool = False
    answer: bool | None = None
    evidence: tuple[Evidence, ...] = ()
    described: Quoted | None = None
    heard: Heard | None = None

    @property
    def open(self) -> bool:
        """Whether the supplier must be asked."""
        told = self.described is not None or (self.heard is not None and self.heard.mentions > 0)
        return not told and self.answer is None and (self.value is None or self.closed)


@dataclass(frozen=True)
class Details:
    """`reviews` are those of the offers, in their order; `general` where no field was named; `supposed` what the question asks to have confirmed."""

    details: tuple[Detail, ...]
    offers: tuple[Offer, ...]
    reviews: tuple[Reviews, ...] = ()
    general: bool = False
    supposed: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """What guides say of a `term`, best first."""

    term: str
    pieces: tuple[Evidence, ...]


@dataclass(frozen=True)
class Letter:
    """An inquiry with what it is about. `number` is its place among all of the conversation's, from 1; `translation` its text in the buyer's
    language where the supplier's is another."""

    inquiry: Inquiry
    supplier: Supplier | None
    offers: tuple[Offer, ...]
    number: int
    translation: str = ""


@dataclass(frozen=True)
class QuotedPrice:
    """A quote beside the catalogue's own price at the quantity wanted. `applies` is whether its minimum allows that quantity, None where
    the quantity is not known; `difference` from the `listed` price, None where the currencies differ."""

    letter: Letter
    quote: Quote
    offer: Offer | None
    quantity: int | None
    applies: bool | None
    listed: Decimal | None
    difference: Decimal | None
    total: Decimal | None


@dataclass(frozen=True)
class Inquiries:
    """What was done with inquiries: `letters` are those the reply speaks of, `kept` all of them after the turn.

    `act`: "drafted", "changed", "sent", "send" (asked whether we send), "noted" (quotes), "quotes" (compared), "list", "which" (the supplier
    isn't clear), "nothing" (there is none yet), "impossible" (there is no such one), "already" (sent before).
    """

    act: Literal["drafted", "changed", "sent", "send", "noted", "quotes", "list", "which", "nothing", "impossible", "already"]
    letters: tuple[Letter, ...] = ()
    kept: tuple[Inquiry, ...] = ()
    quoted: tuple[QuotedPrice, ...] = ()
    rows: tuple[ComparisonRow, ...] = ()


@dataclass(frozen=True)
class Conditions:
    """What stands in the ledger, each with the turn that it is from; `of`: only those asked about. Relaxed ones are told as such."""

    conditions: tuple[Condition, ...]
    facts: tuple[Fact, ...]
    of: bool = False


@dataclass(frozen=True)
class Words:
    """A reply with no products: small talk, out of scope, or a question back. `old` or `new`, which counts? (`within`: both were said now.)"""

    kind: Literal["chitchat", "out_of_scope", "ambiguous", "impossible", "nothing_shown", "empty", "reset", "unavailable", "noted", "contradiction"]
    choices: tuple[Offer, ...] = ()
    detail: str = ""
    available: int = 0
    facts: tuple[Fact, ...] = ()
    old: tuple[Condition, ...] = ()
    new: tuple[Condition, ...] = ()
    within: bool = False


Decision = Listing | Choice | Brands | Compared | Suppliers | Details | Knowledge | Conditions | Inquiries | Words


@dataclass(frozen=True)
class Basis:
    """What every decision is made from."""

    need: Need
    offers: tuple[Offer, ...]
    evidence: tuple[Evidence, ...]
