"""The records that pointers are followed in, with what is on file of products beside them: 两台能连一起 is said of those that link in pairs."""

from collections.abc import Iterator, Sequence
from datetime import date

from ...schema.condition import Condition
from ...schema.product import Product
from ...understanding.language.text import language_of
from ...understanding.references.matching import Recorded, having_words
from ..searching.wish import Record, wish
from ..shop import Shop
from ..wording.wording import Wording
from .answers import Answers

LOOKED = 20
"""Products of the catalogue that a search for the words may bring."""
MOST = 5
"""Products that words may name together: what more are called is no name of theirs, but a number is."""
CALLED = 0.8
"""How much of the words a record must have."""


class Pointed(Recorded):
    """`shop` on `today`, for `quantity` pieces, of goods that the buyer wants as his `words` say."""

    def __init__(self, shop: Shop, today: date, quantity: int | None = None, words: Sequence[str] = ()) -> None:
        super().__init__(shop.catalogue, today, quantity)
        self._shop, self._words = shop, words
        self._said: dict[tuple[tuple[str, ...], str], list[str]] = {}

    def saying(self, product_ids: Sequence[str], words: str) -> list[str]:
        """Those of which a line on file says what the words do."""
        key = tuple(product_ids), words  # a pointer is followed more than once in a turn
        if key not in self._said:
            self._said[key] = self._saying(product_ids, words)
        return self._said[key]

    def _saying(self, product_ids: Sequence[str], words: str) -> list[str]:
        products = self.catalogue.products(list(product_ids))
        language = language_of(words) or self.catalogue.manifest.languages[0]
        answers = Answers(self.catalogue.reviews, self._shop.meanings, Wording(language, 0, self._shop.glossary), few=True)
        return [product.id for product in products if answers(product, words).told]

    def wanted(self, product_ids: Sequence[str]) -> list[str]:
        """Without those of which a record says another colour or material, or what else is one of a kind, where others are as the words say."""
        left = list(product_ids)
        for one in (each for each in map(wish, self._words) if each.of_a_kind):
            told = {each.id: one.told(Record.of(each, self.catalogue.manifest.languages[0])) for each in self.catalogue.products(left)}
            if any(said is not None and said.met for said in told.values()):
                left = [each for each in left if (said := told.get(each)) is None or said.met]
        return left

    def nearest(self, product_ids: Sequence[str], words: str) -> list[str]:
        """The products whose titles, in the buyer's language or another, come clearly nearest to the words in meaning."""
        titles = {product.id: tuple(_titles(product)) for product in self.catalogue.products(list(product_ids))}
        return self._shop.meanings.titled(words, titles)

    def named(self, words: Sequence[str], shelf: str | None, conditions: Sequence[Condition] = ()) -> list[str]:
        """Products that are called by all the words and meet the conditions, the nearest first: those of the shelf, else of the whole catalogue where
        they are few."""
        of_shelf = (*conditions, Condition(id="c0", field="category", op="=", value=shelf or ""))
        if own := self._called(words, of_shelf) if shelf is not None else []:
            return own
        ids = self._called(words, conditions) if words else []
        return ids[:MOST] if len(ids) <= MOST or any(map(str.isdigit, " ".join(words))) else []

    def _called(self, words: Sequence[str], where: Sequence[Condition] = ()) -> list[str]:
        ids = [one.product_id for one in self._shop.retriever.search(" ".join(words), LOOKED, where).candidates]
        for word in words:
            called = having_words(word, ids, self)
            ids = list(called.ids) if called.share >= CALLED else []
        return ids


def _titles(product: Product) -> Iterator[str]:
    """Each once, as recorded first."""
    yield from dict.fromkeys(filter(None, (product.title, *(product.text(language).title for language in ("zh", "en")))))
