"""Products of a line as they can be bought: in which number, at which tier, for how much, and what records say for them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ..dialogue.grounding import Money
from ..schema.candidate import Candidate
from ..schema.need import Need
from ..schema.product import Product
from ..schema.sourcing_plan import Deal, Tier
from ..schema.supplier import Supplier
from ..tools.facts.packs import pieces_in
from ..tools.searching.buyable import least, priced_from
from ..tools.searching.offers import offers
from ..tools.shop import Shop

REVIEWED, YEARS = 5, 3
"""Reviews from which on a rating is evidence, and years from which on a supplier's age is."""
POOR = 3.0
"""Stars: fewer are said."""
POINTS = 10
"""Of each piece of evidence; a rating's own stars come beside them."""
FINEST = Decimal("0.0001")


class Deals(NamedTuple):
    """`other` counts products in currencies that no rate is set for; `packs` has for a product how many are in one of what the buyer counts by."""

    every: tuple[Deal, ...]
    other: Mapping[str, int]
    packs: Mapping[str, int]


def deals(candidates: Sequence[Candidate], need: Need, shop: Shop, money: Money, today: date) -> Deals:
    """In the candidates' order; those without a price have no cost."""
    known = offers(shop.catalogue, candidates, need.quantity)
    packs = {each.id: held for each in known if (held := pieces_in(each.product, need.pack)) is not None}
    if packs:  # of the others nobody knows how many that is
        known = tuple(each for each in known if each.id in packs)
    every, other = list[Deal](), dict[str, int]()
    for each in known:
        worth = _worth(each.product.currency, money)
        if worth is None and each.product.price:
            other[each.product.currency] = other.get(each.product.currency, 0) + 1
            continue
        every.append(_deal(each.product, each.supplier, each.candidate, need, packs.get(each.id, 1), worth or Decimal(1), today))
    return Deals(tuple(every), other, packs)


def _worth(currency: str, money: Money) -> Decimal | None:
    """In the store's own currency."""
    if currency == money[0]:
        return Decimal(1)
    return Decimal(str(money[1][currency].worth)) if currency in money[1] else None


def _deal(product: Product, supplier: Supplier | None, candidate: Candidate, need: Need, pack: int, worth: Decimal, today: date) -> Deal:
    wanted = need.quantity * pack if need.quantity is not None else least(product)
    quantity = max(wanted, least(product))
    price = product.price_at(quantity)
    total = None if price is None else price * quantity
    text, own = product.text(need.language), supplier.text(need.language) if supplier else None
    short = max(0, quantity - product.stock) if product.stock is not None else 0
    told = _evidence(product, supplier, today, short)
    sooner = _sooner(product, quantity, total, product.stock)
    good = product.rating is not None and "reviews" in told
    return Deal.model_construct(  # of records, which were checked
        product_id=product.id, title=text.title or product.title, supplier_id=product.supplier_id, supplier=own.name if own else None,
        supplier_kind=supplier.kind if supplier else None, supplier_verified=supplier.verified if supplier else None, url=product.url,
        wanted=wanted, quantity=quantity, over=quantity - wanted, moq=product.moq, stock=product.stock, short=short, unit_price=price,
        currency=product.currency, total=total, cost=None if total is None else in_own(total, worth),
        tiers=tuple(Tier.model_construct(min_qty=tier.min_qty, unit_price=tier.unit_price) for tier in product.price),
        below_tier=bool(product.price) and quantity < priced_from(product), sooner=sooner[0] if sooner else None,
        sooner_total=sooner[1] if sooner else None, met=candidate.met, unknown=candidate.unknown, rating=product.rating,
        review_count=product.review_count, evidence=told,
        score=POINTS * len(told) + (round(2 * product.rating) if good and product.rating is not None else 0),
        sources=(f"product:{product.id}", *((f"supplier:{supplier.id}",) if supplier else ())),
    )  # fmt: skip


def in_own(amount: Decimal, worth: Decimal) -> Decimal:
    return amount if worth == 1 else (amount * worth).quantize(FINEST, ROUND_HALF_UP)


def shown(amount: Decimal) -> Decimal:
    """As money is written."""
    return amount.quantize(Decimal("0.01"))


def _sooner(product: Product, quantity: int, total: Decimal | None, stock: int | None) -> tuple[int, Decimal] | None:
    """A larger number that costs less in all, where one of its tiers has it: the least of them."""
    if total is None:
        return None
    larger = [
        (tier.min_qty * tier.unit_price, tier.min_qty)
        for tier in product.price
        if tier.min_qty > quantity and (stock is None or tier.min_qty <= stock)
    ]
    best = min(larger, default=None)
    return (best[1], best[0]) if best is not None and best[0] < total else None


def _evidence(product: Product, supplier: Supplier | None, today: date, short: int) -> tuple[str, ...]:
    """What its records say for it; nothing that is only unknown."""
    said = {
        "certificate": any(each.valid_on(today) for each in product.certifications),
        "reviews": (product.review_count or 0) >= REVIEWED and product.rating is not None and product.rating >= POOR + 1,
        "verified": supplier is not None and supplier.verified is True,
        "years": supplier is not None and (supplier.years or 0) >= YEARS,
        "stock": product.stock is not None and product.stock > 0 and not short,
        "sales": (product.sold_90d or 0) > 0,
        "repurchase": bool(product.repurchase_rate or (supplier is not None and supplier.repurchase_rate)),
    }
    return tuple(name for name, is_so in said.items() if is_so)
