"""A column's value changed as the field's mapping says."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from .amount import amount
from .mapping import FieldMapping
from .plain_text import plain_text


def field_value(value: Any, spec: FieldMapping) -> Any:
    if spec.none:
        stated = [item for item in (value if isinstance(value, list) else [value]) if not _is_none(item, spec.none)]
        value = stated if isinstance(value, list) else next(iter(stated), None)
    if is_empty(value):
        return None
    if spec.html:
        value = [plain_text(item) if isinstance(item, str) else item for item in value] if isinstance(value, list) else _plain(value)
    if spec.match is not None:
        value = _matched(value, spec.match)
        if value is None or spec.constant is not None:
            return None if value is None else spec.constant
    if spec.split is not None and isinstance(value, str):
        value = [part.strip() for part in value.split(spec.split) if part.strip()]
    if spec.has is not None:
        value = any(spec.has in str(item) for item in (value if isinstance(value, list) else [value]))
    if spec.number:
        number = amount(value, "first" if spec.number is True else spec.number)
        value = value if number is None else number  # a value without number stays, so that validation names it
    if spec.divide is not None:
        value = _divided(value, spec.divide)
    if spec.least is not None and isinstance(value, int | float) and not isinstance(value, bool):
        value = max(value, spec.least)
    if spec.unit is not None and isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:g} {spec.unit}"
    if spec.values:
        value = [_replaced(item, spec.values) for item in value] if isinstance(value, list) else _replaced(value, spec.values)
        value = [item for item in value if not is_empty(item)] if isinstance(value, list) else value
    return value


def _plain(value: Any) -> Any:
    return plain_text(value) if isinstance(value, str) else value


def _matched(value: Any, pattern: str) -> str | None:
    """The pattern's group, or its whole match; for a list, in the first element that matches. None without a match."""
    for item in value if isinstance(value, list) else [value]:
        if found := _pattern(pattern).search(str(item)):
            return found[1] if found.re.groups and found[1] is not None else found[0]
    return None


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _replaced(value: Any, values: dict[Any, Any]) -> Any:
    return values[value] if isinstance(value, str | int | float) and value in values else value


def _is_none(value: Any, none: tuple[Any, ...]) -> bool:
    return any(_same(value, one) for one in none)


def _same(value: Any, none: Any) -> bool:
    """True if both are the same number ("0.0" is 0) or text; booleans equal only themselves."""
    if isinstance(value, bool) or isinstance(none, bool):
        return value is none
    try:
        return Decimal(str(value)) == Decimal(str(none))
    except InvalidOperation:
        return bool(str(value).strip() == str(none).strip())


def _divided(value: Any, by: float) -> Any:
    try:
        return str(Decimal(str(value)) / Decimal(str(by)))
    except ArithmeticError:
        return value  # stays, so that validation names it


def is_empty(value: Any) -> bool:
    return value is None or value == "" or value == []
