"""The brands that the catalogue has for a need, with what the industry says of them beside it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import sqrt
from statistics import median_low
from typing import Literal

from ...schema.claim import Claim
from ...schema.evidence import Evidence
from ...schema.need import Need
from ..choosing.difference import MIN_REVIEWS, PRICE_HAIR, RATING_SPREAD, Z
from ..claims.brands import called, standing
from ..claims.claims import TRUSTED
from ..claims.fused import is_outside
from ..claims.stance import says
from ..decisions.brands import BrandRow, Brands, Peers
from ..decisions.offer import Offer
from ..facts.rated import rating_of

FEW = 3
"""Products without a brand of which each is told what there is to go by."""
ENOUGH_PEERS = 6
"""Of fewer products no third is cheap or dear."""
OUR_THIRD = {"premium": "low", "value": "high"}
"""What a guide calls a brand, and the third of the catalogue's prices that contradicts it."""


@dataclass(frozen=True)
class Asking:
    """How the rows are told: in a language, on a day, for a need."""

    language: str
    today: date
    need: Need


def brands(offers: Sequence[Offer], evidence: Sequence[Evidence], asking: Asking, among: Literal["meeting", "shown", "near"] = "meeting") -> Brands:
    """One row a brand over the offers that meet the need, by what the buyer asked, else the surest ratings first; guides' claims are set beside."""
    rows = sorted(rows_of(offers, evidence, asking), key=_order(asking.need))
    return Brands(
        rows=tuple(rows[:6]),
        more=tuple((row.brand, row.count) for row in rows[6:]),
        unbranded=sum(not offer.product.brand for offer in offers),
        industry=_industry(evidence, asking.language),
        fits=_fits(rows),
        counted=len(offers),
        among=among,
        nameless=tuple(offers) if among == "shown" and not rows and len(offers) <= FEW else (),
    )


def _industry(evidence: Sequence[Evidence], language: str) -> tuple[Evidence, ...]:
    """What speaks of the trade as a whole: guides on brands, then outside sources with a sentence that is about none of the catalogue's brands, each
    cut to that; in the buyer's language first."""
    guides = [piece for piece in evidence if piece.topic == "brands" and piece.trust >= TRUSTED and piece.lead != "" and not is_outside(piece)]
    trusted = (piece for piece in evidence if is_outside(piece) and piece.trust >= TRUSTED)
    outside = sorted(trusted, key=lambda piece: (piece.lang != language, piece.old))
    general = ((piece, _of_the_trade([claim for claim in piece.claims if claim.tells and not claim.about])) for piece in outside)
    return (*guides, *(piece.model_copy(update={"text": claim.text, "lead": claim.text}) for piece, claim in general if claim is not None))[:2]


def _of_the_trade(claims: Sequence[Claim]) -> Claim | None:
    """The first that speaks of who makes such goods, else the first that speaks of the goods."""
    return next((claim for claim in claims if says("makers", claim.text)), claims[0] if claims else None)


def brand(own: Sequence[Offer], peers: Sequence[Offer], evidence: Sequence[Evidence], asking: Asking) -> Brands:
    """One brand, or each of a few, that the buyer asks about; `peers` are all products of the same kind."""
    rows = [_placed(row, peers, asking) for row in rows_of(own, evidence, asking)]
    return Brands(rows=tuple(rows), unbranded=0, industry=(), counted=len(peers), named=True, peers=peers_of(peers))


def rows_of(offers: Sequence[Offer], evidence: Sequence[Evidence], asking: Asking) -> list[BrandRow]:
    groups: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        if offer.product.brand:
            groups[offer.product.brand].append(offer)
    rows = [_row(group, evidence, asking) for group in groups.values()]
    bounded = any(condition.field == "price" for condition in asking.need.active)  # then the prices are the buyer's, not the brands'
    return rows if bounded else [_placed(row, offers, asking) for row in rows]


def _row(group: list[Offer], evidence: Sequence[Evidence], asking: Asking) -> BrandRow:
    first = group[0].product
    rating, reviews = rating_of(group)
    names = {name for name in (first.brand, *(text.brand for text in first.translations.values())) if name}
    kinds = Counter(path[-1] for offer in group if (path := offer.product.text(asking.language).category))
    return BrandRow(
        brand=first.text(asking.language).brand or first.brand or "",
        names=tuple(sorted(names)),
        count=len(group),
        low=min(_prices(group), default=None),
        high=max(_prices(group), default=None),
        median=_median(group),
        currency=first.currency,
        rating=rating,
        reviews=reviews,
        certified=sum(any(certificate.valid_on(asking.today) for certificate in offer.product.certifications) for offer in group),
        best=max(group, key=lambda offer: (offer.product.review_count or 0, -group.index(offer))) if len(group) > 1 else group[0],
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        claims=standing(evidence, names, asking.language),
    )


def peers_of(offers: Sequence[Offer]) -> Peers | None:
    if not offers:
        return None
    rating, reviews = rating_of(offers)
    return Peers(len(offers), _median(offers), rating, reviews)


def _prices(offers: Sequence[Offer]) -> list[Decimal]:
    return [offer.price for offer in offers if offer.price is not None]


def _median(offers: Sequence[Offer]) -> Decimal | None:
    return median_low(prices) if (prices := sorted(_prices(offers))) else None


def _placed(row: BrandRow, peers: Sequence[Offer], asking: Asking) -> BrandRow:
    """With the third of its peers' prices in which its median lies, and whether that contradicts what a guide calls it."""
    if not peers:
        return row
    third = _third(row, peers)
    called = next((called for piece in row.claims if (called := _called(piece, row.names))), None)
    conflict = called if called and third and OUR_THIRD.get(called) == third else None
    return replace(row, third=third, conflict=conflict, peers_median=_median(peers))


def _third(row: BrandRow, peers: Sequence[Offer]) -> Literal["low", "mid", "high"] | None:
    prices = sorted(_prices([offer for offer in peers if offer.product.currency == row.currency]))
    if row.median is None or len(prices) < ENOUGH_PEERS or row.count < 2 or len(prices) < len(peers):
        return None
    low, high = prices[len(prices) // 3], prices[len(prices) * 2 // 3]
    return "low" if row.median < low else "high" if row.median > high else "mid"


def _called(piece: Evidence, names: Sequence[str]) -> str | None:
    """What a source calls a brand: "premium", "value" …, from the criterion or the sentence that speaks of it."""
    if is_outside(piece):
        return called(piece, names)
    for criterion in piece.criteria:
        said = f"{criterion.get('value')} {criterion.get('statement')}"
        if criterion.get("attribute") == "brand" and any(name in said for name in names):
            return str(criterion.get("when", {}).get("budget") or "") or None
    return None


_last = float("inf")  # whose prices aren't stated


def _order(need: Need) -> Callable[[BrandRow], tuple[float, ...]]:
    """The buyer's wish for an order first; a rating counts by its lower bound, so that one review is no recommendation."""
    wished: dict[str, Callable[[BrandRow], float]] = {
        "price": lambda row: _last if row.low is None else float(row.low),
        "-price": lambda row: _last if row.high is None else -float(row.high),
        "review_count": lambda row: -row.reviews,
        "sold_90d": lambda row: -row.reviews,
    }
    wishes = [wished[key] for key in need.sort if key in wished]
    return lambda row: (*(wish(row) for wish in wishes), -surely(row), _last if row.low is None else float(row.low))


def surely(row: BrandRow) -> float:
    """The 95 % lower bound of its mean rating."""
    return -1.0 if row.rating is None or not row.reviews else row.rating - Z * RATING_SPREAD / sqrt(row.reviews)


def _fits(rows: Sequence[BrandRow]) -> dict[str, str]:
    """Which brand is clearly the best for what: lowest entry price, best rating, widest choice, certificates."""
    if len(rows) < 2 or len({row.currency for row in rows}) > 1:
        return {}
    clearly: dict[str, Callable[[BrandRow, BrandRow], bool]] = {
        "cheapest": lambda one, other: one.low is not None and other.low is not None and other.low > one.low * Decimal(1 + PRICE_HAIR),
        "best_rated": _better_rated,
        "widest": lambda one, other: one.count > other.count,
        "certified": lambda one, other: one.certified > other.certified,
    }
    found = {}
    for aspect, better in clearly.items():
        for row in rows:
            if all(better(row, other) for other in rows if other is not row):
                found[aspect] = row.brand
    return found


def _better_rated(one: BrandRow, other: BrandRow) -> bool:
    """By more than chance; enough ratings are surer than few, or none."""
    if one.rating is None or other.rating is None or min(one.reviews, other.reviews) < MIN_REVIEWS:
        return one.rating is not None and one.reviews >= MIN_REVIEWS and other.reviews < MIN_REVIEWS
    return one.rating - other.rating > Z * RATING_SPREAD * sqrt(1 / one.reviews + 1 / other.reviews)
