"""Reviews: unevenly distributed, about the product's attributes, with words that fit the rating."""

from datetime import date, timedelta
from random import Random
from typing import Any

from .certificates import NOW
from .products import Product
from .writer import compose_review

Review = dict[str, Any]
FIRST_DAY = date(2025, 1, 6)
ENGLISH = 0.2
MOST = 42
# Probabilities of 1 to 5 stars, for the worst and the best goods.
STARS = ((0.14, 0.15, 0.22, 0.26, 0.23), (0.01, 0.01, 0.03, 0.17, 0.78))


def draw_rating(rng: Random, quality: float) -> int:
    """1 to 5 stars, interpolated between the rows of STARS by quality."""
    weights = [low + (high - low) * quality for low, high in zip(*STARS, strict=True)]
    return rng.choices((1, 2, 3, 4, 5), weights)[0]


def review_count(rng: Random, product: Product, mean: float) -> int:
    """The number of the product's reviews in the pack: few for most products, many for some."""
    if "rating" in product.draft.missing:
        return 0
    return min(MOST, int(rng.paretovariate(1.15) * mean * 0.42 * (0.6 + 0.8 * product.draft.quality)) + rng.choice((0, 1)))


def _day(rng: Random) -> date:
    span = (NOW - FIRST_DAY).days - 1
    return FIRST_DAY + timedelta(days=int(span * rng.betavariate(2.2, 1.2)))


def product_reviews(seed: int, product: Product, mean: float, seen: set[str]) -> list[Review]:
    """The reviews of a product, oldest first; a text already in `seen` is rewritten a few times."""
    rng = Random(f"{seed}:{product.record['id']}:reviews")
    made = []
    for _ in range(review_count(rng, product, mean)):
        lang = "en" if rng.random() < ENGLISH else "zh"
        rating = draw_rating(rng, product.draft.quality)
        text = compose_review(rng, product, rating, lang)
        for _ in range(3):
            if text in seen:
                text = compose_review(rng, product, rating, lang)
        seen.add(text)
        made.append(_row(product, rating, text, _day(rng), lang))
    return sorted(made, key=lambda row: str(row["date"]))


def _row(product: Product, rating: int, text: str, day: date, lang: str) -> Review:
    head = {"product_id": product.record["id"], "rating": rating, "text": text}
    return {**head, "date": day.isoformat(), "lang": lang, "synthetic": True}


def settle(seed: int, product: Product, reviews: list[Review]) -> None:
    """Set rating, review count and sales of the record to fit its reviews; the pack has only a part of all reviews."""
    rng = Random(f"{seed}:{product.record['id']}:sales")
    record, held = product.record, len(reviews)
    hidden = int(held * rng.choice((0, 0.5, 1, 3, 8)) * rng.random())
    if held:
        mean = sum(row["rating"] for row in reviews) / held
        record["rating"] = round(mean, 1)
    record["review_count"] = held + hidden
    if "sold_90d" not in product.draft.missing:
        record["sold_90d"] = int((held + 1) * rng.lognormvariate(2.6, 0.9)) * (3 if product.draft.moq >= 50 else 1)
