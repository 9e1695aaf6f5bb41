"""Update of attribute columns: only columns whose values changed are written again."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import orjson

from ..catalogue.attribute import AttributeColumn, Cell
from ..catalogue.quantities import Quantity
from ..schema.product import AttributeValue, Product, Scalar
from .claims import foreign
from .column_builder import Codes, Upserts
from .plain_value import plain_values

VALUES_KEPT = 300  # in an attribute's facet
ALIASES_KEPT = 5  # per value: sellers translate 圆领 as "round neck" and as "crew neck"
_NUMBERS_AT_LEAST = 0.9  # share of products with a number of one dimension that makes an attribute numeric


def build_attributes(
    upserts: Upserts, old: Mapping[int, Product], removed: Mapping[int, Product], load: Callable[[str], AttributeColumn | None]
) -> dict[str, AttributeColumn]:
    """Name -> changed column. `old` and `removed`: row -> product before the change."""
    added: dict[str, list[tuple[int, Cell]]] = {}
    touched: dict[str, list[int]] = {}
    for row, product in removed.items():
        for name in product.attributes:
            touched.setdefault(name, []).append(row)
    for row, product in upserts:
        before, after = cells(old[row]) if row in old else {}, cells(product)
        for name in before.keys() - after.keys():
            touched.setdefault(name, []).append(row)
        for name, cell in after.items():
            if name not in before or _key(before[name]) != _key(cell):
                added.setdefault(name, []).append((row, cell))
                touched.setdefault(name, []).append(row)
    return {name: _changed(load(name), name, rows, added.get(name, [])) for name, rows in touched.items()}


def cells(product: Product) -> dict[str, Cell]:
    """The product's attribute values without claims and foreign text, with the translations that differ from them."""
    translations = [other.attributes for other in product.translations.values() if other.attributes]
    found = ((name, _cell(name, value, translations)) for name, value in product.attributes.items() if not foreign(name))
    return {name: cell for name, cell in found if cell.values}


def _cell(name: str, value: AttributeValue, translations: Sequence[Mapping[str, AttributeValue]]) -> Cell:
    values, others = plain_values(name, value), [other[name] for other in translations if name in other]
    if len(values) < _count(value):  # it is unknown which value each translation belongs to
        others = [other for other in others if _count(other) != _count(value)]
    return Cell(values, tuple(item for other in others for item in plain_values(name, other) if item not in values))


def _count(value: AttributeValue) -> int:
    return len(value) if isinstance(value, tuple) else 1


def _changed(column: AttributeColumn | None, name: str, rows: Sequence[int], added: Iterable[tuple[int, Cell]]) -> AttributeColumn:
    codes: Codes[Cell] = Codes([] if column is None else list(column.cells), _key)
    new = np.array([(row, codes(cell)) for row, cell in added], np.int64).reshape(-1, 2)
    if column is not None:
        kept = ~np.isin(column.rows, np.array(rows, np.int64))
        new = np.concatenate([np.stack([column.rows[kept], column.codes[kept]], axis=1), new])
    new = new[np.argsort(new[:, 0], kind="stable")]
    used, renumbered = np.unique(new[:, 1], return_inverse=True)
    return AttributeColumn(name, new[:, 0], renumbered.astype(np.int64), tuple(codes.table[code] for code in used))


def _key(cell: Cell) -> tuple[object, ...]:
    """Distinguishes 1, 1.0 and true."""
    return (*map(_typed, cell.values), "|", *map(_typed, cell.translations))


def _typed(value: Scalar) -> tuple[type, Scalar]:
    return type(value), value


def attribute_facet(column: AttributeColumn) -> bytes:
    """The fields of `facets.AttributeFacet` as JSON, in its order."""
    counts = column.counts
    tally: dict[str, int] = {}
    aliases: dict[str, list[str]] = {}
    for cell, count in zip(column.cells, counts.tolist(), strict=True):
        for place, value in enumerate(cell.values):
            text = _shown(value)
            tally[text] = tally.get(text, 0) + count
            said = aliases.setdefault(text, [])
            alias = _shown(cell.translations[place]) if len(cell.translations) == len(cell.values) else text
            if alias != text and alias not in said and len(said) < ALIASES_KEPT:
                said.append(alias)
    top = sorted(tally, key=lambda text: -tally[text])[:VALUES_KEPT]
    kind, low, high, dimension = _kind(column)
    return orjson.dumps([column.name, kind, int(counts.sum()), [[text, aliases[text], tally[text]] for text in top], low, high, dimension])


def _kind(column: AttributeColumn) -> tuple[str, float | None, float | None, str | None]:
    """("number", low, high, dimension) if nearly all products state a number of one dimension; else "flag" or "text"."""
    if all(isinstance(value, bool) for cell in column.cells for value in cell.values):
        return "flag", None, None, None
    found: dict[str | None, list[tuple[Quantity, int]]] = {}
    for quantities, count in zip(column.quantities, column.counts.tolist(), strict=True):
        for quantity in quantities[:1]:
            found.setdefault(quantity.dimension, []).append((quantity, count))
    dimension, most = max(found.items(), key=lambda item: sum(count for _, count in item[1]), default=(None, []))
    if sum(count for _, count in most) < _NUMBERS_AT_LEAST * column.counts.sum():
        return "text", None, None, None
    numbers = [quantity.number for quantity, _ in most]
    return "number", min(numbers), max(numbers), dimension


def _shown(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
