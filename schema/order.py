"""A line of a buyer's past order."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from .base import Record
from .product import Money


def _in_utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


class Order(Record):
    """`unit_price`: paid per piece in `currency`, None: not stated. A time without a zone is UTC."""

    id: str = Field(min_length=1)
    buyer_id: str = Field(min_length=1)
    product_id: str = Field(min_length=1)
    quantity: int = Field(ge=1)
    unit_price: Money | None = None
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$")
    ordered_at: Annotated[datetime, AfterValidator(_in_utc)]
