"""A sparse column of one attribute over all products; equal cells are stored once."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from ..schema.product import Scalar
from .quantities import Quantity, parse_quantity, unit_of
from .text import normal

_NOTED = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
"""What a value says in brackets behind itself."""


def _quantities(value: Scalar) -> list[Quantity]:
    """The quantities in a value ("2000g/2300g" gives two, "470g（内芯）" one); [] if a part of the text is no quantity."""
    if isinstance(value, bool):
        return []
    if not isinstance(value, str):
        return [Quantity(float(value))]
    said = value if parse_quantity(value) is not None else _NOTED.sub("", value)
    parts = [parse_quantity(part) for part in re.split("[/、]", said)] if parse_quantity(said) is None else [parse_quantity(said)]
    return [part for part in parts if part] if all(parts) else []


@dataclass(frozen=True)
class Cell:
    """A product's values of the attribute, with their translations."""

    values: tuple[Scalar, ...]
    translations: tuple[Scalar, ...] = ()

    @cached_property
    def own_texts(self) -> tuple[str, ...]:
        """Each value as `text.normal`."""
        return tuple(normal(str(value)) for value in self.values)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Values and translations as `text.normal`, without flags."""
        return tuple(normal(str(value)) for value in (*self.values, *self.translations) if not isinstance(value, bool))

    def quantities(self, name: str) -> tuple[Quantity, ...]:
        """The values that are quantities; a bare number takes the unit at the end of the attribute's name."""
        found = [item for value in self.values for item in _quantities(value)]
        unit = unit_of(name)
        return tuple(Quantity(item.number * unit[1], unit[0]) if unit and item.dimension is None else item for item in found)


@dataclass(frozen=True)
class AttributeColumn:
    """Product `rows[i]` states `cells[codes[i]]`; `rows` is sorted, and other rows state nothing."""

    name: str
    rows: NDArray[np.int64]
    codes: NDArray[np.int64]
    cells: tuple[Cell, ...]

    @cached_property
    def quantities(self) -> tuple[tuple[Quantity, ...], ...]:
        """Per cell."""
        return tuple(cell.quantities(self.name) for cell in self.cells)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Number of products per cell."""
        return np.bincount(self.codes, minlength=len(self.cells))

    def packed(self) -> tuple[bytes, bytes, bytes]:
        """The stored form: rows and codes as 32-bit integers, cells as JSON."""
        cells = orjson.dumps([[cell.values, cell.translations] for cell in self.cells])
        return self.rows.astype("<i4").tobytes(), self.codes.astype("<i4").tobytes(), cells


def unpack(name: str, rows: bytes, codes: bytes, cells: bytes) -> AttributeColumn:
    stored: list[Any] = orjson.loads(cells)
    return AttributeColumn(
        name,
        np.frombuffer(rows, "<i4").astype(np.int64),
        np.frombuffer(codes, "<i4").astype(np.int64),
        tuple(Cell(tuple(values), tuple(translations)) for values, translations in stored),
    )
