"""What was asked of products, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...schema.condition import Condition
from ...schema.product import AttributeValue, Certification
from .manner import Manner
from .offer import Offer
from .on_file import Found
from .reviews import Heard, Quoted, Reviews
from .sizes import Fitting
from .told import Told


@dataclass(frozen=True)
class Detail:
    """What is asked of an offer: a field of its record, `review.ASPECT`, `capability.NAME`, or `said.WORDS` that no field has.

    `value` None where the catalogue states none; `answer` to a yes-or-no question, None where it is none or nobody knows (`closed`: it is one).
    `missing` are those of several things asked for that it hasn't, where it has others of them. `described` is what the description says; `heard`
    counts the reviews that speak of the aspect, or of what the record doesn't state. `found` are the lines on file that answer a question put
    freely; `by_need`: what was asked in other words goes by this field, and `basis` are the words where it may be judged by it alone; `fitting` is
    which of the stated sizes is for whom the buyer measured, `fits` what the record names of the machine that it is to fit.
    """

    offer: Offer
    field: str
    value: AttributeValue | tuple[Certification, ...] | None = None
    closed: bool = False
    answer: bool | None = None
    described: Quoted | None = None
    heard: Heard | None = None
    missing: tuple[Condition, ...] = ()
    found: Found | None = None
    by_need: bool = False
    basis: str = ""
    fitting: Fitting | None = None
    fits: Told | None = None

    @property
    def open(self) -> bool:
        """Whether the supplier must be asked."""
        heard = self.heard is not None and self.heard.mentions > 0 and self.field.startswith("review.")
        told = self.described is not None or self.fits is not None or heard or (self.found is not None and self.found.told)
        return not told and self.answer is None and (self.value is None or self.closed or bool(self.basis))

    @property
    def unheard_of(self) -> bool:
        """Whether nobody says a word of it: no record, no description and no review."""
        return self.open and not self.heard


@dataclass(frozen=True)
class First:
    """What a superlative is of: the `least` or the most by `field`. `best` are the first few of the `count` that come first together, `listed`
    those of the `among` products in hand that do; `numbers` are the places by id in the list in hand, from 0. Those at `level` are rated the same
    by fewer buyers.

    `total` products meet the need, `silent` of which don't state the field; 0 where it is of those in hand alone. `behind` comes next.
    """

    field: str
    least: bool
    among: int
    best: tuple[Offer, ...]
    listed: tuple[Offer, ...]
    count: int
    numbers: Mapping[str, int]
    level: tuple[int, ...] = ()
    total: int = 0
    silent: int = 0
    behind: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Details:
    """`reviews` are those of the offers, in their order; `general` where no field was named; `supposed` what the question asks to have confirmed;
    `quantity` how many are wanted, `counts` of a product where that is another number; `safety` whether the question is if they are safe, which no
    record answers; `first` what a superlative was of; `manner` how a yes or no is asked for; `stepped` whether so many are wanted as of now, so that
    the price for more matters; `numbers` are those of the list that the offers stand in, where they do; `fresh` are the ids of offers that the buyer
    sees for the first time; `said` the names of the conditions that stand as of now; `apart` whether it is asked by how much they
    differ; `meeting` are others of their kind that are what all of these are stated not to be."""

    details: tuple[Detail, ...]
    offers: tuple[Offer, ...]
    reviews: tuple[Reviews, ...] = ()
    general: bool = False
    supposed: tuple[Condition, ...] = ()
    quantity: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    safety: bool = False
    first: First | None = None
    manner: Manner = "is"
    stepped: bool = False
    numbers: tuple[int, ...] = ()
    fresh: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    apart: bool = False
    meeting: tuple[Offer, ...] = ()

    def wanted(self, offer: Offer) -> int | None:
        """How many of it."""
        return self.counts.get(offer.id) or self.quantity
