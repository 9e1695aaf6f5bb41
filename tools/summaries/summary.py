"""The shape of a model's summary, and what is left of it."""

from dataclasses import dataclass

from pydantic import BaseModel, Field

from ...schema.evidence import Evidence


class SummedUp(BaseModel):
    """`quote` is the sentence `id`, letter by letter, all of it."""

    id: str
    quote: str


class Summary(BaseModel):
    claims: list[SummedUp] = Field(default_factory=list)


@dataclass(frozen=True)
class Sentence:
    """A sentence that may be told, verbatim, and the passage that it stands in."""

    text: str
    piece: Evidence


@dataclass(frozen=True)
class Point:
    """A sentence that a reply tells whole: what a clause of it means for the others, no code can tell."""

    sentence: Sentence

    @property
    def says(self) -> str:
        return " ".join(self.sentence.text.split()).rstrip("。. ")
