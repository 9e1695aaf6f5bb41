"""From candidates to offers, and from offers to cards."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...schema.candidate import Candidate
from ...schema.need import Need
from ...schema.reply import Card, CardTier
from ..decisions.offer import Offer


def offers(
    catalogue: Catalogue, candidates: Iterable[Candidate], quantity: int | None, counts: Mapping[str, int] = MappingProxyType({})
) -> tuple[Offer, ...]:
    """Offers of the candidates whose records exist, in their order, priced at `quantity` pieces; those that `counts` has at its own number."""
    known = {candidate.product_id: candidate for candidate in candidates}
    return tuple(
        Offer(
            product=product,
            candidate=known[product.id],
            supplier=catalogue.supplier(product.supplier_id) if product.supplier_id else None,
            price=product.price_at(counts.get(product.id, quantity)),
        )
        for product in catalogue.products(list(known))
    )


def judged(catalogue: Catalogue, product_ids: Sequence[str], need: Need, today: date) -> tuple[Candidate, ...]:
    """The named products as candidates, each judged by what is asked of its own goods; unknown ids are left out."""
    rows = {product_id: row for product_id in product_ids if (row := catalogue.row(product_id)) is not None}
    asked = {product.id: need.of(product.category, product.id) for product in catalogue.products(list(rows))}
    verdicts = {name: Judge(catalogue.columns, today, own.quantity).explain([rows[name]], own.active)[0] for name, own in asked.items()}
    return tuple(
        Candidate(product_id=name, score=0.0, met=tuple(one.met), failed=tuple(one.failed), unknown=tuple(one.unknown))
        for name, one in verdicts.items()
    )


def card(offer: Offer, language: str) -> Card:
    """The card of an offer, as recorded, in the buyer's language where the record has it."""
    product, text = offer.product, offer.product.text(language)
    return Card(
        product_id=product.id,
        title=text.title or product.title,
        category=product.category[-1] if product.category else None,
        price=None if offer.price is None else str(offer.price),
        currency=product.currency,
        price_tiers=tuple(CardTier(min_qty=tier.min_qty, unit_price=str(tier.unit_price)) for tier in product.tiers),
        moq=product.moq,
        brand=text.brand,
        supplier_id=product.supplier_id,
        supplier=supplier_name(offer, language),
        supplier_kind=offer.supplier.kind if offer.supplier else None,
        supplier_verified=offer.supplier.verified if offer.supplier else None,
        rating=product.rating,
        review_count=product.review_count,
        sold_90d=product.sold_90d,
        image=product.image,
        url=product.url,
        met=offer.candidate.met,
        failed=offer.candidate.failed,
        unknown=offer.candidate.unknown,
        titled=tuple(product.titled),
        near=offer.candidate.near,
    )


def supplier_name(offer: Offer, language: str) -> str | None:
    return offer.supplier.text(language).name if offer.supplier else None
