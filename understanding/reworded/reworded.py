"""What a language model makes of the words that the rules could not read: the same wishes in plain words, each with the words that it stands on."""

from pydantic import BaseModel, ConfigDict, Field


class Rewording(BaseModel):
    """`quote` verbatim from the message; `plain` the wish in words that the rules know; `implied`: it isn't said, it follows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: str = Field(min_length=1, max_length=200)
    plain: str = Field(min_length=1, max_length=80)
    implied: bool


class Reworded(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    wishes: tuple[Rewording, ...] = Field(max_length=6)
