"""What the products of one category state: attributes of other categories are nothing to them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from ...catalogue.facets import Facets


class _Named(Protocol):
    @property
    def attribute(self) -> str: ...


Most = Callable[[str | None, str], float | None]
"""Of a category and an attribute, the largest number that its products state; None where nobody knows."""


def untold(category: str | None, attribute: str) -> float | None:
    """Where no catalogue is open."""
    return None


_STRAY = 0.06  # of the most stated attribute's products: fewer are a slip of some seller
Item = TypeVar("Item", bound=_Named)


@dataclass(frozen=True)
class Shelf:
    """`counts`: attribute -> products of the category that state it. Empty where no category is in hand or the catalogue doesn't tell."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        return bool(self.counts)

    def states(self, attribute: str) -> bool:
        """Whether such products state it at all; yes where nobody knows."""
        return not self.counts or attribute in self.counts

    def names(self, attributes: Iterable[str]) -> list[str]:
        """Those of `attributes` that it states."""
        return [name for name in attributes if self.states(name)]

    def own(self, items: Iterable[Item]) -> list[Item]:
        """Those of `items` whose attribute it states; all of them where it states none."""
        every = list(items)
        return [item for item in every if self.states(item.attribute)] or every


def shelf_of(facets: Facets, category: str) -> Shelf:
    """The shelf of a category or, for a level of the tree, of all categories under it."""
    leaves = {facet.path[-1] for facet in facets.categories if facet.leaf and category in facet.path}
    counts = {facet.name: sum(count for leaf, count in facet.categories if leaf in leaves) for facet in facets.attributes}
    least = max(counts.values(), default=0) * _STRAY
    return Shelf({name: count for name, count in counts.items() if count > least})
