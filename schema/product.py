"""A product of the catalogue (docs/data.md, native data)."""

from datetime import date, datetime
from decimal import Decimal
from math import inf
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from .base import Record

Scalar = bool | int | float | str
AttributeValue = Scalar | tuple[Scalar, ...]


def two_places(amount: Decimal) -> Decimal:
    """Pad to two decimals (75.9 to 75.90); finer prices keep their digits."""
    return amount.quantize(Decimal("0.01")) if int(amount.as_tuple().exponent) > -2 else amount


Money = Annotated[Decimal, Field(ge=0, allow_inf_nan=False, max_digits=15, decimal_places=4), AfterValidator(two_places)]

Price = Annotated[Money, Field(gt=0)]
"""A positive price that the buyer would pay."""


class PriceTier(Record):
    """`unit_price` per piece from `min_qty` pieces on, in the product's currency."""

    min_qty: int = Field(ge=1)
    unit_price: Money


class Certification(Record):
    """A certificate on file. `valid_until` None: no end stated, which counts as valid."""

    name: str
    number: str | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        return self.valid_until is None or self.valid_until >= day


class Answered(Record):
    """A question about the product and the seller's answer, both verbatim."""

    question: str = Field(min_length=1)
    answer: str = Field(min_length=1)


class Translation(Record):
    """The record's texts in another language; `attributes` has the product's keys."""

    title: str | None = None
    description: str | None = None
    brand: str | None = None
    category: tuple[str, ...] = ()
    attributes: dict[str, AttributeValue] = {}
    certifications: tuple[Certification, ...] = ()


class Inferred(Record):
    """A value that a language model found in the product's text (`daogou enrich`), with its quote `field[start:end]`.

    Evidence to show, never a fact: no condition is met by it.
    """

    value: Scalar
    quote: str = Field(min_length=1)
    field: Literal["title", "description"]
    start: int = Field(ge=0)


TitledField = Literal["brand", "category"]


class Titled(Record):
    """A value that ingest took from the title by exact rules, because the record states none. A fact that conditions count, attributed to the title.

    `quote`: the words in the title, at `title[start:]`. `others`: its names in other languages.
    """

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    others: dict[str, str] = {}


class Product(Record):
    """A product for sale. None always means "not stated", never zero or no."""

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    description: str = ""
    category: tuple[str, ...] = ()
    brand: str | None = None
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$")
    price: tuple[PriceTier, ...] = ()
    moq: int | None = Field(default=None, ge=1)
    stock: int | None = Field(default=None, ge=0)
    attributes: dict[str, AttributeValue] = {}
    inferred: dict[str, Inferred] = {}
    titled: dict[TitledField, Titled] = {}
    certifications: tuple[Certification, ...] = ()
    questions: tuple[Answered, ...] = ()
    supplier_id: str | None = None
    rating: float | None = Field(default=None, ge=0, le=5, allow_inf_nan=False)
    review_count: int | None = Field(default=None, ge=0)
    sold_90d: int | None = Field(default=None, ge=0)
    repurchase_rate: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    image: str | None = None
    url: str | None = None
    updated_at: datetime | None = None
    lang: str | None = None
    translations: dict[str, Translation] = {}

    @field_validator("price", mode="before")
    @classmethod
    def _one_price_is_one_tier(cls, value: Any) -> Any:
        if value is None or (isinstance(value, str) and not value.strip()):
            return ()
        if isinstance(value, (int, float, str, Decimal)) and not isinstance(value, bool):
            return ({"min_qty": 1, "unit_price": str(value)},)
        return value

    @model_validator(mode="after")
    def _tiers_in_order(self) -> "Product":
        quantities = [tier.min_qty for tier in self.price]
        if quantities != sorted(set(quantities)):
            raise ValueError("price tiers must have rising min_qty, each once")
        return self

    @property
    def recorded(self) -> "Product":
        """The record without the values taken from its title."""
        if not self.titled:
            return self
        own: dict[TitledField, Any] = {"brand": None, "category": ()}
        return self.model_copy(update={**{field: own[field] for field in self.titled}, "titled": {}})

    @property
    def tiers(self) -> tuple[PriceTier, ...]:
        """The price tiers that can be ordered: those below the MOQ are dropped, and the first begins at it."""
        least = self.moq or 1
        ends = [*(tier.min_qty for tier in self.price[1:]), inf]
        kept = [tier for tier, end in zip(self.price, ends, strict=False) if end > least]
        return tuple(tier.model_copy(update={"min_qty": max(tier.min_qty, least)}) for tier in kept)

    def price_at(self, quantity: int | None) -> Decimal | None:
        """Unit price of the tier for `quantity`, or of the first tier if `quantity` is None or below it. None: no price stated."""
        if not self.price:
            return None
        fitting = [tier for tier in self.price if quantity is not None and tier.min_qty <= quantity]
        return (fitting[-1] if fitting else self.price[0]).unit_price

    def all_attributes(self, language: str) -> dict[str, AttributeValue]:
        """Attributes in `language` where translated, else as recorded."""
        other = self.translations.get(language)
        return self.attributes if other is None else {**self.attributes, **other.attributes}

    def text(self, language: str) -> Translation:
        """Title, description, brand, category, attributes and certificates in `language` where translated, else as recorded."""
        own = Translation(
            title=self.title,
            description=self.description,
            brand=self.brand,
            category=self.category,
            attributes=self.attributes,
            certifications=self.certifications,
        )
        other = self.translations.get(language)
        if other is None:
            return own
        return Translation(
            title=other.title or own.title,
            description=other.description or own.description,
            brand=other.brand or own.brand,
            category=other.category or own.category,
            attributes={**own.attributes, **other.attributes},
            certifications=other.certifications or own.certifications,
        )
