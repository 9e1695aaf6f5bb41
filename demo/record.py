"""A draft as a product record in the native format: Chinese, with English under `translations`."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from .certificates import NOW, Certificate, in_english
from .descriptions import compose_descriptions
from .draft import Draft
from .prices import draw_price
from .titles import compose_titles

Record = dict[str, Any]
IMAGES = 0.6


def timestamp(rng: Random, days: int = 300) -> str:
    """A time in the `days` before NOW, ISO 8601 UTC."""
    end = datetime(NOW.year, NOW.month, NOW.day)
    moment = end - timedelta(days=rng.expovariate(3 / days) % days, minutes=rng.randint(1, 1439))
    return f"{moment:%Y-%m-%dT%H:%M:00Z}"


def _certificates(draft: Draft) -> list[Certificate]:
    return [] if "certifications" in draft.missing else list(draft.certificates)


def _english(draft: Draft, title: str, description: str | None) -> Record:
    return {
        "title": title,
        "description": description,
        "category": list(draft.category.en),
        "brand": draft.brand.en if draft.brand else None,
        "attributes": dict(draft.drawn.en),
        "certifications": in_english(_certificates(draft)),
    }


def assemble(draft: Draft, title: Mapping[str, str], description: Mapping[str, str], rng: Random) -> Record:
    """Assemble a record; rating, review_count and sold_90d are set with its reviews."""
    told: Mapping[str, str | None] = {"zh": None, "en": None} if "description" in draft.missing else description
    return {
        "id": draft.id,
        "title": title["zh"],
        "description": told["zh"],
        "category": list(draft.category.zh),
        "brand": draft.brand.zh if draft.brand else None,
        "currency": "CNY",
        "price": draw_price(rng, draft.first_price, draft.moq),
        "moq": None if "moq" in draft.missing else draft.moq,
        "stock": None if "stock" in draft.missing else round(rng.lognormvariate(6.6, 1.3)),
        "attributes": dict(draft.drawn.zh),
        "certifications": _certificates(draft),
        "supplier_id": draft.supplier.id,
        "rating": None,
        "review_count": 0,
        "sold_90d": None,
        "image": f"images/{draft.id}.jpg" if rng.random() < IMAGES else None,
        "url": f"https://example.invalid/p/{draft.id}",
        "updated_at": timestamp(rng),
        "lang": "zh",
        "synthetic": True,
        "translations": {"en": _english(draft, title["en"], told["en"])},
    }


def product_record(rng: Random, draft: Draft) -> Record:
    """The record of a drawn product."""
    return assemble(draft, compose_titles(rng, draft), compose_descriptions(rng, draft), rng)
