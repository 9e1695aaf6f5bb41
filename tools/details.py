"""A question about a product, answered from its record, its description and its reviews, else "not stated"."""

from collections.abc import Sequence

from ..schema.evidence import Evidence
from ..schema.product import AttributeValue, Certification
from .decision import Detail, Details, Offer

GENERAL = ("price", "moq", "rating", "certification")
"""What a question that names no field is answered with, beside the first attributes."""
ATTRIBUTES = 5
REVIEWS = 2
SPEAKS_OF_IT = 0.5
"""Share of the best match's score from which a review has the question's own words."""


def details(offers: Sequence[Offer], asked: Sequence[str], evidence: Sequence[Evidence], language: str) -> Details:
    """Each field asked of each offer. Reviews go along where they speak of the question, where the record is silent, and with a general question."""
    found = tuple(
        Detail(offer=offer, field=field, value=value, evidence=_about(offer, evidence, 0.0 if value is None or not asked else SPEAKS_OF_IT))
        for offer in offers
        for field in (asked or _general(offer, language))
        if (value := value_of(offer, field, language)) is not None or asked
    )
    return Details(details=found, offers=tuple(offers))


def _general(offer: Offer, language: str) -> tuple[str, ...]:
    attributes = [f"attr.{name}" for name in offer.product.text(language).attributes]
    return (*GENERAL, *attributes[:ATTRIBUTES])


def value_of(offer: Offer, field: str, language: str) -> AttributeValue | tuple[Certification, ...] | None:
    product, supplier = offer.product, offer.supplier
    if field.startswith("attr."):
        return product.text(language).attributes.get(field.removeprefix("attr."))
    if field == "certification":
        return product.text(language).certifications or None
    if field == "reviews":
        return product.review_count
    if field == "price":
        return str(offer.price)
    if field == "brand":
        return product.text(language).brand
    if field == "category":
        return (product.text(language).category or (None,))[-1]
    if field == "supplier.location":
        return " ".join(part for part in (supplier.province, supplier.city) if part) or None if supplier else None
    if field == "supplier.capabilities":
        return supplier.text(language).capabilities or None if supplier else None
    if field.startswith("supplier."):
        return getattr(supplier, field.removeprefix("supplier."), None)
    return getattr(product, field, None)


def _about(offer: Offer, evidence: Sequence[Evidence], least: float) -> tuple[Evidence, ...]:
    own = [piece for piece in evidence if piece.kind == "review" and piece.ref == offer.id]
    return tuple(piece for piece in own if piece.score >= least)[:REVIEWS]
