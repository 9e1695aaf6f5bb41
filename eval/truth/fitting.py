"""The goods of the catalogue that the need leaves, worked out anew by the judge of conditions: how many there are, and what they cost."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...catalogue.verdicts import MET
from ...retrievers.misfit import flags, odd
from ...schema.condition import Condition
from ...schema.need import Need
from ..priced import unit_price
from .known import Known


@dataclass
class Fitting:
    """`cards` and `listed`: how many the reply shows, and lists by number."""

    catalogue: Catalogue
    today: date
    need: Need
    cards: int
    listed: int

    @cached_property
    def judge(self) -> Judge:
        return Judge(self.catalogue.columns, self.today, self.need.quantity)

    def meets(self, known: Known, conditions: Iterable[Condition]) -> bool | None:
        """None where a condition is unknown of it and none is broken."""
        row = self.catalogue.row(known.key)
        found = [int(self.judge.verdicts(one)[row]) for one in conditions] if row is not None else [0]
        return False if 0 in found else None if any(one != MET for one in found) else True

    @cached_property
    def totals(self) -> set[int]:
        """How many products meet the hard conditions and are of the category; without those whose title says that they are something else."""
        need = self.need
        if need.category is None:
            return set(range(self.cards, 1 + int(self.catalogue.columns.alive.sum())))
        mask = self.judge.mask(need.hard) & self.category
        left = int((mask & ~self.odd_ones).sum())
        return {left, int(mask.sum())} | ({self.listed} if not mask.any() else set())

    def counted(self, conditions: Iterable[Condition]) -> set[int]:
        """How many there would be by these conditions, in each way of counting; nothing where no category tells which goods are meant."""
        mask = self.judge.mask(conditions) & self.category if self.need.category else None
        return set() if mask is None else {int((mask & ~self.odd_ones).sum()), int(mask.sum())}

    @property
    def masks(self) -> list[NDArray[np.bool_]]:
        """By row what meets the need: without parts of a thing and others' sizes, and with them; [] where no category tells which goods are meant."""
        need = self.need
        met = self.judge.mask(need.hard) & self.category if need.category else None
        return [] if met is None else [met & ~self.odd_ones, met]

    def prices_of_all(self, total: int) -> list[list[Decimal]]:
        """Unit prices at the buyer's quantity of all that meet the need, in each way of counting that makes `total`."""
        need = self.need
        ids = [[str(self.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)] for mask in self.masks if int(mask.sum()) == total]
        return [[unit_price(product, need.quantity) for product in self.catalogue.products(each)] for each in ids]

    def ratings_of_all(self, total: int) -> list[list[float | None]]:
        ids = [[str(self.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)] for mask in self.masks if int(mask.sum()) == total]
        return [[product.rating for product in self.catalogue.products(each)] for each in ids]

    def certified(self, names: Sequence[str], every: bool) -> int:
        """How many of those that fit hold one, or every one, of these certificates in force."""
        condition = [Condition(id="c", field="certification", op="contains", value=name) for name in names]
        masks = [self.judge.verdicts(one) == MET for one in condition]
        held = np.logical_and.reduce(masks) if every else np.logical_or.reduce(masks)
        return int((self.judge.mask(self.need.hard) & self.category & ~self.odd_ones & held).sum())

    def titled(self, kind: str, word: str, language: str) -> int:
        """How many products of a kind have the word in their title in the reply's language: bag is in "bags", and in no cabbage."""
        named = re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?:e?s)?(?![a-z0-9])" if word.isascii() else re.escape(word))
        paths = [
            facet.path
            for facet in self.catalogue.facets().categories
            if kind.casefold() in {path[-1].casefold() for path in (facet.path, *facet.aliases.values()) if path}
        ]
        found = 0
        for leaf in {path[-1] for path in paths}:
            rows = np.flatnonzero(
                (self.judge.verdicts(Condition(id="k", field="category", op="=", value=leaf)) == MET) & self.catalogue.columns.alive
            )
            for product in self.catalogue.products([str(self.catalogue.columns.ids[row]) for row in rows]):
                found += bool(named.search((product.text(language).title or "").casefold()))
        return found

    @cached_property
    def category(self) -> NDArray[np.bool_]:
        condition = Condition(id="category", field="category", op="=", value=self.need.category or "")
        found: NDArray[np.bool_] = self.judge.verdicts(condition) == MET
        return found

    @cached_property
    def odd_ones(self) -> NDArray[np.bool_]:
        """Of the category, what is a part of a thing or another's size."""
        ids = [str(self.catalogue.columns.ids[row]) for row in np.flatnonzero(self.category)]
        titles = [[text.title or "" for text in (product.text("zh"), product.text("en"))] for product in self.catalogue.products(ids)]
        flagged = np.array([flags(each) for each in titles])
        found = np.zeros(len(self.category), bool)
        category = self.need.category or ""
        found[np.flatnonzero(self.category)] = odd(flagged, np.zeros(len(flagged), int), self.need.query or category, category)
        return found
