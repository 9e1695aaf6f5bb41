"""Match a description with the products shown: by the catalogue's judge, else by the words of their records."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
from ...retrievers.lexicon import groups_by_word
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
    def wanted(self, product_ids: Sequence[str]) -> list[str]: ...
    def nearest(self, product_ids: Sequence[str], words: str) -> list[str]: ...
    def named(self, words: Sequence[str], shelf: str | None, conditions: Sequence[Condition] = ()) -> list[str]: ...


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

    def wanted(self, product_ids: Sequence[str]) -> list[str]:
        """The products that aren't recorded to be otherwise than the buyer's words want them; all of them here."""
        return list(product_ids)

    def nearest(self, product_ids: Sequence[str], words: str) -> list[str]:
        """The one product whose title is clearly nearest in meaning to `words`; [] here, where only records are read."""
        return []

    def named(self, words: Sequence[str], shelf: str | None, conditions: Sequence[Condition] = ()) -> list[str]:
        """Products of the catalogue whose names have all the words and that meet the conditions, of `shelf` alone if it has any; [] here."""
        return []

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.catalogue.columns, self.today, self.quantity)


class Fit(NamedTuple):
    """The products that match a description best, in order, and the `share` of it that their records have, from 0 to 1."""

    share: float
    ids: tuple[str, ...]


def described(reference: Reference, listed: Sequence[str], records: Records) -> list[str]:
    """The products of `listed` that the reference describes, in order."""
    return list(fit(reference, listed, records).ids)


def fit(reference: Reference, listed: Sequence[str], records: Records) -> Fit:
    """The products of `listed` that match the reference best. A condition that none meets is matched by its words; words that none has are ignored if
    something else matches; a soft condition beside others only breaks ties."""
    musts = [each for each in reference.conditions if each.hard] or (() if reference.words else reference.conditions)
    fits = [_fitting(each, listed, records) for each in musts]
    fits += [found for word in reference.words if (found := having_words(word, listed, records)).ids]
    if not fits:
        return Fit(0.0, ())
    left = tuple(each for each in listed if all(each in found.ids for found in fits))
    for condition in (each for each in reference.conditions if not each.hard):
        left = tuple(records.meeting(left, condition)) or left
    left = left if len(left) < 2 else tuple(_named_exactly(reference, left, records)) or left
    return Fit(min(found.share for found in fits), left)


def _named_exactly(reference: Reference, listed: Sequence[str], records: Records) -> list[str]:
    """The products that state exactly the words: between cotton and organic cotton "the cotton one" is the first."""
    said = [normal(each.text) for each in reference.conditions if each.hard and each.field.startswith("attr.")]
    values = {product_id: _text(product_id, records).split(_BAR) for product_id in listed} if said else {}
    return [product_id for product_id, own in values.items() if all(each in own for each in said)]


def _fitting(condition: Condition, listed: Sequence[str], records: Records) -> Fit:
    meeting = tuple(records.meeting(listed, condition))
    if meeting or condition.field in _NUMBERS:
        return Fit(1.0, meeting)
    return _with_most_words(condition.text, listed, records)


_BAR = " | "
_NUMBERS = ("price", "moq", "sold_90d", "stock", "review_count", "product")
LEAST, NEARLY = 0.4, 0.05
"""The share of a description that a product must have to match, and how far below the best it may be to match too."""
_LONGEST = 4
"""Words of a phrase that is known."""
_GLUE = frozenset(("one", "product_word", "reference", "it"))


def having_words(words: str, listed: Sequence[str], records: Records) -> Fit:
    """The products whose records have most of the words. If the words deny something that some of them have, those without it."""
    away = unwanted(words)
    if not away:
        return _with_most_words(words, listed, records)
    having = _with_most_words(away, listed, records)
    return Fit(having.share, tuple(each for each in listed if each not in having.ids) if having.ids else ())


def _with_most_words(words: str, listed: Sequence[str], records: Records) -> Fit:
    """The products whose records have most of the words, in either language: in title, category, brand, values, or the supplier's name or place. A
    word weighs more the fewer of the products have it."""
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
    """The terms of `words` without pronouns, a phrase with a meaning of its own as one: polka dot; adjacent characters that are no word of the
    dictionary form one term: 铝框, 强粘."""
    found, said = list[str](), normal(words)
    for phrase in _phrases(said):
        found.append(phrase)
        said = said.replace(phrase, " ", 1)
    for term in (word.term for word in content(said) if not _is_glue(word.term)):
        apart = found and len(term) == 1 and is_chinese(term) and is_chinese(found[-1]) and f"{found[-1]}{term}" in words
        if apart and (len(found[-1]) == 1 or not frequency(found[-1])):
            found[-1] += term
        else:
            found.append(term)
    return found


def _phrases(said: str) -> Iterator[str]:
    """Of English words those side by side that are known to mean something together, the longest from the left."""
    parts, place = said.split(), 0
    while said.isascii() and place < len(parts):
        size = next(
            (size for size in range(min(_LONGEST, len(parts) - place), 1, -1) if " ".join(parts[place : place + size]) in groups_by_word()), 0
        )
        if size:
            yield " ".join(parts[place : place + size])
        place += size or 1


@lru_cache(maxsize=4096)
def _by_script(text: str) -> tuple[str, ...]:
    """The Chinese parts of a record's text, and the others."""
    parts = text.split(_BAR)
    halves = (_BAR.join(part for part in parts if (language_of(part) == "zh") is chinese) for chinese in (True, False))
    return tuple(filter(None, halves)) or ("",)


def _held(term: str, text: str, scripts: Collection[bool]) -> float:
    """How much of `term` the text has, from 0 to 1. Roots count only if the product has no title in the language of the term (`scripts`)."""
    own = max(held(name, text) for name in _brand_names().get(term, (term,)))
    return own or (0.0 if is_chinese(term) in scripts else rooted(term, text))


def _scripts(product_id: str, records: Records) -> set[bool]:
    """True for a Chinese title of the product, False for another."""
    product = records.product(product_id)
    titles = () if product is None else (product.title, *(product.text(language).title for language in product.translations))
    return {language_of(title) == "zh" for title in titles if title}


@cache
def _brand_names() -> dict[str, tuple[str, ...]]:
    """Each one-word name of a world brand -> all its names: 希捷 -> 希捷, seagate."""
    of_each = [[content(name) for name in names] for names in world_brands()]
    terms = [tuple(word.term for name in names for word in name) for names in of_each if all(len(name) == 1 for name in names)]
    return {term: own for own in terms for term in own}


def _weight(term: str, having: int, of: int) -> float:
    """The weight of a term that `having` of so many products have: 1 for one or none, 0.1 for all; half for a single Chinese character."""
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
