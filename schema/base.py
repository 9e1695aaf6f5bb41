"""The base of every noun: immutable, strict about unknown fields where we write them, lenient where users do."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


def no_truth(value: T) -> T:
    """The value, where it is not true or false: of a number these are none. ValueError where it is."""
    if isinstance(value, bool):
        raise ValueError("true and false are no number")
    return value


class Noun(BaseModel):
    """A value that never changes after it is made; a changed one is a new one (`model_copy(update=…)`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Shown(Noun):
    """A noun that a notebook shows by the template of its name."""

    def _repr_html_(self) -> str:
        from ..shown.html import html  # programs that show nothing don't load it

        return html(type(self).__name__.lower(), self)


class Record(BaseModel):
    """A catalogue record as users write it: fields that we don't know are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")
