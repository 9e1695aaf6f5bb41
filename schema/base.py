"""The base of every noun: immutable, strict about unknown fields where we write them, lenient where users do."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value that never changes after it is made; a changed one is a new one (`model_copy(update=…)`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(BaseModel):
    """A catalogue record as users write it: fields that we don't know are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")
