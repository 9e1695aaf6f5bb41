"""Checks of a condition's value, whoever wrote it: a number within the field's scale, a text that the catalogue has."""

from collections.abc import Collection

from ...catalogue.columns import Columns
from ...catalogue.known_attributes import check_attributes
from ...catalogue.stated import some
from ...schema.condition import BEYOND, Condition, Value
from ...schema.errors import InputError

_MOST = {"rating": 5, "supplier.rating": 5, "supplier.repurchase_rate": 1}
"""Fields with a scale -> its end."""


def check_number(field: str, value: Value) -> None:
    """Raise InputError if a number is out of the field's range. Only attributes go below 0 (-5°C)."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return
    least, most = (-BEYOND if field.startswith("attr.") else 0), _MOST.get(field, BEYOND)
    if not least <= value <= most or abs(value) >= BEYOND:
        raise InputError(
            f"{field} goes from {least:,} to {'less than ' if most == BEYOND else ''}{most:,}; {value:,} is beyond that.", "value_unknown"
        )


def check_words(condition: Condition, columns: Columns, before: Collection[str] = ()) -> None:
    """Raise InputError for a text that no product has; texts in `before` are allowed."""
    for text in texts(condition.value):
        if text not in before and not some(columns, condition.model_copy(update={"value": text})):
            raise InputError(f"No product has {text[:40]!r} as its {condition.field}; choose a value that the catalogue has.", "value_unknown")


def check_condition(condition: Condition, columns: Columns) -> None:
    """Raise InputError if nothing in the catalogue could meet the condition."""
    check_attributes([condition], columns)
    check_number(condition.field, condition.value)
    check_words(condition, columns)


def texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
