"""Products called by words of their title."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from .analysis import words

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from .products import ProductRetriever


class Titles(Protocol):
    """Of the catalogue that a message is read by."""

    def of(self, product_id: str) -> tuple[str, ...]:
        """The product's title in every language that it has one in."""
        ...

    def having(self, text: str) -> Sequence[str]:
        """Ids of the products whose title has all the words of `text`; the first two where there are more."""
        ...


class NoTitles:
    """Where no catalogue is open."""

    def of(self, product_id: str) -> tuple[str, ...]:
        return ()

    def having(self, text: str) -> Sequence[str]:
        return ()


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
        said = [word.term for word in words(text)]
        return self._retriever.titled(said, most=2) if said else ()
