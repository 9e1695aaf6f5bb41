"""The page of one product: what its record, its supplier's record and its reviews state, in one language."""

from datetime import date

from .base import Noun
from .reading import Language
from .reply import Card


class Stated(Noun):
    """A record field for people: its name, and its value with unit."""

    field: str
    label: str
    value: str


class Paper(Noun):
    """A certificate on file. `valid`: in force today. `valid_until` None: no end stated."""

    name: str
    number: str | None = None
    valid_until: date | None = None
    valid: bool


class Opinion(Noun):
    """An aspect that `count` reviews praise or blame, with a verbatim quote of one."""

    aspect: str
    label: str
    count: int
    quote: str | None = None


class Said(Noun):
    """A review, verbatim."""

    text: str
    rating: float | None = None
    published: date | None = None
    language: str | None = None


class ReviewsView(Noun):
    """`recorded`: the record's review count; `read`: reviews on file. `notes`: low ratings without a recognised reason. `latest`: newest reviews."""

    rating: float | None = None
    recorded: int | None = None
    read: int = 0
    praise: tuple[Opinion, ...] = ()
    complaints: tuple[Opinion, ...] = ()
    notes: tuple[str, ...] = ()
    latest: tuple[Said, ...] = ()


class SupplierView(Noun):
    """The seller. `facts`: stated fields of its record. `papers`: the company's own certificates, not the product's."""

    supplier_id: str
    name: str
    facts: tuple[Stated, ...] = ()
    papers: tuple[Paper, ...] = ()


class Priced(Noun):
    """Price of `quantity` pieces by the record's tiers, in `currency`. Money is a decimal string, None if no price is stated or the quantity is below
    the MOQ.

    `below_moq`, `over_stock`: the quantity is below `moq` or above `stock`. From `next_qty` pieces on, one costs `next_price`.
    """

    quantity: int
    currency: str
    unit_price: str | None
    total: str | None
    moq: int | None = None
    below_moq: bool = False
    stock: int | None = None
    over_stock: bool = False
    next_qty: int | None = None
    next_price: str | None = None


class ProductView(Noun):
    """`card`: as in a reply. `path`: the category from the top. `shop_url`: the record's URL, None for a reserved example domain. `wholesale`: the
    store sells in bulk."""

    language: Language
    card: Card
    path: tuple[str, ...] = ()
    description: str = ""
    attributes: tuple[Stated, ...] = ()
    papers: tuple[Paper, ...] = ()
    priced: Priced
    reviews: ReviewsView
    supplier: SupplierView | None = None
    shop_url: str | None = None
    wholesale: bool = False
    as_of: date | None = None
