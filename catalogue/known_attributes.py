"""Check for conditions on unknown attributes, an error in an explicit search."""

import difflib
from collections.abc import Iterable

from ..schema.condition import Condition
from ..schema.errors import InputError
from .columns import Columns
from .text import normal_name


def check_attributes(conditions: Iterable[Condition], columns: Columns) -> None:
    """Raise InputError, with the most similar names, for an attribute that the catalogue doesn't have."""
    for condition in conditions:
        name = condition.field.removeprefix("attr.")
        if condition.field != name and columns.attribute(name) is None and columns.attribute_named(normal_name(name)) is None:
            raise InputError(f"The catalogue has no attribute {name!r}; {_near(name, columns.attribute_names)}.")


def _near(name: str, names: list[str]) -> str:
    if not names:
        return "it has none at all"
    by_normal = {normal_name(known): known for known in names}
    near = [by_normal[found] for found in difflib.get_close_matches(normal_name(name), by_normal, 5, 0.5)]
    return f"did you mean {', '.join(near)}?" if near else f"some that it has: {', '.join(names[:10])}"
