"""The open store as execution asks it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..catalogue.stated import stated
from ..schema.context import Context
from ..schema.need import Need
from ..schema.product import Product
from ..schema.purchase import Purchase
from ..schema.reading import Reading
from ..schema.reply import Relaxation
from ..tools.facts.pointed import Pointed
from ..tools.facts.terms import of_terms, words_of_goods
from ..tools.searching.currency import undecided, wished
from ..tools.searching.described import still_named
from ..tools.searching.undecided import decided
from ..tools.shop import Shop
from ..understanding.ledger.acceptance import accepted


@dataclass(frozen=True)
class World:
    """`offered` are the relaxations of the last reply, `quantity` the pieces that prices are meant for, `words` what is wished of the goods."""

    shop: Shop
    context: Context
    offered: Sequence[Relaxation]
    quantity: int | None
    words: Sequence[str]

    @property
    def records(self) -> Pointed:
        return Pointed(self.shop, self.context.today, self.quantity, self.words)

    def products(self, ids: Sequence[str]) -> Sequence[Product]:
        return self.shop.catalogue.products(list(ids))

    def stated(self, field: str, category: str | None) -> Collection[str]:
        return stated(self.shop.catalogue.columns, field, category)

    def judged(self, reading: Reading) -> Reading:
        own = wished(reading, self._currencies)
        return own.model_copy(update={"conditions": decided(own.conditions, self.shop.catalogue.columns)})

    def settled(self, reading: Reading, need: Need, old: Need | None) -> tuple[Reading, Need]:
        need = undecided(accepted(old, need, self.offered), self._currencies)
        return reading, still_named(reading, need, old, self._count)

    def payable(self, purchase: Purchase) -> Purchase:
        """With limits that no record here can decide as wishes."""
        columns, needs = self.shop.catalogue.columns, [undecided(item.need, self._currencies) for item in purchase.items]
        needs = [need.model_copy(update={"conditions": decided(need.conditions, columns)}) for need in needs]
        items = (item.model_copy(update={"need": need}) for item, need in zip(purchase.items, needs, strict=True))
        return purchase.model_copy(update={"items": tuple(items)})

    def general(self, reading: Reading) -> bool:
        """A seller's terms hold whatever the goods: "can I return it?" needs no telling which."""
        terms = of_terms(reading.asked)
        return bool(terms) and not any(map(words_of_goods, terms))

    def _count(self, need: Need) -> int:
        """Only where something must be counted is the retriever asked: it may be lost."""
        return self.shop.retriever.count(need, today=self.context.today)

    @property
    def _currencies(self) -> list[str]:
        return [currency for currency, _ in self.shop.catalogue.facets().currencies]
