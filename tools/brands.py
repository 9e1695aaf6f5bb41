"""The brands that the catalogue has for a need, with what the industry says of them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from ..schema.evidence import Evidence
from .decision import BrandRow, Brands, Offer
from .difference import MIN_REVIEWS


def brands(offers: Sequence[Offer], evidence: Sequence[Evidence], language: str, today: date, limit: int = 6) -> Brands:
    """One row a brand over the offers that meet the need, most reviewed and best rated first; claims of guides that name the brand are set beside."""
    groups: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        if offer.product.brand:
            groups[offer.product.brand].append(offer)
    rows = sorted(
        (_row(group, evidence, language, today) for group in groups.values()), key=lambda row: (-bool(row.claims), -(row.rating or 0), row.low)
    )
    return Brands(
        rows=tuple(rows[:limit]),
        more=tuple((row.brand, row.count) for row in rows[limit:]),
        unbranded=sum(not offer.product.brand for offer in offers),
        industry=_industry(evidence),
        fits=_fits(rows),
        counted=len(offers),
    )


def _row(group: list[Offer], evidence: Sequence[Evidence], language: str, today: date) -> BrandRow:
    first = group[0].product
    rated = [(offer.product.rating, offer.product.review_count) for offer in group if offer.product.rating is not None and offer.product.review_count]
    reviews = sum(count for _, count in rated if count)
    names = {name for name in (first.brand, *(text.brand for text in first.translations.values())) if name}
    return BrandRow(
        brand=first.text(language).brand or first.brand or "",
        count=len(group),
        low=min(offer.price for offer in group),
        high=max(offer.price for offer in group),
        currency=first.currency,
        rating=round(sum(rating * count for rating, count in rated if rating and count) / reviews, 2) if reviews else None,
        reviews=reviews,
        certified=sum(any(certificate.valid_on(today) for certificate in offer.product.certifications) for offer in group),
        best=group[0],
        claims=tuple(piece for piece in evidence if any(name in piece.text for name in names))[:1],
    )


def _industry(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(piece for piece in evidence if piece.topic == "brands")[:2]


def _fits(rows: Sequence[BrandRow]) -> dict[str, str]:
    """Which brand is alone the best for what: lowest entry price, best rating, widest choice."""
    if len(rows) < 2 or len({row.currency for row in rows}) > 1:
        return {}
    aspects: dict[str, Callable[[BrandRow], float]] = {
        "cheapest": lambda row: -float(row.low),
        "best_rated": lambda row: row.rating or 0.0,
        "widest": lambda row: row.count,
    }
    found = {}
    for aspect, score in aspects.items():
        first, second = sorted(rows, key=score, reverse=True)[:2]
        if score(first) > score(second) and (aspect != "best_rated" or first.reviews >= MIN_REVIEWS):
            found[aspect] = first.brand
    return found
