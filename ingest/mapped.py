"""Foreign rows converted to native fields by a mapping."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from ..schema.errors import InputError
from .amount import amount
from .column_path import MISSING, column_path, opened
from .mapping import AttributeMapping, FieldMapping, SourceMapping
from .native import put
from .row import Raw

_MARKED = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]+\d?);")
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "footer", "form", "header", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "nav", "ol", "p", "pre", "section", "ul"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    }
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg"})


class Mapper:
    """Applies a `SourceMapping` to rows and records which of its columns occurred."""

    def __init__(self, mapping: SourceMapping) -> None:
        self._mapping = mapping
        self._seen: set[str] = set()
        self._columns: dict[str, None] = {}
        self._names: dict[str, tuple[str, str | None] | None] = {}

    @property
    def asks_currency(self) -> bool:
        """True if the mapping requires the user to give a currency for prices without one."""
        return (spec := self._mapping.fields.get("currency")) is not None and spec.asked

    def __call__(self, raw: Raw) -> Raw:
        self._columns.update(dict.fromkeys(raw))
        row: Raw = {}
        for target, spec in self._mapping.fields.items():
            put(row, target, self._value(raw, spec))
        for name, value in self._attributes(raw).items():
            add_attribute(row.setdefault("attributes", {}), name, value)
        return row

    def check(self, source: str) -> None:
        """After the last row: raise InputError if a required column was in no row."""
        wanted = [column for spec in self._mapping.fields.values() for column in _wanted(spec)]
        wanted += [spec.source for spec in self._mapping.attributes if spec.source and not spec.optional]
        missing = [column for column in dict.fromkeys(wanted) if column not in self._seen]
        if missing and self._columns:
            have = ", ".join(sorted(self._columns)[:60])
            raise InputError(f"The mapping names {', '.join(missing)}, which no row of {source} has; its columns are {have}.")

    def _value(self, raw: Raw, spec: FieldMapping, inside: str = "") -> Any:
        """The field's value; `inside` is the path of the list that `raw` is an element of."""
        if any(not _is_one(self._column(raw, column), values) for column, values in spec.when.items()):
            return None
        if spec.first:
            return next((value for each in spec.first if not is_empty(value := self._value(raw, each, inside))), None)
        if not spec.columns:
            return spec.constant
        found = [self._changed(self._column(raw, column, inside), spec, f"{inside}{column}[].") for column in spec.columns]
        values = [value for value in found if not is_empty(value)]
        if not values:
            return None
        if spec.join is not None:
            return spec.join.join(str(part) for value in values for part in (value if isinstance(value, list) else [value]))
        return values[0] if len(spec.columns) == 1 else values

    def _changed(self, value: Any, spec: FieldMapping, inside: str) -> Any:
        value = field_value(value, spec)
        if not spec.each or not isinstance(value := opened(value), list):
            return value
        parts = [self._part(item, spec.each, inside) for item in value]
        return [part for part in parts if part]

    def _part(self, item: Any, fields: dict[str, FieldMapping], inside: str) -> Any:
        """A list's element with its own fields; anything but an object stays, so that validation names it."""
        if not isinstance(item, dict):
            return item
        row: Raw = {}
        for target, spec in fields.items():
            put(row, target, self._value(item, spec, inside))
        return row

    def _column(self, raw: Raw, column: str, inside: str = "") -> Any:
        value = column_path(column)(raw)
        if value is MISSING:
            return None
        self._seen.add(inside + column)
        return value

    def _attributes(self, raw: Raw) -> Raw:
        gathered: Raw = {}
        for spec in self._mapping.attributes:
            for name, value in _pairs(opened(self._column(raw, spec.source)), spec) if spec.source else ():
                add_attribute(gathered, name, _parts(value, spec.split))
        if any(spec.pattern for spec in self._mapping.attributes):
            for column, value in raw.items():
                if (found := self._attribute_name(column)) is not None:
                    add_attribute(gathered, found[0], _parts(value, found[1]))
        return gathered

    def _attribute_name(self, column: str) -> tuple[str, str | None] | None:
        """The attribute of a column, with the separator of its values; None if there is none."""
        if column not in self._names:
            matches = ((spec.pattern.fullmatch(column), spec.split) for spec in self._mapping.attributes if spec.pattern)
            self._names[column] = next(((clean_name(match[1]), split) for match, split in matches if match), None)
        return self._names[column]


def _is_one(value: Any, values: Sequence[str]) -> bool:
    """True if the value is one of `values`; "*" matches any text."""
    text = "" if value is None else str(value).strip()
    return text in values or ("*" in values and bool(text))


def clean_name(name: str) -> str:
    """`thermal_design_power__tdp_` is `thermal_design_power_tdp`."""
    return re.sub("_+", "_", name).strip("_") or name


def add_attribute(attributes: Raw, name: str, value: Any) -> None:
    """Add a value to those of the attribute; empty values add nothing."""
    if value is None or value == "" or value == []:
        return
    if name not in attributes or attributes[name] == value:
        attributes[name] = value
        return
    both = [item for old in (attributes[name], value) for item in (old if isinstance(old, list) else [old])]
    attributes[name] = [item for place, item in enumerate(both) if item not in both[:place]]


def _parts(value: Any, split: str | None) -> Any:
    if split is None or not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(split) if part.strip()]
    return parts if len(parts) > 1 else parts[0] if parts else None


def _pairs(value: Any, spec: AttributeMapping) -> Iterator[tuple[str, Any]]:
    """Name and value of each entry of an object, or of a list of pairs."""
    if spec.name is None or spec.value is None:
        yield from ((str(name), inner) for name, inner in value.items()) if isinstance(value, dict) else ()
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            name = column_path(spec.name)(item)
            inner = column_path(spec.value)(item)
            if inner is not MISSING and isinstance(name, str | int) and str(name).strip():
                yield str(name).strip(), inner


def _wanted(spec: FieldMapping, inside: str = "") -> Iterator[str]:
    """The required columns, including those inside lists."""
    if spec.optional:
        return
    for column in spec.columns:
        yield inside + column
        for part in spec.each.values():
            yield from _wanted(part, f"{inside}{column}[].")


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


def plain_text(text: str) -> str:
    """A line per block, white space collapsed; text without markup is only stripped."""
    if not _MARKED.search(text):
        return text.strip()
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Text(HTMLParser):
    """Collects the visible text in `parts`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= self._unseen > 0 and tag in _UNSEEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\n", " "))
