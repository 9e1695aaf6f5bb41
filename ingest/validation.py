"""Validation of rows into records, with faults in plain words."""

import math
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..schema.base import Record
from .row import Raw

R = TypeVar("R", bound=Record)

_WORDS = {
    "missing": "{field} is missing", "string_type": "{field} must be text, not {input}", "string_too_short": "{field} is empty",
    "too_short": "{field} is empty", "int_parsing": "{field} must be a whole number, not {input}",
    "int_type": "{field} must be a whole number, not {input}", "int_from_float": "{field} must be a whole number, not {input}",
    "float_parsing": "{field} must be a number, not {input}", "float_type": "{field} must be a number, not {input}",
    "decimal_parsing": "{field} must be a number, not {input}", "decimal_type": "{field} must be a number, not {input}",
    "finite_number": "{field} must be a number, not {input}", "bool_parsing": "{field} must be true or false, not {input}",
    "bool_type": "{field} must be true or false, not {input}", "greater_than_equal": "{field} must be at least {ge}, not {input}",
    "less_than_equal": "{field} must be at most {le}, not {input}", "tuple_type": "{field} must be a list, not {input}",
    "dict_type": "{field} must be an object with named fields, not {input}",
    "decimal_max_places": "{field} has more than {decimal_places} decimal places: {input}",
    "date_from_datetime_parsing": "{field} must be a date like 2026-11-25, not {input}",
    "datetime_from_date_parsing": "{field} must be a time like 2026-11-25T08:00:00Z, not {input}",
    "string_pattern_mismatch": "{field} must look like {pattern}, not {input}",
}  # fmt: skip


_LONGEST = {"id": 200, "product_id": 200, "supplier_id": 200, "buyer_id": 200, "title": 2000, "name": 2000}
_LANGUAGE = re.compile("[a-z]{2,3}(-.+)?")


class Rejected(Exception):
    """The row can't be a record; the message has the reason."""


def record(model: type[R], row: Raw) -> R:
    """The record of a row. Raises Rejected."""
    if wrong := [*_wrong(row)]:
        raise Rejected("; ".join(wrong[:5]))
    for path, value in _leaves(row.get("attributes"), "attributes"):
        if isinstance(value, float) and not math.isfinite(value):
            raise Rejected(f"{path} must be a number, not NaN or infinite")
    try:
        return model.model_validate(row)
    except ValidationError as error:
        raise Rejected("; ".join(_reasons(error, row)[:5])) from error


def _wrong(row: Raw) -> Iterator[str]:
    """Faults that a model's types don't catch."""
    for name, most in _LONGEST.items():
        value = row.get(name)
        if isinstance(value, str) and value and not value.strip():
            yield f"{name} is blank"
        elif isinstance(value, str) and len(value) > most:
            yield f"{name} has {len(value):,} characters; {most:,} are the most"
    attributes = row.get("attributes")
    if isinstance(attributes, dict) and any(not str(name).strip() for name in attributes):
        yield "attributes has an empty name"
    language = row.get("lang")
    if isinstance(language, str) and not _LANGUAGE.fullmatch(language):
        yield f"lang must be a code like zh, en or zh-Hant, not {_shown(language)}"


def _reasons(error: ValidationError, row: Raw) -> list[str]:
    """Each fault once, without errors of a whole that repeat those of its parts."""
    found = error.errors(include_url=False)
    parts = {item["loc"][:depth] for item in found for depth in range(len(item["loc"]))}
    return list(dict.fromkeys(_reason(item, row) for item in found if item["loc"] not in parts))


def _leaves(value: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, f"{path}.{key}")]
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in _leaves(item, path)]
    return [(path, value)]


def _reason(error: ErrorDetails, row: Raw) -> str:
    field = _field(error["loc"], row)
    if field.startswith("attributes."):
        return f"{field} must be text, a number, true or false, or a list of them, not {_shown(error['input'])}"
    words = _WORDS.get(error["type"])
    if words is None:
        message = error["msg"].removeprefix("Value error, ")
        return f"{field}: {message}" if field else message
    bounds = {name: _bound(value) for name, value in error.get("ctx", {}).items()}
    return words.format(field=field or "the row", input=_shown(error["input"]), **bounds)


def _field(path: tuple[int | str, ...], row: Raw) -> str:
    """`price.0.unit_price`, or `price` if it is no list; for an attribute its name only, since the rest names types."""
    one_price = path[:1] == ("price",) and not isinstance(row.get("price"), list)
    shown = path[:2] if path[:1] == ("attributes",) else path[:1] if one_price else path
    return ".".join(str(part) for part in shown)


def _bound(value: Any) -> Any:
    return f"{value:g}" if isinstance(value, float) else value


def _shown(value: Any) -> str:
    text = "NaN" if str(value).lower() == "nan" else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
