"""The facets of a generation, counted from its columns."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from ..catalogue.columns import NONE, Arrays, Ints, Tables
from ..catalogue.layout import FACETS
from ..catalogue.suppliers import country_names
from ..schema.supplier import Supplier

Rows = NDArray[np.int32]
CATEGORIES_KEPT = 100  # per attribute


def write_facets(folder: Path, arrays: Arrays, tables: Tables, suppliers: Mapping[str, Supplier], attributes: Sequence[tuple[bytes, Rows]]) -> None:
    """Write facets.json. `attributes`: each facet as JSON, with the rows that state it."""
    certificates = np.repeat(arrays.alive, np.diff(arrays.cert_start))
    facets: dict[str, Any] = {
        "categories": _categories(tables, _counts(arrays.category, arrays.alive, len(tables.categories))),
        "brands": _brands(tables, _counts(arrays.brand, arrays.alive, len(tables.brands))),
        "attributes": [orjson.Fragment(facet) for facet, _ in attributes],
        "attribute_categories": [_stating(arrays.category[rows], tables) for _, rows in attributes],
        "certifications": _named(tables.cert_names, _counts(arrays.cert_name, certificates, len(tables.cert_names))),
        "suppliers": _suppliers(suppliers, dict(zip(tables.suppliers, _counts(arrays.supplier, arrays.alive, len(tables.suppliers)), strict=True))),
        "places": _places(suppliers.values()),
        "supplier_kinds": Counter(supplier.kind for supplier in suppliers.values() if supplier.kind).most_common(),
        "currencies": _named(tables.currencies, _counts(arrays.currency, arrays.alive, len(tables.currencies))),
        "languages": _named(tables.languages, _counts(arrays.language, arrays.alive, len(tables.languages))),
    }
    (folder / FACETS).write_bytes(orjson.dumps(facets))


def _counts(codes: Ints, alive: Any, size: int) -> list[int]:
    counted: list[int] = np.bincount(codes[alive & (codes != NONE)], minlength=size).tolist()
    return counted


def _named(names: Sequence[str], counts: Sequence[int]) -> list[tuple[str, int]]:
    return sorted(((name, count) for name, count in zip(names, counts, strict=True) if count), key=lambda item: -item[1])


def _categories(tables: Tables, counts: Sequence[int]) -> list[list[Any]]:
    """Every level of every path; a level takes an alias if the translated path is as long."""
    total: Counter[tuple[str, ...]] = Counter()
    titled: Counter[tuple[str, ...]] = Counter()
    leaves: set[tuple[str, ...]] = set()
    aliases: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
    for names, count in zip(tables.categories, counts, strict=True):
        if not count:
            continue
        leaves.add(names.path)
        for depth in range(1, len(names.path) + 1):
            level = names.path[:depth]
            total[level] += count
            titled[level] += count * names.titled
            same = {language: path[:depth] for language, path in names.aliases.items() if len(path) == len(names.path)}
            aliases.setdefault(level, {}).update(same)
    return [[path, aliases[path], count, path in leaves, titled[path]] for path, count in total.most_common()]


def _stating(codes: Ints, tables: Tables) -> list[tuple[str, int]]:
    """Names of the leaf categories among `codes` with counts, most frequent first."""
    total: Counter[str] = Counter()
    found, counts = np.unique(codes[codes != NONE], return_counts=True)
    for code, count in zip(found.tolist(), counts.tolist(), strict=True):
        if tables.categories[code].path:
            total[tables.categories[code].path[-1]] += count
    return total.most_common(CATEGORIES_KEPT)


def _brands(tables: Tables, counts: Sequence[int]) -> list[list[Any]]:
    total: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    aliases: dict[str, dict[str, str]] = {}
    for names, count in zip(tables.brands, counts, strict=True):
        if count:
            total[names.name] += count
            titled[names.name] += count * names.titled
            aliases.setdefault(names.name, {}).update(names.aliases)
    return [[name, aliases[name], count, titled[name]] for name, count in total.most_common()]


def _suppliers(suppliers: Mapping[str, Supplier], counts: Mapping[str, int]) -> list[list[Any]]:
    rows = [
        [key, supplier.name, [other.name for other in supplier.translations.values() if other.name], supplier.kind, counts.get(key, 0)]
        for key, supplier in suppliers.items()
    ]
    return sorted(rows, key=lambda row: -row[-1])


def _places(suppliers: Iterable[Supplier]) -> list[list[Any]]:
    total: Counter[tuple[str, str]] = Counter()
    aliases: dict[tuple[str, str], dict[str, None]] = {}
    for supplier in suppliers:
        for level in ("province", "city", "country"):
            name = getattr(supplier, level)
            if name:
                total[name, level] += 1
                others = [getattr(other, level, None) for other in supplier.translations.values()]
                others += country_names().get(name, ()) if level == "country" else ()
                aliases.setdefault((name, level), {}).update(dict.fromkeys(other for other in others if other))
    return [[name, level, list(aliases[name, level]), count] for (name, level), count in total.most_common()]
