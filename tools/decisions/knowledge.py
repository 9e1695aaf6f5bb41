"""What guides say of a term, and what the store's goods tell of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from ...schema.evidence import Evidence
from .listing import MarketRule
from .offer import Offer


@dataclass(frozen=True)
class Opinion:
    """How many reviews of some goods praise an aspect of theirs, and how many complain of it."""

    aspect: str
    good: int
    bad: int


@dataclass(frozen=True)
class Side:
    """The goods of one side of a choice, `best` the most reviewed of them, `sold` of all of them in 90 days, `ids` the products; `count` 0: no record
    speaks of it. `measured`: the attribute whose number is asked for, with the least and the most that they state."""

    name: str
    count: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    best: Offer | None = None
    rating: float | None = None
    reviews: int = 0
    sold: int | None = None
    opinions: tuple[Opinion, ...] = ()
    ids: tuple[str, ...] = ()
    measured: tuple[str, float, float] | None = None


@dataclass(frozen=True)
class OnShelf:
    """What `total` goods of a `kind` tell (0: each side is a kind of its own): of the sides of a choice, which of two buyers rate `better` (""
    neither, None: too few say)."""

    total: int
    kind: str | None = None
    sides: tuple[Side, ...] = ()
    better: str | None = None


class Taken(NamedTuple):
    """A side of a choice, what of the buyer's case speaks for it, and the piece that tells so."""

    side: str
    said: tuple[str, ...]
    ground: Evidence | None


class Measure(NamedTuple):
    """How the number `asked` about stands to the `value` of an attribute that the buyer's case asks for."""

    attribute: str
    asked: float
    value: float
    stands: Literal["above", "below", "fits"]


@dataclass(frozen=True)
class Knowledge:
    """What guides say of a `term`, or in answer to a question, best first; where none does, a supplier must be asked about the fields `asked`.
    `rules` are what the buyer's markets ask of such goods, where he asks for papers; `shelf` what the store's own goods tell; `taken` are the
    sides that the buyer's own case speaks for; `by` what such goods are judged by; `open`: each piece is of one side, and nothing decides; `measure`
    is what the number asked about is held against."""

    term: str
    pieces: tuple[Evidence, ...]
    asked: tuple[str, ...] = ()
    rules: tuple[MarketRule, ...] = ()
    shelf: OnShelf | None = None
    taken: tuple[Taken, ...] = ()
    by: tuple[str, ...] = ()
    open: bool = False
    measure: Measure | None = None
