"""How several products are rated together."""

from collections.abc import Sequence

from ..decisions.offer import Offer


def rating_of(offers: Sequence[Offer]) -> tuple[float | None, int]:
    """The mean rating by review count, and the count."""
    rated = [(offer.product.rating, offer.product.review_count or 0) for offer in offers if offer.product.rating is not None]
    reviews = sum(count for _, count in rated)
    return (round(sum(rating * count for rating, count in rated if rating) / reviews, 2) if reviews else None), reviews
