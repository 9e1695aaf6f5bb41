"""Products side by side: what differs first, a winner only where the difference means something."""

from collections.abc import Sequence
from datetime import date
from math import sqrt

from ..schema.product import AttributeValue
from ..schema.reply import ComparisonRow
from .decision import Compared, Offer
from .marks import advice
from .plain import plain
from .wording import Wording

Z = 1.96
"""95 % two-sided normal quantile."""
RATING_SPREAD = 0.9
"""Standard deviation of one star rating, as seen over the demo's reviews; sets how many ratings a difference needs."""


def compare(offers: Sequence[Offer], wording: Wording, today: date) -> Compared:
    """A table of 2 to 6 offers, the same whatever their order."""
    table = [row for row in (*_facts(offers, wording, today), *_attributes(offers, wording)) if any(value != wording.unknown for value in row.values)]
    differing = [row for row in table if len(set(row.values)) > 1]
    same = [row for row in table if len(set(row.values)) == 1]
    wins = tuple(sum(row.winner == position for row in table) for position in range(len(offers)))
    return Compared(offers=tuple(offers), rows=(*differing, *same), wins=wins, advice=advice(offers))


def _facts(offers: Sequence[Offer], wording: Wording, today: date) -> list[ComparisonRow]:
    products = [offer.product for offer in offers]
    suppliers = [offer.supplier for offer in offers]
    one_currency = len({product.currency for product in products}) == 1
    prices = [float(offer.price) for offer in offers] if one_currency else []
    return [
        _row("price", [wording.money(o.price, o.product.currency) for o in offers], _least(prices), wording),
        _row("moq", [wording.count(p.moq, "moq") for p in products], _least([p.moq for p in products]), wording),
        _row("rating", [wording.rating(p.rating, p.review_count) for p in products], _rated(offers), wording),
        _row("sold_90d", [wording.count(p.sold_90d, "sold_90d") for p in products], _most([p.sold_90d for p in products]), wording),
        _row("certification", [wording.certificates(p.text(wording.language).certifications, today) for p in products], None, wording),
        _row("brand", [p.text(wording.language).brand or wording.unknown for p in products], None, wording),
        _row("supplier.kind", [wording.kind(s.kind if s else None) for s in suppliers], None, wording),
        _row("supplier.location", [wording.place(s) for s in suppliers], None, wording),
        _row(
            "supplier.years",
            [wording.count(s.years if s else None, "years") for s in suppliers],
            _most([s.years if s else None for s in suppliers]),
            wording,
        ),
        _row("supplier.repurchase_rate", [wording.share(s.repurchase_rate if s else None) for s in suppliers], None, wording),
    ]


def _row(field: str, values: list[str], winner: int | None, wording: Wording) -> ComparisonRow:
    return ComparisonRow(field=field, label=wording.label(field), values=tuple(plain(value) for value in values), winner=winner)


def _attributes(offers: Sequence[Offer], wording: Wording, limit: int = 12) -> list[ComparisonRow]:
    """Rows of the attributes that at least two of the offers state, those that more of them state first."""
    texts = [offer.product.text(wording.language).attributes for offer in offers]
    names = sorted({name for text in texts for name in text}, key=lambda name: (-sum(name in text for text in texts), name))
    stated = [name for name in names if sum(name in text for text in texts) >= 2][:limit]
    return [_row(f"attr.{name}", [_value(text.get(name), name, wording) for text in texts], None, wording) for name in stated]


def _value(value: AttributeValue | None, name: str, wording: Wording) -> str:
    return wording.unknown if value is None else wording.value(value, name)


def _least(values: Sequence[float | None]) -> int | None:
    return _most([None if value is None else -value for value in values])


def _most(values: Sequence[float | None]) -> int | None:
    """Position of the greatest; None where any is not stated or two share it."""
    if len(values) < 2 or any(value is None for value in values):
        return None
    ranked = sorted(range(len(values)), key=lambda position: -(values[position] or 0.0))
    return ranked[0] if values[ranked[0]] != values[ranked[1]] else None


def _rated(offers: Sequence[Offer]) -> int | None:
    """The best rated where it beats every other by more than chance: two-sample z test on mean ratings (Wasserman, All of Statistics, 10.1)."""
    leader = _most([offer.product.rating for offer in offers])
    if leader is None:
        return None
    best = offers[leader].product
    return (
        leader
        if all(_beats(best.rating, best.review_count, o.product.rating, o.product.review_count) for i, o in enumerate(offers) if i != leader)
        else None
    )


def _beats(rating: float | None, count: int | None, other: float | None, other_count: int | None) -> bool:
    if rating is None or other is None or not count or not other_count:
        return False
    return rating - other > Z * RATING_SPREAD * sqrt(1 / count + 1 / other_count)
