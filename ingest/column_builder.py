"""Update of the previous generation's columns: only changed rows are written."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..catalogue.columns import MONEY_SCALE, NONE, Arrays, Ints, Tables
from ..catalogue.tables import CategoryNames, Names
from ..schema.product import Product
from .writing import seconds

T = TypeVar("T")
Upserts = Sequence[tuple[int, Product]]
_BY_ROW = (
    "alive", "language", "currency", "moq", "stock", "review_count", "sold_90d", "rating", "repurchase_rate", "brand", "category", "supplier",
    "updated_at",
)  # fmt: skip
_SPARSE = ("tier_start", "tier_qty", "tier_price", "cert_start", "cert_name", "cert_until")


class Codes(Generic[T]):
    """Numbers things in order of appearance; `table` grows."""

    def __init__(self, table: list[T], key: Any = lambda thing: thing) -> None:
        self.table, self._key = table, key
        self._codes: dict[Hashable, int] = {key(thing): code for code, thing in enumerate(table)}

    def __call__(self, thing: T | None) -> int:
        if thing is None:
            return NONE
        code = self._codes.setdefault(self._key(thing), len(self.table))
        if code == len(self.table):
            self.table.append(thing)
        return code


def no_columns() -> tuple[Arrays, Tables]:
    """The columns of an empty store."""
    kinds: dict[str, Any] = {"alive": np.bool_, "rating": np.float64, "repurchase_rate": np.float64}
    empty = {item.name: np.zeros(1 if item.name.endswith("_start") else 0, kinds.get(item.name, np.int64)) for item in fields(Arrays)}
    return Arrays(**empty), Tables()


def build_columns(old: Arrays, tables: Tables, upserts: Upserts, removed: Iterable[int]) -> Arrays:
    """The arrays with `upserts` and without `removed`. `tables` grows in place; its `ids` already has every row."""
    gone = np.fromiter(removed, np.int64)
    grown: dict[str, Any] = {name: _grown(getattr(old, name), len(tables.ids)) for name in _BY_ROW}
    rows = np.array([row for row, _ in upserts], np.int64)
    for name, values in _values(tables, upserts).items():
        grown[name][rows] = values
    grown["alive"][gone] = False
    changed = np.concatenate([rows, gone])
    tiers = _entries([(row, tier.min_qty, _money(tier.unit_price)) for row, product in upserts for tier in product.price])
    tiers_by_row = _replaced(old.tier_start, (old.tier_qty, old.tier_price), changed, tiers, len(tables.ids))
    certs_by_row = _replaced(old.cert_start, (old.cert_name, old.cert_until), changed, _certificates(tables, upserts), len(tables.ids))
    sparse: dict[str, Any] = dict(zip(_SPARSE, (*tiers_by_row, *certs_by_row), strict=True))
    return Arrays(**grown, **sparse)


def _values(tables: Tables, upserts: Upserts) -> dict[str, list[Any]]:
    language, currency, supplier = Codes(tables.languages), Codes(tables.currencies), Codes(tables.suppliers)
    brand: Codes[Names] = Codes(tables.brands, lambda names: (names.name, names.titled, *names.aliases.items()))
    category: Codes[CategoryNames] = Codes(tables.categories, lambda names: (names.path, names.titled, *names.aliases.items()))
    products = [product for _, product in upserts]
    return {
        "alive": [True] * len(products),
        "language": [language(product.lang) for product in products],
        "currency": [currency(product.currency) for product in products],
        "brand": [brand(_brand(product)) for product in products],
        "category": [category(_category(product)) for product in products],
        "supplier": [supplier(product.supplier_id) for product in products],
        **{name: [_or_nan(getattr(product, name)) for product in products] for name in ("rating", "repurchase_rate")},
        "updated_at": [_or_none(seconds(product)) for product in products],
        **{name: [_or_none(getattr(product, name)) for product in products] for name in ("moq", "stock", "review_count", "sold_90d")},
    }


def _brand(product: Product) -> Names | None:
    if not product.brand:
        return None
    if (titled := product.titled.get("brand")) is not None:
        return Names(product.brand, titled.others, True)
    return Names(product.brand, {language: other.brand for language, other in product.translations.items() if other.brand})


def _category(product: Product) -> CategoryNames | None:
    if not product.category:
        return None
    others = {language: other.category for language, other in product.translations.items() if other.category}
    return CategoryNames(product.category, others, "category" in product.titled)


def _certificates(tables: Tables, upserts: Upserts) -> NDArray[np.int64]:
    name = Codes(tables.cert_names)
    found = ((row, item) for row, product in upserts for item in product.certifications)
    return _entries([(row, name(item.name), item.valid_until.toordinal() if item.valid_until else NONE) for row, item in found])


def _entries(entries: list[tuple[int, int, int]]) -> NDArray[np.int64]:
    """(row, first, second) tuples as an array of three columns."""
    return np.array(entries, np.int64).reshape(-1, 3)


def _replaced(starts: Ints, old: tuple[Ints, Ints], changed: Ints, new: NDArray[np.int64], rows: int) -> tuple[Ints, Ints, Ints]:
    """Sparse entries with those of `changed` rows replaced by `new`: starts (rows + 1), first, second."""
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    kept = ~np.isin(owner, changed)
    owners = np.concatenate([owner[kept], new[:, 0]])
    order = np.argsort(owners, kind="stable")
    first, second = (np.concatenate([values[kept], new[:, column]])[order] for column, values in ((1, old[0]), (2, old[1])))
    return np.searchsorted(owners[order], np.arange(rows + 1)), first, second


def _grown(values: NDArray[Any], rows: int) -> NDArray[Any]:
    filler: Any = np.nan if values.dtype.kind == "f" else False if values.dtype.kind == "b" else NONE
    return np.concatenate([values, np.full(rows - len(values), filler, values.dtype)])


def _money(value: Decimal) -> int:
    return int(value * MONEY_SCALE)


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _or_none(value: int | None) -> int:
    return NONE if value is None else value
