"""The shape of a model's summary, and what is left of it."""

from dataclasses import dataclass

from pydantic import BaseModel, Field

from ...schema.evidence import Evidence


class SummedUp(BaseModel):
    """`quote` is the sentence `id`, letter by letter; `says` the same, shorter."""

    id: str
    quote: str
    says: str


class Summary(BaseModel):
    claims: list[SummedUp] = Field(default_factory=list)


@dataclass(frozen=True)
class Sentence:
    """A sentence that may be told, verbatim, and the passage that it stands in."""

    text: str
    piece: Evidence


@dataclass(frozen=True)
class Point:
    """What a sentence comes to; `sentence` is its span in the passage, which a reply cites."""

    says: str
    sentence: Sentence
