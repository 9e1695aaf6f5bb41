"""Limits on numbers that no product of the store states: they exclude nothing, and are told as wishes."""

from collections.abc import Collection
from datetime import date

from ...catalogue.columns import Columns
from ...catalogue.conditions import Judge
from ...catalogue.verdicts import UNKNOWN
from ...schema.condition import Condition

_NUMBERS = ("stock", "moq", "rating", "review_count", "sold_90d")


def undecidable(condition: Condition, columns: Columns) -> bool:
    """Whether no record decides it."""
    own = condition.field in _NUMBERS or condition.field.startswith("supplier.")
    return own and isinstance(condition.value, (int, float)) and bool((Judge(columns, date.min).verdicts(condition)[columns.alive] == UNKNOWN).all())


def decided(conditions: Collection[Condition], columns: Columns) -> tuple[Condition, ...]:
    """With those that no record decides as wishes."""
    return tuple(one.model_copy(update={"hard": False}) if one.hard and undecidable(one, columns) else one for one in conditions)
