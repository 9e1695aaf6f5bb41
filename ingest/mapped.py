"""A foreign row in native fields, by a mapping."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from ..schema.errors import InputError
from .mapping import FieldMapping, SourceMapping
from .native import put
from .row import Raw


class Mapper:
    """Applies one `SourceMapping` to rows, and remembers which of its columns were ever there."""

    def __init__(self, mapping: SourceMapping) -> None:
        self._mapping = mapping
        self._seen: set[str] = set()
        self._columns: dict[str, None] = {}
        self._names: dict[str, str | None] = {}

    def __call__(self, raw: Raw) -> Raw:
        self._columns.update(dict.fromkeys(raw))
        row: Raw = {}
        for target, spec in self._mapping.fields.items():
            put(row, target, self._value(raw, spec))
        for name, value in self._attributes(raw).items():
            add_attribute(row.setdefault("attributes", {}), name, value)
        return row

    def check(self, source: str) -> None:
        """After the last row: raises InputError where a column that must be there was in no row."""
        wanted = [column for spec in self._mapping.fields.values() if not spec.optional for column in spec.columns]
        wanted += [spec.source for spec in self._mapping.attributes if spec.source and not spec.optional]
        missing = [column for column in dict.fromkeys(wanted) if column not in self._seen]
        if missing and self._columns:
            have = ", ".join(sorted(self._columns)[:60])
            raise InputError(f"The mapping names {', '.join(missing)}, which no row of {source} has; its columns are {have}.")

    def _value(self, raw: Raw, spec: FieldMapping) -> Any:
        if not spec.columns:
            return spec.constant
        found = [self._column(raw, column) for column in spec.columns]
        values = [_changed(value, spec) for value in found if value is not None and value != ""]
        if not values:
            return None
        if spec.join is not None:
            return spec.join.join(str(part) for value in values for part in (value if isinstance(value, list) else [value]))
        return values[0] if len(spec.columns) == 1 else values

    def _column(self, raw: Raw, column: str) -> Any:
        if column in raw:
            self._seen.add(column)
            return raw[column]
        value: Any = raw
        for part in column.split("."):
            if not isinstance(value, dict) or part not in value:
                return None
            value = value[part]
        self._seen.add(column)
        return value

    def _attributes(self, raw: Raw) -> Raw:
        gathered: Raw = {}
        for spec in self._mapping.attributes:
            inner = self._column(raw, spec.source) if spec.source else None
            for name, value in inner.items() if isinstance(inner, dict) else ():
                add_attribute(gathered, str(name), value)
        if any(spec.pattern for spec in self._mapping.attributes):
            for column, value in raw.items():
                if (found := self._attribute_name(column)) is not None:
                    add_attribute(gathered, found, value)
        return gathered

    def _attribute_name(self, column: str) -> str | None:
        if column not in self._names:
            matches = (spec.pattern.fullmatch(column) for spec in self._mapping.attributes if spec.pattern)
            self._names[column] = next((clean_name(match[1]) for match in matches if match), None)
        return self._names[column]


def clean_name(name: str) -> str:
    """`thermal_design_power__tdp_` is `thermal_design_power_tdp`."""
    return re.sub("_+", "_", name).strip("_") or name


def add_attribute(attributes: Raw, name: str, value: Any) -> None:
    """Nothing stated adds nothing; a second value under a name is put beside the first."""
    if value is None or value == "" or value == []:
        return
    if name not in attributes or attributes[name] == value:
        attributes[name] = value
        return
    both = [item for old in (attributes[name], value) for item in (old if isinstance(old, list) else [old])]
    attributes[name] = list(dict.fromkeys(both))


def _changed(value: Any, spec: FieldMapping) -> Any:
    if spec.values and isinstance(value, str | int | float) and value in spec.values:
        value = spec.values[value]
    if spec.split is not None and isinstance(value, str):
        return [part.strip() for part in value.split(spec.split) if part.strip()]
    if spec.divide is not None:
        try:
            return str(Decimal(str(value)) / Decimal(str(spec.divide)))
        except InvalidOperation:
            return value  # left as it is, for validation to name
    return value
