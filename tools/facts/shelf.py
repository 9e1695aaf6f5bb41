"""The goods that a question of general knowledge is about, as the store has them: what their own records and reviews tell stands in for a guide."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...catalogue.conditions import Judge
from ...dialogue.linking import Linked
from ...retrievers.lexicon import things_in
from ...retrievers.stop_words import STOP_WORDS
from ...schema.command import Want
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.product import Product
from ...understanding.language.text import language_of
from ...understanding.tokens.lexer import tokens
from ..decisions.offer import Offer
from ..searching.offers import judged, offers
from ..searching.probing import Probing
from ..shop import Shop
from .worded import has_words, is_silent, tells_of

_EITHER = re.compile(r"\s*[/、]\s*")
MOST = 300
"""Products that are looked at."""


@dataclass(frozen=True)
class Shelf:
    """All that the store has of the goods in question: of `category`, or what is found for their words where they are of none."""

    shop: Shop
    subject: str
    category: str | None
    goods: tuple[Offer, ...]
    today: date
    language: str

    def kinds(self, sides: Sequence[str]) -> tuple[str, ...]:
        """The kinds of goods that the sides are, where each names one of its own; () where they are of one kind."""
        linked = Linked(self.shop.reader, (self.category,) if self.category else ())
        named = [linked.goods(side)[0] for side in sides]
        return tuple(kind for kind in named if kind) if len({*named}) == len(named) and all(named) else ()

    def each(self, sides: Sequence[str]) -> list[tuple[Offer, ...]]:
        """The goods of each side: all of a kind, where each names a kind of its own."""
        need = Need(language="zh" if self.language == "zh" else "en")
        return [_of(kind, self.shop, need, self.today) for kind in self.kinds(sides)] or [self.of(side) for side in sides]

    def of(self, words: str) -> tuple[Offer, ...]:
        """Those whose records state what the words name, by a field where one is for it."""
        if len(parts := _EITHER.split(words)) > 1:
            told = {offer.id for part in parts for offer in self.of(part)}
            return tuple(offer for offer in self.goods if offer.id in told)
        told = {offer.id for offer in self.goods if has_words(offer.product, words, self.language)}
        told = told or {offer.id for offer in self.goods if tells_of(offer.product, words, self.language)}
        if conditions := self.conditions(words):
            rows = [self.shop.catalogue.row(offer.id) for offer in self.goods]
            verdicts = [Judge(self.shop.catalogue.columns, self.today).verdicts(one) for one in conditions]
            told = {
                offer.id for offer, row in zip(self.goods, rows, strict=True) if row is not None and all(int(each[row]) == 1 for each in verdicts)
            } or told
        return tuple(offer for offer in self.goods if offer.id in told)

    def conditions(self, words: str) -> tuple[Condition, ...]:
        """What such goods state the words by: an attribute that the question names before others."""
        if self.category is None:
            return ()
        linked, vocabulary = Linked(self.shop.reader, (self.category,)), self.shop.reader.vocabulary
        named = [name for token in tokens(self.subject, vocabulary) for names in token.values("attribute") for name in names]
        for name in dict.fromkeys(one for one in named if vocabulary.shelf(self.category).states(one)):
            found = linked.values(Want(field=f"attr.{name}", value=words), self.category)
            if found and all(one.field == f"attr.{name}" for one in found):
                return found
        return linked.values(Want(value=words), self.category)

    def silent_on(self, words: str) -> bool:
        """Whether no record speaks of it, though all are in its language, and one of its words stands nowhere. A number without a field may be
        written otherwise."""
        facets = (self.shop.catalogue.facets().attribute(one.field.removeprefix("attr.")) for one in self.conditions(words))
        measured = [facet.name for facet in facets if facet is not None and facet.kind == "number"]
        if any(sum(name in offer.product.attributes for offer in self.goods) > len(self.goods) / 2 for name in measured):
            return True
        if any(map(str.isdigit, words)):
            return False
        parts = [part for part in words.split() if part.casefold() not in STOP_WORDS] if words.isascii() else [words]
        nowhere = (all(is_silent(offer.product, each, self.language) for offer in self.goods) for each in (words, *parts))
        return next(nowhere) and any(nowhere)


def shelf_of(subject: str, sides: Sequence[str], shop: Shop, need: Need, today: date, shown: Sequence[str] = ()) -> Shelf:
    """Of the goods that the question begins with, else of those in hand, else of what was `shown` last. Where several are to be bought, of those
    whose records tell of the most sides."""
    category = _named(subject, sides, shop) or need.category or _common(shop.catalogue.products(shown))
    if category is not None and category == need.category and sides and need.waiting:
        waits = [one.category for one in need.waiting if Linked(shop.reader).sells(one.category)]
        shelves = [Shelf(shop, subject, each, _of(each, shop, need, today), today, need.language) for each in dict.fromkeys((category, *waits))]
        return max(shelves, key=lambda shelf: sum(bool(shelf.of(side)) for side in sides))
    if category is not None:
        return Shelf(shop, subject, category, _of(category, shop, need, today), today, need.language)
    searched = [need.query] if need.query else [*sides]
    found = [
        shop.retriever.retrieve(Need(language=need.language, query=query, currency=need.currency), today=today, k=MOST) for query in searched if query
    ]
    every = {each.product_id: each for one in found if not one.nothing_near for each in one.candidates}
    return Shelf(shop, subject, None, offers(shop.catalogue, tuple(every.values()), need.quantity), today, need.language)


def _named(subject: str, sides: Sequence[str], shop: Shop) -> str | None:
    """The kind of the thing that stands first in the question, where that is no side of it: 茶几选木头的还是玻璃的."""
    first = next(("".join(thing) if language_of(subject) == "zh" else " ".join(thing) for thing in things_in(subject)), "")
    if not first or not subject.casefold().startswith(first) or any(first in side.casefold() for side in sides):
        return None
    return Linked(shop.reader, (), lambda goods: Probing(shop, goods).found.kind).goods(first)[0]


def _common(products: Sequence[Product]) -> str | None:
    kinds = Counter(product.category[-1] for product in products if product.category)
    return kinds.most_common(1)[0][0] if kinds else None


def _of(category: str, shop: Shop, need: Need, today: date) -> tuple[Offer, ...]:
    columns, kind = shop.catalogue.columns, Condition(id="c0", field="category", op="=", value=category)
    rows = np.flatnonzero(Judge(columns, today, need.quantity).mask((kind,)))[:MOST]
    ids = [str(columns.ids[row]) for row in rows]
    return offers(shop.catalogue, judged(shop.catalogue, ids, need, today), need.quantity)
