"""What the store states of a product, a supplier or a text: its words with what they deny, and its numbers with what they measure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ...schema.product import Certification, Product
from ...schema.supplier import Supplier
from .phrases import Piece, pieces
from .spoken import Text, plain, text_of
from .units import UNITS, Amount, amounts
from .vocabulary import labels_of

_SAYS_NO = re.compile("[无否]|不(?![锈粘])")


@dataclass(frozen=True)
class Known:
    """A thing that a statement may be about. `said` are its texts; `amounts` its numbers by what they measure; `certificates` its own, `translated`
    those in other languages too; `whole` all its texts; `stated` these texts field by field."""

    key: str
    names: tuple[str, ...]
    said: Text
    amounts: frozenset[Amount]
    certificates: tuple[Certification, ...] = ()
    translated: tuple[Certification, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    supplier: "Known | None" = None
    whole: str = ""
    stated: tuple[Piece, ...] = ()

    def has(self, kind: str, value: Decimal) -> bool:
        return (kind, value) in self.amounts


def product_known(product: Product, supplier: Known | None) -> Known:
    texts = [product.text(language) for language in ("zh", "en")]
    words = [str(value) for text in texts for value in (text.title, text.description, text.brand, *text.category) if value]
    values = dict(_values(product))
    words += [piece for text in texts for name, value in text.attributes.items() for piece in _worded(value)]
    words += [label for name, value in product.attributes.items() if not denied(value) for label in labels_of(f"attr.{name}")]
    words += [certificate.name for text in texts for certificate in text.certifications] + [one.name for one in product.certifications]
    found = {
        (kind, Decimal(str(value)).normalize())
        for kind, value in values.items()
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    }
    found |= {("money", tier.unit_price.normalize()) for tier in product.price} | {("tier", Decimal(one.min_qty)) for one in product.tiers}
    for name, value in product.attributes.items():
        found |= {
            (unit_of(name), Decimal(str(one)).normalize()) for one in _each(value) if isinstance(one, (int, float)) and not isinstance(one, bool)
        }
    found |= {each for text in words for each in amounts(text)}
    return Known(
        product.id,
        tuple(str(text.title) for text in texts) + (product.title,),
        text_of(words),
        frozenset(found),
        product.certifications,
        tuple(one for text in texts for one in text.certifications),
        values,
        supplier,
        " | ".join(map(plain, words)),
        tuple(_pieces(product)),
    )


def _pieces(product: Product) -> Iterator[Piece]:
    for text in (product.text(language) for language in ("zh", "en")):
        yield from pieces("", (each for each in (text.title, text.description) if each))
        yield from pieces("category", text.category)
        yield from pieces("brand", [text.brand] if text.brand else [])
        yield from pieces("certification", (one.name for one in text.certifications))
        for name, value in text.attributes.items():
            yield from pieces(f"attr.{name}", (each for each in _worded(value) if not _affirms(each) and not _denies(each)))
    for name, value in product.attributes.items():
        if not denied(value) and (not any(_worded(value)) or any(map(_affirms, _each(value)))):
            yield from pieces(f"attr.{name}", labels_of(f"attr.{name}"))


def supplier_known(supplier: Supplier) -> Known:
    texts = [supplier.text(language) for language in ("zh", "en")]
    words = [piece for text in texts for piece in (text.name, text.province, text.city, *text.capabilities) if piece]
    words += [supplier.country or "", *supplier.main_categories] + [one.name for text in texts for one in text.certifications]
    values = {name: getattr(supplier, name) for name in ("kind", "years", "verified", "rating", "response_hours", "repurchase_rate")}
    measured = {"years": supplier.years, "supplier.rating": supplier.rating, "response": supplier.response_hours}
    found = {(kind, Decimal(str(value)).normalize()) for kind, value in measured.items() if value is not None}
    if supplier.repurchase_rate is not None:
        found.add(("repurchase", (Decimal(str(supplier.repurchase_rate)) * 100).quantize(Decimal(1)).normalize()))
    return Known(
        supplier.id,
        tuple(str(text.name) for text in texts),
        text_of(words),
        frozenset(found | {each for text in words for each in amounts(text)}),
        supplier.certifications,
        tuple(one for text in texts for one in text.certifications),
        values,
        whole=" | ".join(map(plain, words)),
        stated=tuple(
            piece
            for text in texts
            for piece in pieces("supplier", [*(each for each in (text.name, text.province, text.city) if each), *text.capabilities])
        )
        + tuple(
            pieces("supplier", [supplier.country or "", *supplier.main_categories, *(one.name for text in texts for one in text.certifications)])
        ),
    )


def denied(value: Any) -> bool:
    """A value that says no."""
    words = [str(one).casefold() for one in _each(value)]
    return any(word in ("false", "none") or word.split()[:1] in (["no"], ["not"], ["without"]) or _SAYS_NO.match(word) is not None for word in words)


def _affirms(value: Any) -> bool:
    return str(value).casefold() in ("true", "yes", "是", "有", "支持")


def _denies(value: Any) -> bool:
    return str(value).casefold() in ("false", "no", "none", "否", "无", "不支持")


def _values(product: Product) -> Iterator[tuple[str, Any]]:
    yield from (
        ("price", product.price_at(None)), ("moq", product.moq), ("rating", product.rating),
        ("reviews", product.review_count),
        ("sold", product.sold_90d), ("stock", product.stock),
        ("brand", tuple(brand for language in ("zh", "en") if (brand := product.text(language).brand))),
    )  # fmt: skip
    for name in product.attributes:
        yield f"attr.{name}", tuple(value for language in ("zh", "en") for value in _each(product.all_attributes(language).get(name)))


def _each(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else () if value is None else (value,)


def _worded(value: Any) -> Iterable[str]:
    return (str(one) for one in _each(value) if isinstance(one, str))


def unit_of(name: str) -> str:
    last = name.removeprefix("attr.").rsplit("_", 1)[-1]
    return "%" if last == "pct" else "h" if last == "hours" else last if last in UNITS else ""
