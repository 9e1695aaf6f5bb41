"""What a brand's records come to together: ratings, reviews, sales."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ...schema.product import Product

TALLIES = ("rating", "review_count", "sold_90d")


def tally(field: str, own: Sequence[Product]) -> float | None:
    """The mean rating by review count, else the sum; None where no record states it."""
    if field == "rating":
        rated = [(each.rating, each.review_count or 0) for each in own if each.rating is not None]
        reviews = sum(count for _, count in rated)
        return round(sum(rating * count for rating, count in rated) / reviews, 2) if reviews else None
    counts = [count for each in own if (count := getattr(each, field)) is not None]
    return sum(counts) if counts else None


def agrees(field: str, stated: Sequence[Condition], own: Sequence[Product]) -> bool:
    """Whether the same number is said, of ratings to a tenth: "at least" is how a reader takes any."""
    total = tally(field, own)
    return total is not None and all(isinstance(one.value, (int, float)) and round(one.value, 1) == round(total, 1) for one in stated)
