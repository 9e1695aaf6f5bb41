"""The base of every noun: immutable, strict about unknown fields where we write them, lenient where users do."""

from pydantic import BaseModel, ConfigDict


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
