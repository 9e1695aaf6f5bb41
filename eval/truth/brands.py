"""The brands among the goods that the need leaves: what each has, what it costs, how it is rated, and in what it goes before the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from ...schema.product import Product
from ..priced import unit_price
from .fitting import Fitting
from .known import Known
from .units import Amount


@dataclass
class Brands:
    """`names`: how each is written -> its name. `shown`: what the reply shows."""

    fitting: Fitting
    names: dict[str, str]
    shown: Sequence[Known]

    @cached_property
    def _goods(self) -> dict[str, list[Product]]:
        """Brand -> its products among those that the need keeps; all of its products where the need names no category."""
        mask = (
            self.fitting.judge.mask(self.fitting.need.hard) & self.fitting.category & ~self.fitting.odd_ones
            if self.fitting.need.category
            else self.fitting.catalogue.columns.alive
        )
        ids = [str(self.fitting.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)]
        found: dict[str, list[Product]] = {}
        for product in self.fitting.catalogue.products(ids):
            found.setdefault(product.brand or "", []).append(product)
        return found

    def prices(self, brand: str) -> set[Decimal]:
        return {unit_price(product, self.fitting.need.quantity).normalize() for product in self._goods.get(brand, ())}

    def amounts(self, brand: str) -> set[Amount]:
        those = [product for product in self._goods.get(brand, ()) if product.rating is not None and product.review_count]
        count = sum(product.review_count or 0 for product in those)
        if not count:
            return set()
        mean = sum((Decimal(str(product.rating)) * (product.review_count or 0) for product in those), Decimal(0)) / count
        return {("reviews", Decimal(count).normalize()), ("rating", mean)}

    def counts(self, brand: str) -> set[int]:
        """How many products a brand has, and how many of them hold a certificate in force."""
        those = self._goods.get(self.names.get(brand, brand), [])
        return {len(those)} if those else set()

    def standing(self, brand: str) -> set[str]:
        """In what no other brand goes before it. Of ratings: none has as good a mean from as many reviews."""
        every = [name for name in self._goods if name]
        if brand not in every:
            return set()
        ranks: dict[str, dict[str, Decimal]] = {
            "cheapest": {name: -min(self.prices(name)) for name in every},
            "widest": {name: Decimal(len(self._goods[name])) for name in every},
            "certified": {name: Decimal(self.certified(name)) for name in every},
        }
        found = {what for what, values in ranks.items() if values[brand] == max(values.values())}
        rated = {name: dict(self.amounts(name)) for name in every}
        mine = rated[brand]
        beaten = any(
            other != mine and other.get("rating", 0) >= mine.get("rating", 0) and other.get("reviews", 0) >= mine.get("reviews", 0)
            for other in rated.values()
        )
        return found | (set() if beaten or not mine else {"rated"})

    @cached_property
    def how_many(self) -> set[int]:
        return {len(set(self._goods) - {""}), len({value for known in self.shown if (value := known.values.get("brand"))})}

    def certified(self, brand: str) -> int:
        return sum(any(one.valid_on(self.fitting.today) for one in product.certifications) for product in self._goods.get(brand, ()))
