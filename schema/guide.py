"""A guide: how to choose, what a certificate means, what the brands of an industry are known for."""

from datetime import date as Date
from typing import Any

from pydantic import Field

from .base import Record
from .condition import Op


class Criterion(Record):
    """A verbatim sentence of the guide, tied to a catalogue attribute: "16-20 °C: choose 2.5 TOG" is `tog = 2.5` when room_temp_c is 16-20. `upto`:
    the other end of a range that begins at `value`."""

    attribute: str
    statement: str
    label: str | None = None
    when: dict[str, Any] = {}
    op: Op | None = None
    value: Any = None
    upto: float | None = None
    unit: str | None = None


class Guide(Record):
    """`text`: Markdown. `retrieved`: the day a site's document was read. `category`: categories of the catalogue it covers, empty if
    it is general."""

    id: str
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    topic: str | None = None
    category: tuple[str, ...] = ()
    lang: str | None = None
    source: str | None = None
    source_kind: str | None = None
    url: str | None = None
    published: Date | None = None
    retrieved: Date | None = None
    criteria: tuple[Criterion, ...] = ()
