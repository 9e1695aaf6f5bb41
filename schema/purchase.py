"""A purchase: the goods that a conversation is about buying, each in its own number, with what they must be."""

from typing import Literal

from .base import Noun
from .need import Need


class Item(Noun):
    """Goods of a purchase: the `need` as it stands for them, the products `shown` of them last, and the `pick`: the one talked about by itself
    (`chosen`), else the first that can be had. `listed`: it is on a list of the buyer's; `within`: the list's budget is for it too."""

    need: Need
    shown: tuple[str, ...] = ()
    pick: str | None = None
    chosen: bool = False
    listed: bool = False
    within: bool = False

    @property
    def wanted(self) -> bool:
        """Whether it is to be bought, and was not only looked at."""
        return self.listed or self.chosen or self.need.quantity is not None

    def of(self, need: Need) -> bool:
        """Whether the need is for the same goods."""
        own, other = self.need, need
        same = own.category == other.category if own.category and other.category else own.query == other.query
        return same or (own.category or own.query) == (other.category or other.query)


class Purchase(Noun):
    """`budget` is in `currency`, for all of the items `within` it together, `each` for one of each of what is to be bought; `told` is the turn that
    told last what all of them come to. Of a list:
    how many `suppliers` are compared for each of its goods, whether one of the `sellers` has all of it, until when and whereto."""

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
        """The places of the items that are to be bought."""
        return tuple(place for place, item in enumerate(self.items) if item.wanted)

    def place(self, need: Need) -> int | None:
        """Of the item for the same goods: the one called so, of several of one shelf."""
        same = [place for place, item in enumerate(self.items) if item.of(need)]
        return next((place for place in same if self.items[place].need.query == need.query), next(iter(same), None))

    @property
    def listed(self) -> bool:
        """Whether a list of the buyer's stands."""
        return any(item.listed for item in self.items)

    def counts(self, need: Need) -> dict[str, int]:
        """By product how many of it are wanted, of goods other than those of `need` that are counted in pieces."""
        others = (item for item in self.items if item.need.quantity and not item.need.pack and not item.of(need))
        return {product: item.need.quantity for item in others for product in item.shown if item.need.quantity}
