"""Goods that lie on a shelf and state other things than all that lies there: a stand, among exercise books."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue

Mask = NDArray[np.bool_]
_MAIN = 0.25
"""Of a shelf's goods: an attribute that as many state is one of theirs."""
_TELLING = 2
"""Attributes: what states fewer tells nothing of what it is."""
_RARE = 0.1
"""Of a shelf's goods: where more are strangers to the others it has several kinds."""


class Strangers:
    """Of one generation. The shelves asked about are remembered."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self._catalogue = catalogue
        self._known: dict[str, Mask] = {}

    def of(self, category: str, rows: Mask) -> Mask:
        """Of `rows`, all of the leaf `category`'s."""
        if category not in self._known:
            self._known[category] = self._found(category, rows)
        return rows & self._known[category]

    def _found(self, category: str, rows: Mask) -> Mask:
        size = int(np.count_nonzero(rows))
        stated = {facet.name: dict(facet.categories).get(category, 0) for facet in self._catalogue.facets().attributes}
        main = [name for name, count in stated.items() if count >= _MAIN * size]
        found = rows & (self._counts(main) == 0)
        if not main or not found.any() or np.count_nonzero(found) > _RARE * size:
            return np.zeros(len(rows), bool)
        strange: Mask = found & (self._counts([name for name, count in stated.items() if count and name not in main]) >= _TELLING)
        return strange

    def _counts(self, names: list[str]) -> NDArray[np.int64]:
        """By row: how many of these attributes it states."""
        counts = np.zeros(len(self._catalogue.columns.ids), np.int64)
        for name in names:
            if (column := self._catalogue.columns.attribute(name)) is not None:
                counts[column.rows] += 1
        return counts
