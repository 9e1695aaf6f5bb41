"""What may be asked for of goods: the fields that their records state, with the values that there are, called as the buyer's language does."""

from collections.abc import Iterator
from typing import Literal

from ...catalogue.catalogue import Catalogue
from ...catalogue.facets import AttributeFacet
from ...catalogue.stated import stated
from ...schema.base import Noun
from .choices import Choice, label_of
from .wording import Wording

MOST, MOST_VALUES = 40, 60
NUMBERS = ("price", "moq", "rating", "supplier.rating", "supplier.years")
WORDS = ("brand", "certification", "supplier.kind", "supplier.location")


class Field(Noun):
    """`kind`: how its value is given: a number (in `unit`), one of `choices`, or a yes or no."""

    field: str
    label: str
    kind: Literal["number", "text", "flag"]
    unit: str = ""
    choices: tuple[Choice, ...] = ()


def fields(catalogue: Catalogue, category: str | None, currency: str, wording: Wording) -> tuple[Field, ...]:
    """Those that most of the goods state first, behind them what every record may have."""
    columns = catalogue.columns
    known = sorted(_stated_by(catalogue, category), key=lambda each: (-each[0], each[1].name))[:MOST]
    attributes = (_attribute(facet, catalogue, category, wording) for _, facet in known)
    words = (_worded(field, catalogue, category, wording) for field in WORDS)
    numbers = [Field(field=field, label=wording.label(field), kind="number", unit=currency if field == "price" else "") for field in NUMBERS]
    verified = Field(field="supplier.verified", label=wording.label("supplier.verified"), kind="flag")
    return tuple(each for each in (*attributes, *numbers, *words, verified) if each.kind != "text" or each.choices) if columns.ids else ()


def _stated_by(catalogue: Catalogue, category: str | None) -> Iterator[tuple[int, AttributeFacet]]:
    """Attributes with how many of the goods state them."""
    for facet in catalogue.facets().attributes:
        count = dict(facet.categories).get(category, 0) if category else facet.count
        if count:
            yield count, facet


def _attribute(facet: AttributeFacet, catalogue: Catalogue, category: str | None, wording: Wording) -> Field:
    field = f"attr.{facet.name}"
    if facet.kind == "text":
        return _worded(field, catalogue, category, wording)
    return Field(field=field, label=wording.label(field), kind=facet.kind, unit=wording.unit(facet.name).strip())


def _worded(field: str, catalogue: Catalogue, category: str | None, wording: Wording) -> Field:
    counts = list(stated(catalogue.columns, field, category).items())[:MOST_VALUES]
    offered = (Choice(value=value, label=label_of(field, value, wording), count=count) for value, count in counts)
    return Field(field=field, label=wording.label(field), kind="text", choices=tuple(offered))
