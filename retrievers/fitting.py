"""Goods that name the machine which they are to fit, in whatever text of theirs."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..schema.product import Product, Translation
from .analysis import words
from .document import texts
from .fits import Machine, Named, fitted, records_fit, runs
from .forward import Forward

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue

Mask = NDArray[np.bool_]
_REMEMBERED = 64
_READ = 4000
"""Records that are read for one machine; where more have all that it is written by, it is no model that tells goods apart."""


class Fitting:
    """Of one generation."""

    def __init__(self, catalogue: "Catalogue", forward: Forward) -> None:
        self._catalogue, self._forward = catalogue, forward
        self.of = lru_cache(maxsize=_REMEMBERED)(self._of)

    def among(self, wishes: Sequence[str], rows: Mask, *, recorded: bool = False) -> tuple[Mask, str]:
        """Of `rows` those that are for each machine that the wishes name; all of them, and the machine, where none is for it. `recorded`: as a field
        of theirs says."""
        for machine in filter(None, map(fitted, wishes) if rows.any() else ()):
            named = self.of(machine)[int(recorded)]
            found = next((own for level in (Named.MODEL, Named.SERIES) if (own := rows & (named >= level)).any()), rows & (named == Named.MODEL))
            if not found.any():
                return rows, machine.text
            rows = found
        return rows, ""

    def _of(self, machine: Machine) -> NDArray[np.int8]:
        """By row how much of the machine is named, in all texts and by what fields say of it; what names its brand is for it where no model is
        wanted."""
        named = np.zeros((2, self._forward.rows), np.int8)
        if not machine.ways:
            for name in chain.from_iterable(machine.brands):
                named[0, self._having([[word.term] for word in words(name)])] = Named.MODEL
            return named
        for way in machine.series.ways:
            rows = np.flatnonzero(self._having([self._written(run) for model in way for run in runs(model)]))
            for row in rows.tolist() if len(rows) <= _READ else ():
                if (product := self._catalogue.product(self._catalogue.columns.ids[row])) is not None:
                    named[:, row] = np.maximum(named[:, row], _named(machine, product))
        return named

    def _written(self, run: str) -> list[str]:
        """The words in which it stands: 2055, in p2055dn."""
        return [term for term in self._forward.vocabulary if run in term]

    def _having(self, each: Sequence[Sequence[str]]) -> Mask:
        """By row: whether it has one of the terms of each."""
        found = np.ones(self._forward.rows, bool)
        for some in each:
            numbers = [self._forward.vocabulary[term] for term in some if term in self._forward.vocabulary]
            found &= np.bincount(self._rows[np.isin(self._forward.terms, numbers)], minlength=self._forward.rows) > 0
        return found

    @cached_property
    def _rows(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(self._forward.rows), np.diff(self._forward.starts))


def _named(machine: Machine, product: Product) -> tuple[Named, Named]:
    every: tuple[Product | Translation, ...] = (product, *product.translations.values())
    stated = [(name, value) for own in every for name, value in own.attributes.items()]
    recorded = [str(value) for name, value in stated if records_fit(name)]
    every_text, brand = [*recorded, *chain.from_iterable(texts(product).values())], product.brand or ""
    return machine.named(recorded, every_text, brand)[0], machine.named(recorded, recorded, brand)[0]
