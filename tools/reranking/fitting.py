"""Which of a few products fit a wish in words, as a language model names them: the shape that it answers in."""

from pydantic import BaseModel, ConfigDict, Field


class Fitting(BaseModel):
    """`fits`: the letters of those whose own words speak for the wish, the best first; the others are not named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fits: tuple[str, ...] = Field(max_length=26)
