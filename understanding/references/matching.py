"""Match a description with the products shown: by the catalogue's judge, else by the words of their records."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...catalogue.text import normal
from ...schema.condition import Condition
from ...schema.product import Product
from ...schema.reference import Reference
from ...schema.supplier import Supplier
from ..language.atom import atoms
from ..tokens.lacked import unwanted


class Records(Protocol):
    """The interface needed of an open catalogue, at the date and quantity of the turn."""

    quantity: int | None

    def product(self, product_id: str) -> Product | None: ...
    def supplier(self, supplier_id: str) -> Supplier | None: ...
    def products_of(self, supplier_id: str) -> list[str]: ...
    def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]: ...
    def saying(self, product_ids: Sequence[str], words: str) -> list[str]: ...
    def named(self, words: Sequence[str]) -> list[str]: ...


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

    def named(self, words: Sequence[str]) -> list[str]:
        """The products of the whole catalogue whose names have all the words; [] here, where only records are read."""
        return []

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.catalogue.columns, self.today, self.quantity)


def described(reference: Reference, listed: Sequence[str], records: Records) -> list[str]:
    """The products of `listed` that the reference describes, in order. A condition that none meets is matched by its words; words that none has are
    ignored if something else matches; a soft condition beside others only breaks ties."""
    left, fitted = list(listed), False
    musts = [each for each in reference.conditions if each.hard]
    for condition in musts or (() if reference.words else reference.conditions):
        left = [each for each in left if each in _fitting(condition, listed, records)]
        fitted = True
    called = [having for word in reference.words if (having := having_words(word, listed, records))]
    if reference.words and not called and not fitted:
        return []
    for having in called:
        left = [each for each in left if each in having]
    for condition in (each for each in reference.conditions if not each.hard):
        left = records.meeting(left, condition) or left
    return left if len(left) < 2 else _named_exactly(reference, left, records) or left


def _named_exactly(reference: Reference, listed: Sequence[str], records: Records) -> list[str]:
    """The products that state exactly the words: between cotton and organic cotton "the cotton one" is the first."""
    said = [normal(each.text) for each in reference.conditions if each.hard and each.field.startswith("attr.")]
    values = {product_id: _text(product_id, records).split(_BAR) for product_id in listed} if said else {}
    return [product_id for product_id, own in values.items() if all(each in own for each in said)]


def _fitting(condition: Condition, listed: Sequence[str], records: Records) -> list[str]:
    return records.meeting(listed, condition) or (_with_words(condition.text, listed, records) if condition.field not in _NUMBERS else [])


_BAR = " | "
_NUMBERS = ("price", "moq", "sold_90d", "stock", "review_count", "product")


def having_words(words: str, listed: Sequence[str], records: Records) -> list[str]:
    """The products whose records have the words. If the words deny something that some of them have, those without it."""
    away = unwanted(words)
    if not away:
        return _with_words(words, listed, records)
    having = _with_words(away, listed, records)
    return [each for each in listed if each not in having] if having else []


def _with_words(words: str, listed: Sequence[str], records: Records) -> list[str]:
    """The products whose record has all the words: in title, brand, values, or the supplier's name or place."""
    said = normal(words)
    pieces = [piece.key for piece in atoms(said) if piece.latin or piece.digits]
    han = "".join(char for char in said if char >= "\u3400")
    texts = {product_id: _text(product_id, records) for product_id in listed} if pieces or han else {}
    for start in range(max(1, len(han) - 1)):  # 适配三星 describes what is called 三星
        found = [product_id for product_id, text in texts.items() if _has(text, han[start:], pieces)]
        if found:
            return found
    return []


def _has(text: str, han: str, pieces: Sequence[str]) -> bool:
    known = {piece.key for piece in atoms(text)} if pieces else set()
    return han in text.replace(" ", "") and all(piece in known for piece in pieces)


def _text(product_id: str, records: Records) -> str:
    product = records.product(product_id)
    if product is None:
        return ""
    supplier = records.supplier(product.supplier_id) if product.supplier_id else None
    said: list[object] = []
    for language in ("", *product.translations):
        own = product.text(language)
        said += [own.title, own.brand, *_values(own.attributes), *(each.name for each in own.certifications)]
        if supplier is not None:
            theirs = supplier.text(language)
            said += [theirs.name, theirs.province, theirs.city]
    return normal(_BAR.join(str(each) for each in said if each))


def _values(attributes: Mapping[str, object]) -> list[object]:
    return [each for value in attributes.values() for each in (value if isinstance(value, (tuple, list)) else (value,))]
