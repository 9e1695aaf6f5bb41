"""Match a description with the products shown: by the catalogue's judge, else by the words of their records."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache
from math import log
from operator import mul
from typing import NamedTuple, Protocol

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...catalogue.text import normal
from ...catalogue.world_brands import world_brands
from ...retrievers.analysis import frequency, is_chinese
from ...retrievers.analysis import words as content
from ...retrievers.held import held, rooted
from ...schema.condition import Condition
from ...schema.product import Product
from ...schema.reference import Reference
from ...schema.supplier import Supplier
from ..language.lexicon import lexicon
from ..language.text import language_of
from ..tokens.lacked import unwanted


class Records(Protocol):
    """The interface needed of an open catalogue, at the date and quantity of the turn."""

    quantity: int | None

    def product(self, product_id: str) -> Product | None: ...
    def supplier(self, supplier_id: str) -> Supplier | None: ...
    def products_of(self, supplier_id: str) -> list[str]: ...
    def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]: ...
    def saying(self, product_ids: Sequence[str], words: str) -> list[str]: ...
    def nearest(self, product_ids: Sequence[str], words: str) -> list[str]: ...
    def named(self, words: Sequence[str], shelf: str | None) -> list[str]: ...


class Recorded:
    """`Records` of `catalogue` at `today`, for `quantity` pieces."""

    def __init__(self, catalogue: Catalogue, today: date, quantity: int | None = None) -> None:
        self.catalogue, self.today, self.quantity = catalogue, today, quantity

    def product(self, product_id: str) -> Product | None:
        return self.catalogue.product(product_id)

    def supplier(self, supplier_id: str) -> Supplier | None:
        return self.catalogue.supplier(supplier_id)

    def products_of(self, supplier_id: str) -> list[str]:
        """The supplier's products, best sold first."""
        products = self.catalogue.products(self.catalogue.supplier_products(supplier_id))
        return [product.id for product in sorted(products, key=lambda product: (-(product.sold_90d or 0), product.id))]

    def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]:
        """The products known to meet the condition."""
        rows = {product_id: row for product_id in product_ids if (row := self.catalogue.row(product_id)) is not None}
        verdicts = self._judge.verdicts(condition) if rows else ()
        return [product_id for product_id, row in rows.items() if verdicts[row] == 1]

    def saying(self, product_ids: Sequence[str], words: str) -> list[str]:
        """The products with a line on file that says the same as `words`; [] here, where only records are read."""
        return []

    def nearest(self, product_ids: Sequence[str], words: str) -> list[str]:
        """The product whose title comes clearly nearest to the words; none where only records are looked into."""
        return []

    def named(self, words: Sequence[str], shelf: str | None) -> list[str]:
        """Products of the whole catalogue that are called by all the words; none where only records are looked into."""
        return []

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.catalogue.columns, self.today, self.quantity)


class Fit(NamedTuple):
    """`ids` are the products that a description fits best, in their order, and `share` how much of it they have, from 0 to 1."""

    share: float
    ids: tuple[str, ...]


def described(reference: Reference, listed: Sequence[str], records: Records) -> list[str]:
    """Those of `listed` that the reference describes, in their order."""
    return list(fit(reference, listed, records).ids)


def fit(reference: Reference, listed: Sequence[str], records: Records) -> Fit:
    """A condition that none of `listed` meets is looked for as words; words that none of them has are left out where something else fits.
    A soft condition beside anything else decides among several only."""
    left, share = tuple(listed), 1.0
    for condition in [each for each in reference.conditions if each.hard] or (() if reference.words else reference.conditions):
        fitting = _fitting(condition, listed, records)
        left, share = tuple(each for each in left if each in fitting.ids), min(share, fitting.share)
    for word in reference.words:
        called = having_words(word, left, records)
        if called.ids or not any(each.hard for each in reference.conditions):
            left, share = called.ids, min(share, called.share)
    for condition in (each for each in reference.conditions if not each.hard):
        left = tuple(records.meeting(left, condition)) or left
    return Fit(share, left if len(left) < 2 else tuple(_named(reference, left, records)) or left)


def _named_exactly(reference: Reference, listed: Sequence[str], records: Records) -> list[str]:
    """The products that state exactly the words: between cotton and organic cotton "the cotton one" is the first."""
    said = [normal(each.text) for each in reference.conditions if each.hard and each.field.startswith("attr.")]
    values = {product_id: _text(product_id, records).split(_BAR) for product_id in listed} if said else {}
    return [product_id for product_id, own in values.items() if all(each in own for each in said)]


def _fitting(condition: Condition, listed: Sequence[str], records: Records) -> Fit:
    meeting = tuple(records.meeting(listed, condition))
    if meeting or condition.field in _NUMBERS:
        return Fit(1.0, meeting)
    return _called(condition.text, listed, records)


_BAR = " | "
_NUMBERS = ("price", "moq", "sold_90d", "stock", "review_count", "product")
LEAST, NEARLY = 0.4, 0.05
"""How much of a description a product must have to be what is meant, and how much less than the best it may have to be meant beside it."""
_GLUE = frozenset(("one", "product_word", "reference", "it"))


def having_words(words: str, listed: Sequence[str], records: Records) -> Fit:
    """Those that are called so; of words that want something away, beside which something is called so, those that aren't."""
    away = unwanted(words)
    if not away:
        return _called(words, listed, records)
    having = _called(away, listed, records)
    return Fit(having.share, tuple(each for each in listed if each not in having.ids) if having.ids else ())


def _called(words: str, listed: Sequence[str], records: Records) -> Fit:
    """Those whose records have most of the words, in either language: in title, kind, brand or values, or the supplier's name or place. What tells
    fewer of them apart weighs more."""
    said = _terms(words)
    texts = {product_id: _by_script(_text(product_id, records)) for product_id in listed}
    scripts = {product_id: _scripts(product_id, records) for product_id in listed}
    has = {each: [max(_held(term, part, scripts[each]) for part in text) for term in said] for each, text in texts.items()}
    if not said or not has:
        return Fit(0.0, ())
    weights = [_weight(term, sum(map(bool, of_each)), len(has)) for term, of_each in zip(said, zip(*has.values(), strict=True), strict=True)]
    shares = {product_id: sum(map(mul, weights, own)) / sum(weights) for product_id, own in has.items()}
    best = max(shares.values())
    return Fit(best, tuple(each for each, share in shares.items() if share >= best - NEARLY)) if best >= LEAST else Fit(best, ())


def _terms(words: str) -> list[str]:
    """Its words without what only points; signs that the dictionary knows no word of stand together: 铝框, 强粘."""
    found = list[str]()
    for term in (word.term for word in content(normal(words)) if not _is_glue(word.term)):
        apart = found and len(term) == 1 and is_chinese(term) and is_chinese(found[-1]) and f"{found[-1]}{term}" in words
        if apart and (len(found[-1]) == 1 or not frequency(found[-1])):
            found[-1] += term
        else:
            found.append(term)
    return found


@lru_cache(maxsize=4096)
def _by_script(text: str) -> tuple[str, ...]:
    """What of a record is in Chinese, and what isn't."""
    parts = text.split(_BAR)
    halves = (_BAR.join(part for part in parts if (language_of(part) == "zh") is chinese) for chinese in (True, False))
    return tuple(filter(None, halves)) or ("",)


def _held(term: str, text: str, scripts: Collection[bool]) -> float:
    """What a word has in common with names in the other language counts where no title is in its own."""
    own = max(held(name, text) for name in _brand_names().get(term, (term,)))
    return own or (0.0 if is_chinese(term) in scripts else rooted(term, text))


def _scripts(product_id: str, records: Records) -> set[bool]:
    """Whether its titles are in Chinese."""
    product = records.product(product_id)
    titles = () if product is None else (product.title, *(product.text(language).title for language in product.translations))
    return {language_of(title) == "zh" for title in titles if title}


@cache
def _brand_names() -> dict[str, tuple[str, ...]]:
    """By each name of a brand of the world all its names, as terms: 希捷 and Seagate."""
    of_each = [[content(name) for name in names] for names in world_brands()]
    terms = [tuple(word.term for name in names for word in name) for names in of_each if all(len(name) == 1 for name in names)]
    return {term: own for own in terms for term in own}


def _weight(term: str, having: int, of: int) -> float:
    """From 1, of what only one of them or none has, down to little, of what all have; half of it of a single sign, which means too much."""
    return (1.0 if having < 2 else 0.1 + 0.9 * log(of / having) / log(of)) * (0.5 if len(term) == 1 else 1.0)


def _is_glue(term: str) -> bool:
    return any(meaning.kind in _GLUE for meaning in lexicon().grammar.get(term))


def _text(product_id: str, records: Records) -> str:
    product = records.product(product_id)
    if product is None:
        return ""
    supplier = records.supplier(product.supplier_id) if product.supplier_id else None
    said: list[object] = []
    for language in ("", *product.translations):
        own = product.text(language)
        said += [own.title, own.brand, *own.category, *_values(own.attributes), *(each.name for each in own.certifications)]
        if supplier is not None:
            theirs = supplier.text(language)
            said += [theirs.name, theirs.province, theirs.city]
    return normal(_BAR.join(str(each) for each in said if each))


def _values(attributes: Mapping[str, object]) -> list[object]:
    return [each for value in attributes.values() for each in (value if isinstance(value, (tuple, list)) else (value,))]
