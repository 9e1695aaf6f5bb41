"""One product as it is looked at by itself: all that its record, its supplier's record and its reviews say, in one language."""

from datetime import date

from .base import Noun
from .reading import Language
from .reply import Card


class Stated(Noun):
    """A field of a record as people read it: its name, and its value with unit."""

    field: str
    label: str
    value: str


class Paper(Noun):
    """A certificate on file; `valid`: it is in force today. `valid_until` None: no end is stated."""

    name: str
    number: str | None = None
    valid_until: date | None = None
    valid: bool


class Opinion(Noun):
    """What `count` reviews praise or blame, with one of them quoted, verbatim."""

    aspect: str
    label: str
    count: int
    quote: str | None = None


class Said(Noun):
    """One review, verbatim."""

    text: str
    rating: float | None = None
    published: date | None = None
    language: str | None = None


class ReviewsView(Noun):
    """`recorded`: how many the record counts, of which `read` are on file; `notes`: few stars whose reason was not made out; `latest`: the newest."""

    rating: float | None = None
    recorded: int | None = None
    read: int = 0
    praise: tuple[Opinion, ...] = ()
    complaints: tuple[Opinion, ...] = ()
    notes: tuple[str, ...] = ()
    latest: tuple[Said, ...] = ()


class SupplierView(Noun):
    """Who sells it; `facts` are the stated fields of its record, `papers` the company's own certificates, which are none of the product."""

    supplier_id: str
    name: str
    facts: tuple[Stated, ...] = ()
    papers: tuple[Paper, ...] = ()


class Priced(Noun):
    """What `quantity` pieces cost by the record's tiers, in `currency`; money as decimal strings, None where no price is stated, or so few can't be
    ordered.

    `moq` and `stock` are the record's; `below_moq`, `over_stock`: so many can't be ordered, or aren't there. `next_qty` pieces and more cost
    `next_price` each.
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
    """`card` is as in a reply; `path` its category from the top; `shop_url` the record's address, None where it leads nowhere (a name that is
    reserved for examples); `wholesale`: the store sells by the lot."""

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
