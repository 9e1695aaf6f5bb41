"""What a condition may ask for, whoever writes it: a number within the field's scale, words that the catalogue has."""

from collections.abc import Collection

from ...catalogue.columns import Columns
from ...catalogue.known_attributes import check_attributes
from ...catalogue.stated import some
from ...schema.condition import BEYOND, Condition, Value
from ...schema.errors import InputError

_MOST = {"rating": 5, "supplier.rating": 5, "supplier.repurchase_rate": 1}
"""Of what has a scale, its end; a flag is a number too, and within each."""


def check_number(field: str, value: Value) -> None:
    """Raises InputError. Attributes alone go below 0 (-5°C)."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return
    least, most = (-BEYOND if field.startswith("attr.") else 0), _MOST.get(field, BEYOND)
    if not least <= value <= most or abs(value) >= BEYOND:
        raise InputError(
            f"{field} goes from {least:,} to {'less than ' if most == BEYOND else ''}{most:,}; {value:,} is beyond that.", "value_unknown"
        )


def check_words(condition: Condition, columns: Columns, before: Collection[str] = ()) -> None:
    """Raises InputError for what no product has; what is among `before` may stand."""
    for text in texts(condition.value):
        if text not in before and not some(columns, condition.model_copy(update={"value": text})):
            raise InputError(f"No product has {text[:40]!r} as its {condition.field}; choose a value that the catalogue has.", "value_unknown")


def check_condition(condition: Condition, columns: Columns) -> None:
    """Raises InputError for what nothing in the catalogue could meet."""
    check_attributes([condition], columns)
    check_number(condition.field, condition.value)
    check_words(condition, columns)


def texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
