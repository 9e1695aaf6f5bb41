"""A buyer's review of a product."""

from datetime import date as Date

from pydantic import Field

from .base import Record


class Review(Record):
    """`rating`: 0-5, None if the source has none."""

    product_id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    rating: float | None = Field(default=None, ge=0, le=5, allow_inf_nan=False)
    date: Date | None = None
    lang: str | None = None
