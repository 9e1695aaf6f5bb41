"""Several goods that are to be bought, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ...schema.need import Need
from ...schema.product import Product
from .offer import Offer


def pieces(need: Need, product: Product, packs: Mapping[str, int]) -> int:
    """As many as are wanted; where no number is said, as few as are sold."""
    return need.quantity * packs.get(product.id, 1) if need.quantity is not None else product.moq or 1


@dataclass(frozen=True)
class Bought:
    """Of the goods of `need` those that may be taken, the one that is first; `near`: none is what was asked for, `over`: none can be had in so
    small a number. `packs` has for a product how many are in one of what the buyer counts by; prices are those at the numbers that this comes to.
    `per` of them are in a set. `called` is what they are called where their shelf isn't; `lacking`: no record has anything of what they are called;
    `fewer`: what was picked is sold in more than are wanted, and counts in the number wanted."""

    need: Need
    offers: tuple[Offer, ...] = ()
    near: bool = False
    over: bool = False
    packs: Mapping[str, int] = field(default_factory=dict)
    called: str | None = None
    per: int = 1
    lacking: bool = False
    fewer: bool = False

    @property
    def quantity(self) -> int:
        return pieces(self.need, self.offers[0].product, self.packs) if self.offers else self.need.quantity or 1

    @property
    def cost(self) -> Decimal | None:
        """Of the first, in the number wanted; None where it can't be bought so, or no price is stated."""
        price = self.offers[0].price if self.offers and not (self.near or self.over) else None
        return None if price is None else price * self.quantity

    @property
    def each(self) -> Decimal:
        """What those of a set cost."""
        return (self.offers[0].price or Decimal(0)) * self.per if self.offers else Decimal(0)


@dataclass(frozen=True)
class Purchased:
    """`budget` is for all of the lines; `counted`: a sum was asked for; `least` is what the cheapest of each come to. `pointed`: the buyer pointed at
    each of them. `each` is for one of each together; `instead` what keeps the budget where what was picked doesn't; `left`: the words for what
    nobody knows which product it is. `sets`: what one of each comes to is asked for; `people` pay it together."""

    lines: tuple[Bought, ...]
    currency: str = ""
    budget: Decimal | None = None
    counted: bool = False
    least: Decimal | None = None
    pointed: bool = False
    each: Decimal | None = None
    instead: "Purchased | None" = None
    left: tuple[str, ...] = ()
    sets: bool = False
    people: int | None = None

    @property
    def own(self) -> Decimal:
        """What its budget is held against."""
        return self.total if self.each is None else self.one_of_each

    @property
    def total(self) -> Decimal:
        return sum((line.cost for line in self.lines if line.cost is not None), Decimal(0))

    @property
    def one_of_each(self) -> Decimal:
        return sum((line.each for line in self.lines if line.cost is not None), Decimal(0))

    @property
    def left_out(self) -> tuple[Bought, ...]:
        return tuple(line for line in self.lines if line.cost is None)
