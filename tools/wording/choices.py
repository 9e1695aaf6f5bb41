"""What a condition's value may be, called as the buyer's language does: what a chip offers in place of free text."""

from ...catalogue.columns import Columns
from ...catalogue.stated import stated
from ...schema.base import Noun
from ...schema.condition import Condition
from .wording import IDS, Wording

MOST = 100


class Choice(Noun):
    """`count` products of what is looked for state it."""

    value: str
    label: str
    count: int


def choices(condition: Condition, category: str | None, columns: Columns, wording: Wording) -> tuple[Choice, ...]:
    """What it asks for now, then what most products state. Empty where the value is a number, a yes or no, or a record's id."""
    now = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    if condition.field in IDS or not all(isinstance(value, str) for value in now):
        return ()
    counts = stated(columns, condition.field, category) or stated(columns, condition.field)
    values = dict.fromkeys([*map(str, now), *counts])
    return tuple(Choice(value=value, label=label_of(condition.field, value, wording), count=counts.get(value, 0)) for value in list(values)[:MOST])


def names(condition: Condition, wording: Wording) -> dict[str, str]:
    """What its values in words are called; empty where it has none."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return {} if condition.field in IDS else {value: label_of(condition.field, value, wording) for value in values if isinstance(value, str)}


def label_of(field: str, value: str, wording: Wording) -> str:
    return wording.opening(wording.kind(value) if field == "supplier.kind" else wording.word(field, value))
