"""The syntax of `--where`: `price<=50, brand in [Acme, "A, B"], attr.material contains 棉`."""

import re
from typing import get_args

from ...schema.condition import FIELDS, Condition, Op, Value
from ...schema.errors import InputError
from .values import check_number

_OPS: tuple[str, ...] = get_args(Op)
_FIELD = re.compile(r"\s*(attr\.\"[^\"]+\"|[^\s<>=!,≤≥]+)\s*")
_OP = re.compile(r"(<=|>=|!=|==|=|<|>|≤|≥)|(not_in|not in|not_contains|not contains|contains|in)(?=[\s\[(\"'])", re.IGNORECASE)
_QUOTED = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)')\s*")
_SYNONYMS = {"==": "=", "≤": "<=", "≥": ">=", "not in": "not_in", "not contains": "not_contains"}
_TEXTS = ("product", "supplier", "brand", "category", "certification", "supplier.location", "supplier.kind", "supplier.verified")
_NUMERIC = frozenset(FIELDS) - {*_TEXTS}
_UNIT = re.compile(r"^(-?\d+(?:\.\d+)?)\s*([A-Za-z%°\u3400-\u9fff]+)?$")
_EXAMPLE = "write it like 'price<=50, brand in [Acme, Bolt]'"


def parse_where(text: str) -> tuple[Condition, ...]:
    """The conditions of `text`, separated by commas, `;` or "and". Raises InputError with the fault and the valid choices."""
    found: list[Condition] = []
    place = 0
    while place < len(text.rstrip(" ,;")):
        condition, place = _condition(text, place, len(found) + 1)
        found.append(condition)
        rest = re.compile(r"\s*(?:[,;]|and\b|$)\s*", re.IGNORECASE).match(text, place)
        if rest is None:
            raise InputError(f"--where: don't understand {text[place:].strip()!r}; {_EXAMPLE}")
        place = rest.end()
    return tuple(found)


def _condition(text: str, place: int, number: int) -> tuple[Condition, int]:
    field, at = _field(text, place)
    op = _OP.match(text, at)
    if op is None:
        raise InputError(f"--where: no operator after {field!r}; valid ones: {' '.join(_OPS)}")
    name = op[0].lower()
    name = _SYNONYMS.get(name, name)
    values, end = _values(text, op.end())
    if not values:
        raise InputError(f"--where: no value after '{field} {name}'; {_EXAMPLE}")
    value, unit = _value(field, name, values)
    written = text[place:end].strip()
    return Condition(id=f"w{number}", field=field, op=name, value=value, unit=unit, text=written), end  # type: ignore[arg-type]


def _field(text: str, place: int) -> tuple[str, int]:
    match = _FIELD.match(text, place)
    field = match[1].replace('"', "") if match else ""
    if match is None or not (field in FIELDS or (field.startswith("attr.") and len(field) > 5)):
        raise InputError(f"--where: no field {field or text[place:].strip()!r}; valid ones: {', '.join(FIELDS)}, attr.NAME")
    return field, match.end()


def _values(text: str, place: int) -> tuple[list[str], int]:
    """One value, or several in brackets; and the index after them."""
    opened = re.compile(r"\s*([\[(])").match(text, place)
    if opened is None:
        value, end = _single(text, place)
        return ([value] if value else []), end
    values, place = [], opened.end()
    while True:
        value, place = _single(text, place, closing="])")
        values += [value] if value else []
        sign = text[place : place + 1]
        if sign in ("]", ")"):
            return values, place + 1
        if sign != ",":
            raise InputError(f"--where: the list is not closed by ]; {_EXAMPLE}")
        place += 1


def _single(text: str, place: int, closing: str = "") -> tuple[str, int]:
    quoted = _QUOTED.match(text, place)
    if quoted is not None:
        return quoted[1] if quoted[1] is not None else quoted[2], quoted.end()
    end = place
    while end < len(text) and text[end] not in f",;{closing}" and not text[end:].lower().startswith(" and "):
        end += 1
    return text[place:end].strip(), end


def _value(field: str, op: str, values: list[str]) -> tuple[Value, str | None]:
    if op in ("in", "not_in"):
        return tuple(values), None
    if len(values) > 1:
        raise InputError(f"--where: {field} {op} takes one value; for several write '{field} in [{', '.join(values)}]'")
    value = values[0]
    if field == "supplier.verified" or (field.startswith("attr.") and value.lower() in ("true", "false")):
        return _flag(field, value), None
    measured = _UNIT.match(value.replace(",", "")) if op not in ("contains", "not_contains") else None
    if measured is not None and (field in _NUMERIC or op in ("<", "<=", ">", ">=") or field.startswith("attr.")):
        return _number(field, measured, value)
    if field in _NUMERIC or op in ("<", "<=", ">", ">="):
        raise InputError(f"--where: {field} {op} needs a number, not {value!r}")
    return value, None


def _number(field: str, match: re.Match[str], written: str) -> tuple[Value, str | None]:
    number = float(match[1])
    unit = match[2]
    share = unit == "%" and field == "supplier.repurchase_rate"
    try:
        check_number(field, round(number / 100, 6) if share else number)
    except InputError as error:
        raise InputError(f"--where: {error}") from None
    if share:
        return round(number / 100, 6), None
    if field.startswith("attr.") and unit is None and match[1] != written:
        return written, None
    plain: Value = int(number) if number == int(number) and "." not in match[1] else number
    return plain, (unit.upper() if field == "price" and unit else unit)


def _flag(field: str, value: str) -> bool:
    if value.lower() not in ("true", "false", "yes", "no", "1", "0"):
        raise InputError(f"--where: {field} is true or false, not {value!r}")
    return value.lower() in ("true", "yes", "1")
