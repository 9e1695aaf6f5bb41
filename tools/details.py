"""A question about a product, answered from its record, its description and its reviews, else "not stated"."""

from collections.abc import Sequence

from ..schema.evidence import Evidence
from ..schema.product import AttributeValue, Certification
from .decision import Detail, Details, Offer

GENERAL = ("price", "moq", "certification", "supplier.kind")
"""What a question that names no field is answered with."""


def details(offers: Sequence[Offer], asked: Sequence[str], evidence: Sequence[Evidence], language: str) -> Details:
    found = tuple(
        Detail(offer=offer, field=field, value=value_of(offer, field, language), evidence=_about(offer, evidence))
        for offer in offers
        for field in (asked or GENERAL)
    )
    return Details(details=found, offers=tuple(offers))


def value_of(offer: Offer, field: str, language: str) -> AttributeValue | tuple[Certification, ...] | None:
    product, supplier = offer.product, offer.supplier
    if field.startswith("attr."):
        return product.text(language).attributes.get(field.removeprefix("attr."))
    if field == "certification":
        return product.text(language).certifications or None
    if field == "price":
        return str(offer.price)
    if field == "brand":
        return product.text(language).brand
    if field == "category":
        return (product.text(language).category or (None,))[-1]
    if field == "supplier.location":
        return " ".join(part for part in (supplier.province, supplier.city) if part) or None if supplier else None
    if field.startswith("supplier."):
        return getattr(supplier, field.removeprefix("supplier."), None)
    return getattr(product, field, None)


def _about(offer: Offer, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(piece for piece in evidence if piece.ref == offer.id or offer.id in piece.ref)[:2]
