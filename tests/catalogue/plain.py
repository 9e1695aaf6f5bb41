"""The same conditions judged the slow way, one product at a time, straight from the records: what the columns must agree with."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from daogou.schema.condition import Condition
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier

SCALE = {"ml": ("volume", Fraction(1)), "l": ("volume", Fraction(1000)), "g": ("mass", Fraction(1)), "kg": ("mass", Fraction(1000))}
OPPOSITE = {"!=": "=", "not_in": "in", "not_contains": "contains"}


def verdict(condition: Condition, product: Product, suppliers: dict[str, Supplier], today: date, quantity: int | None) -> int:
    """1 met, 0 failed, -1 unknown."""
    op = OPPOSITE.get(condition.op, condition.op)
    truth = _truth(condition, op, product, suppliers.get(product.supplier_id or ""), today, quantity)
    if truth is None:
        return -1
    return int(truth != (op != condition.op))


def _truth(condition: Condition, op: str, product: Product, supplier: Supplier | None, today: date, quantity: int | None) -> bool | None:
    field, values = condition.field, condition.value if isinstance(condition.value, tuple) else (condition.value,)
    if not values:
        return None
    if field == "price":
        known = condition.unit is None or condition.unit == product.currency
        return _number(op, product.price_at(quantity) if known else None, values)
    if field in ("moq", "stock", "review_count", "sold_90d", "rating"):
        return _number(op, getattr(product, field), values)
    if field == "quantity":
        return _quantity(product, values)
    if field == "brand":
        names = [product.brand, *(other.brand for other in product.translations.values())] if product.brand else []
        return _text(op, names, values)
    if field in ("product", "supplier"):
        own = product.id if field == "product" else product.supplier_id
        return own in map(str, values) if own is not None and op in ("=", "in") else None
    if field == "category":
        levels = [*product.category, *(level for other in product.translations.values() for level in other.category)] if product.category else []
        return _text(op, levels, values)
    if field == "certification":
        return _certified(product, values, op, today)
    if field.startswith("attr."):
        return _attribute(op, product, field.removeprefix("attr."), values, condition.unit)
    if field == "supplier.repurchase_rate" and product.repurchase_rate is not None:
        return _number(op, product.repurchase_rate, values)
    if field == "supplier.certifications":
        return _certified(supplier, values, op, today) if supplier is not None else None
    return _supplier(op, supplier, field.removeprefix("supplier."), values)


def _number(op: str, stated: Any, values: Sequence[Any]) -> bool | None:
    wanted = [_decimal(value) for value in values]
    if stated is None or None in wanted or not wanted or op == "contains":
        return None
    own = Decimal(str(stated))
    if op in ("=", "in"):
        return own in wanted
    limit = wanted[0]
    assert limit is not None
    return {"<": own < limit, "<=": own <= limit, ">": own > limit, ">=": own >= limit}[op]


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return None


def _quantity(product: Product, values: Sequence[Any]) -> bool | None:
    wanted = [_decimal(value) for value in values]
    if not wanted or None in wanted:
        return None
    pieces = max(item for item in wanted if item is not None)
    if product.stock is not None and product.stock < pieces:
        return False
    return None if product.moq is None else product.moq <= pieces


def _text(op: str, names: Sequence[str | None], values: Sequence[Any]) -> bool | None:
    if op not in ("=", "in", "contains") or not values:
        return None
    own, wanted = [_plain(name) for name in names if name], [_plain(str(value)) for value in values]
    if not own:
        return None
    return any(text in name if op == "contains" else text == name for name in own for text in wanted)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("襪", "袜").split())


def _certified(product: Product | Supplier, values: Sequence[Any], op: str, today: date) -> bool | None:
    if op not in ("=", "in", "contains") or not values:
        return None
    each: list[bool | None] = []
    for value in values:
        wanted = _plain(str(value)).replace(" ", "")
        found = [item for item in product.certifications if isinstance(value, bool) or _names(_plain(item.name), wanted, op)]
        valid = any(item.valid_until is None or item.valid_until >= today for item in found)
        each.append(None if not found else not valid if value is False else valid)
    return True if True in each else None if None in each else False


def _names(name: str, wanted: str, op: str) -> bool:
    """The test's certificates are made of words between spaces, so that part of a word is easily told."""
    words = name.split(" ")
    runs = ["".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    return wanted == "".join(words) if op != "contains" else wanted in runs


def _supplier(op: str, supplier: Supplier | None, field: str, values: Sequence[Any]) -> bool | None:
    if supplier is None:
        return None
    if field == "location":
        names = [supplier.province, supplier.city, supplier.country]
        names += [name for other in supplier.translations.values() for name in (other.province, other.city)]
        found = _text(op, names, values)
        return True if found else None if found is None or not supplier.city else False
    if field == "kind":
        return _text(op, [supplier.kind], values)
    if field == "verified":
        wanted = [flag for flag in map(_flag, values) if flag is not None]
        return None if supplier.verified is None or not wanted or op not in ("=", "in", "contains") else supplier.verified in wanted
    return _number(op, getattr(supplier, field, None), values)


def _attribute(op: str, product: Product, name: str, values: Sequence[Any], unit: str | None) -> bool | None:
    if name not in product.attributes:
        return None
    stated = _list(product.attributes[name])
    translated = [item for other in product.translations.values() if name in other.attributes for item in _list(other.attributes[name])]
    if op in ("<", "<=", ">", ">="):
        return _or([_measured(op, stated, value, unit) for value in values])
    texts = [_plain(str(item)) for item in [*stated, *translated] if not isinstance(item, bool)]
    if _text(op, texts, values):
        return True
    return _or([_same(stated, value, unit) for value in values])


def _same(stated: Sequence[Any], value: Any, unit: str | None) -> bool | None:
    if isinstance(value, bool) or any(isinstance(item, bool) for item in stated):
        flags = [item for item in stated if isinstance(item, bool)]
        return _flag(value) in flags if flags and _flag(value) is not None else None
    return _measured("=", stated, value, unit)


def _flag(value: Any) -> bool | None:
    """0 and 1 are flags too."""
    return bool(value) if isinstance(value, int) and value in (0, 1) else None


def _measured(op: str, stated: Sequence[Any], value: Any, unit: str | None) -> bool | None:
    wanted = _measure(f"{value}{unit or ''}") or _measure(str(value))
    if wanted is None:
        return False if op == "=" else None
    own = [item for item in (_measure(str(item)) for item in stated if not isinstance(item, bool)) if item]
    comparable = [number for dimension, number in own if dimension == wanted[0]]
    if not comparable:
        return False if op == "=" and not own else None
    limit = wanted[1]
    return any({"=": own == limit, "<": own < limit, "<=": own <= limit, ">": own > limit, ">=": own >= limit}[op] for own in comparable)


def _measure(text: str) -> tuple[str | None, Fraction] | None:
    text = text.strip().lower()
    for unit in sorted(SCALE, key=len, reverse=True):
        if text.endswith(unit):
            dimension, factor = SCALE[unit]
            number = _decimal(text.removesuffix(unit).strip())
            return (dimension, Fraction(number) * factor) if number is not None else None
    number = _decimal(text)
    return (None, Fraction(number)) if number is not None else None


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple) else [value]


def _or(truths: Sequence[bool | None]) -> bool | None:
    return True if True in truths else None if None in truths else False
