"""What a language model finds stated in a product's own words: the shape that it answers in."""

from pydantic import BaseModel, ConfigDict, Field


class Stated(BaseModel):
    """`quote` verbatim from the title or description; `value` what it says of the attribute `name`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=80)
    value: str = Field(min_length=1, max_length=80)
    quote: str = Field(min_length=1, max_length=300)


class Extraction(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    stated: tuple[Stated, ...] = Field(max_length=30)
