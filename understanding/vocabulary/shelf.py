"""The attributes that products of one category state."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from ...catalogue.facets import Facets


class _Named(Protocol):
    @property
    def attribute(self) -> str: ...


Most = Callable[[str | None, str], float | None]
"""(category, attribute) -> the largest number that its products state; None if unknown."""


def untold(category: str | None, attribute: str) -> float | None:
    """`Most` without an open catalogue."""
    return None


_STRAY = 0.06  # share of the most stated attribute's products; fewer are a seller's mistake
Item = TypeVar("Item", bound=_Named)


@dataclass(frozen=True)
class Shelf:
    """`counts`: attribute -> products of the category that state it. Empty without a category, or if the catalogue has no counts."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        return bool(self.counts)

    def states(self, attribute: str) -> bool:
        """True if products of the category state the attribute, or if that is unknown."""
        return not self.counts or attribute in self.counts

    def names(self, attributes: Iterable[str]) -> list[str]:
        """Those of `attributes` that the category states."""
        return [name for name in attributes if self.states(name)]

    def own(self, items: Iterable[Item]) -> list[Item]:
        """The items whose attribute the category states; all items if there are none."""
        every = list(items)
        return [item for item in every if self.states(item.attribute)] or every


def shelf_of(facets: Facets, category: str) -> Shelf:
    """The shelf of a category; for an inner node of the tree, of all leaves under it."""
    leaves = {facet.path[-1] for facet in facets.categories if facet.leaf and category in facet.path}
    counts = {facet.name: sum(count for leaf, count in facet.categories if leaf in leaves) for facet in facets.attributes}
    least = max(counts.values(), default=0) * _STRAY
    return Shelf({name: count for name, count in counts.items() if count > least})
