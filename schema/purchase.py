"""The goods that the buyer is about to buy, each with its quantity and conditions."""

from collections.abc import Sequence
from typing import Literal

from .base import Noun
from .need import Need

MOST_TO_A_SET = 12
"""Pieces of one of the goods in a set."""


def to_a_set(numbers: Sequence[int | None]) -> list[int]:
    """How many of each make a set, by the numbers that they are wanted in: two pens to each notebook, of 80 and 40. One of each where they don't
    divide."""
    known = [number for number in numbers if number]
    per = [(number or min(known)) // min(known) if known and (number or 0) % min(known) == 0 else 0 for number in numbers]
    return per if per and all(0 < one <= MOST_TO_A_SET for one in per) else [1] * len(numbers)


class Item(Noun):
    """Goods of a purchase. `need`: their current need. `shown`: products shown last. `pick`: the product talked about (`chosen`), else the first that
    can be ordered. `listed`: on the buyer's list. `within`: counted in the list's budget."""

    need: Need
    shown: tuple[str, ...] = ()
    pick: str | None = None
    chosen: bool = False
    listed: bool = False
    within: bool = False

    @property
    def wanted(self) -> bool:
        """True if it is to be bought, not only looked at."""
        return self.listed or self.chosen or self.need.quantity is not None

    def of(self, need: Need) -> bool:
        """True if `need` is for the same goods."""
        own, other = self.need, need
        same = own.category == other.category if own.category and other.category else own.query == other.query
        return same or (own.category or own.query) == (other.category or other.query)


class Purchase(Noun):
    """`budget`: in `currency`, for all items `within` it; `each`: for one of each item to be bought. `told`: the turn that last stated the total.
    For a list: `suppliers` compared per line, `sellers` ("one" for all or the "best" for each), `deadline` and `destination`."""

    items: tuple[Item, ...] = ()
    budget: float | None = None
    each: float | None = None
    currency: str = ""
    told: int = 0
    suppliers: int | None = None
    sellers: Literal["one", "best"] = "best"
    factories: bool = False
    deadline: str = ""
    destination: str = ""

    @property
    def wanted(self) -> tuple[int, ...]:
        """Indices of the items to be bought."""
        return tuple(place for place, item in enumerate(self.items) if item.wanted)

    def place(self, need: Need) -> int | None:
        """The index of the item for the same goods: that of this line, else the one with this query, if several items have one category."""
        same = [place for place, item in enumerate(self.items) if item.of(need)]
        line = (place for place in same if need.line and self.items[place].need.line == need.line)
        return next(line, next((place for place in same if self.items[place].need.query == need.query), next(iter(same), None)))

    @property
    def listed(self) -> bool:
        """True if there is a purchase list."""
        return any(item.listed for item in self.items)

    def counts(self, need: Need) -> dict[str, int]:
        """Pieces wanted by product id, for goods of other lines than that of `need` that are counted in pieces."""
        own = self.place(need)
        others = (item for place, item in enumerate(self.items) if item.need.quantity and not item.need.pack and place != own)
        return {product: item.need.quantity for item in others for product in item.shown if item.need.quantity}
