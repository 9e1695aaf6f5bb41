"""Base classes of the models: immutable; ours forbid unknown fields, users' records ignore them."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


def no_truth(value: T) -> T:
    """Return `value`. Raises ValueError for a bool, which pydantic would take for a number."""
    if isinstance(value, bool):
        raise ValueError("true and false aren't numbers")
    return value


class Noun(BaseModel):
    """Immutable value; derive a changed one by `model_copy(update=…)`."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Shown(Noun):
    """A value that notebooks render by the template named after its class."""

    def _repr_html_(self) -> str:
        from ..shown.html import html  # lazy: programs that render nothing don't load the templates

        return html(type(self).__name__.lower(), self)


class Record(BaseModel):
    """A catalogue record as users write it; unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")
