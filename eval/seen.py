"""A conversation as far as it has been played: what expectations are checked against."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..catalogue.catalogue import Catalogue
from ..nodes.state import State
from ..schema.need import Need
from ..schema.product import Product
from ..schema.reading import Language
from ..schema.reply import Card, Reply
from ..understanding.ledger.where import parse_where
from .meaning import Meaning
from .scenario import Listed


@dataclass
class Seen:
    """`replies` by turn, `state` as it was stored after the last one; `language` is the wording's."""

    catalogue: Catalogue
    today: date
    language: Language
    replies: list[Reply] = field(default_factory=list)
    state: State = field(default_factory=lambda: State())

    @property
    def reply(self) -> Reply:
        return self.replies[-1]

    @property
    def need(self) -> Need:
        return self.reply.need

    @property
    def meaning(self) -> Meaning:
        return Meaning(self.catalogue, self.need, self.today)

    @property
    def meeting(self) -> list[Card]:
        """The cards that are shown as what was asked for, meeting every hard condition."""
        hard = {condition.name for condition in self.need.hard}
        return [card for card in self.reply.cards if not card.near and not hard & {*card.failed, *card.unknown}]

    def shown(self, turn: int) -> tuple[str, ...]:
        """The list of that turn, else the products of its cards."""
        listed = [shown.product_ids for shown in self.state.get("shown", []) if shown.turn == turn]
        if listed or turn > len(self.replies):
            return listed[0] if listed else ()
        return tuple(card.product_id for card in self.replies[turn - 1].cards)

    def listed(self, which: Listed) -> tuple[str, ...]:
        """The ids it names; positions that the list doesn't have name nothing."""
        ids = self.shown(which.turn)
        if which.positions:
            places = [place - 1 if place > 0 else len(ids) + place for place in which.positions]
            ids = tuple(ids[place] for place in places if 0 <= place < len(ids))
        conditions = parse_where(which.where)
        return tuple(each for each in ids if self.meaning.meets(each, conditions))

    def values(self, ids: tuple[str, ...], name: str) -> list[Any]:
        """A field of each product, where it states it."""
        found = [self._value(product, name) for product in self.catalogue.products(list(ids))]
        return [value for value in found if value is not None]

    def _value(self, product: Product, name: str) -> Any:
        if name == "price":
            return product.price_at(self.need.quantity)
        if name.startswith("attr."):
            value = product.attributes.get(name.removeprefix("attr."))
            return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        return product.supplier_id if name == "supplier" else getattr(product, name)
