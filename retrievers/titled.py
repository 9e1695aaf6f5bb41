"""Products called by words of their title."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from ..catalogue.text import normal
from .analysis import words

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from .products import ProductRetriever


_LOOKED_AT = 100
"""Titles that have the words of a phrase, among which one is looked for that has it as it stands."""


class Titles(Protocol):
    """Of the catalogue that a message is read by."""

    def of(self, product_id: str) -> tuple[str, ...]:
        """The product's title in every language that it has one in."""
        ...

    def having(self, text: str) -> Sequence[str]:
        """Ids of the products whose title has all the words of `text`; the first two where there are more."""
        ...

    def holding(self, text: str) -> Sequence[str]:
        """The same, of a hundred where there are more."""
        ...

    def says(self, text: str) -> bool:
        """Whether a title has `text` as it stands; also where nobody knows."""
        ...


class NoTitles:
    """Where no catalogue is open."""

    def of(self, product_id: str) -> tuple[str, ...]:
        return ()

    def having(self, text: str) -> Sequence[str]:
        return ()

    def holding(self, text: str) -> Sequence[str]:
        return ()

    def says(self, text: str) -> bool:
        return True


class Titled:
    """`Titles` of an open catalogue."""

    def __init__(self, catalogue: "Catalogue", retriever: "ProductRetriever") -> None:
        self._catalogue, self._retriever = catalogue, retriever

    def of(self, product_id: str) -> tuple[str, ...]:
        product = self._catalogue.product(product_id)
        if product is None:
            return ()
        return tuple(dict.fromkeys([product.title, *(each.title for each in product.translations.values() if each.title)]))

    def having(self, text: str) -> Sequence[str]:
        return self._having(text, most=2)

    def holding(self, text: str) -> Sequence[str]:
        return self._having(text, most=_LOOKED_AT)

    def says(self, text: str) -> bool:
        said = _close(text)
        return any(said in _close(title) for product_id in self._having(text, most=_LOOKED_AT) for title in self.of(product_id))

    def _having(self, text: str, most: int) -> list[str]:
        said = [word.term for word in words(text)]
        return self._retriever.titled(said, most) if said else []


def _close(text: str) -> str:
    return normal(text).replace(" ", "").replace("-", "")
