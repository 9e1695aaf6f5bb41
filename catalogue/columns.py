"""The typed columns of a generation, by row, for conditions and sorting."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from .attribute import AttributeColumn
from .layout import ARRAYS, TABLES
from .suppliers import SupplierColumns
from .tables import CategoryNames, Names
from .text import normal_name

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NONE = -1  # "not stated" in columns of integers and codes; NaN in columns of floats
LATER = "repurchase_rate"  # older stores lack this array
MONEY_SCALE = 10_000  # money is stored exactly, in ten-thousandths


@dataclass(frozen=True)
class Arrays:
    """n rows. A row always belongs to the same product id; `alive` is False if the product was removed.
    Price tiers and certificates of row r are entries `start[r]:start[r + 1]`. `tier_price` is in ten-thousandths of the currency; `cert_until` is the
    proleptic ordinal of the last valid day (`date.toordinal`), -1 without an end; `updated_at` is in seconds since 1970. `language`, `currency`,
    `brand`, `category`, `supplier` and `cert_name` are codes into `Tables`.
    """

    alive: NDArray[np.bool_]
    language: Ints
    currency: Ints
    moq: Ints
    stock: Ints
    review_count: Ints
    sold_90d: Ints
    rating: Floats
    repurchase_rate: Floats
    brand: Ints
    category: Ints
    supplier: Ints
    updated_at: Ints
    tier_start: Ints
    tier_qty: Ints
    tier_price: Ints
    cert_start: Ints
    cert_name: Ints
    cert_until: Ints


@dataclass(frozen=True)
class Tables:
    """The meaning of the codes, and the product id of each row."""

    ids: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    currencies: list[str] = field(default_factory=list)
    brands: list[Names] = field(default_factory=list)
    categories: list[CategoryNames] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    cert_names: list[str] = field(default_factory=list)


def no_attributes(name: str) -> AttributeColumn | None:
    return None


_QUANTITIES = 4  # quantities whose prices are cached: 1.6 MB each at 200,000 products


class Columns:
    """Arrays, their tables, suppliers by code, and attributes by name (loaded at first use)."""

    def __init__(
        self,
        arrays: Arrays,
        tables: Tables,
        suppliers: SupplierColumns,
        attribute: Callable[[str], AttributeColumn | None] = no_attributes,
        names: Callable[[], list[str]] = list,
    ) -> None:
        self.arrays, self.tables, self.suppliers = arrays, tables, suppliers
        self._load_attribute, self._load_names = attribute, names
        self._attributes: dict[str, AttributeColumn | None] = {}
        self._prices: dict[int | None, Ints] = {}
        self.remembered: dict[Hashable, NDArray[np.int8]] = {}  # the judge's cache of verdicts

    @property
    def ids(self) -> list[str]:
        return self.tables.ids

    @property
    def alive(self) -> NDArray[np.bool_]:
        return self.arrays.alive

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Product id -> row, including removed products."""
        return {product_id: row for row, product_id in enumerate(self.tables.ids)}

    @cached_property
    def attribute_names(self) -> list[str]:
        return self._load_names()

    def attribute(self, name: str) -> AttributeColumn | None:
        """The attribute's column; None if no product states it."""
        if name not in self._attributes:
            self._attributes[name] = self._load_attribute(name)
        return self._attributes[name]

    def attribute_named(self, name: str) -> str | None:
        """The attribute whose `text.normal_name` is `name`."""
        return self._by_normal_name.get(name)

    @cached_property
    def _by_normal_name(self) -> dict[str, str]:
        return {normal_name(name): name for name in reversed(self.attribute_names)}

    def unit_prices(self, quantity: int | None = None) -> Ints:
        """Unit price by row, in ten-thousandths, read-only: the tier for `quantity` pieces; the first tier if there is no quantity or it is too
        low."""
        if (found := self._prices.get(quantity)) is None:
            found = self._priced(quantity)
            found.setflags(write=False)
            while len(self._prices) >= _QUANTITIES:
                self._prices.pop(next(iter(self._prices)), None)
            self._prices[quantity] = found
        return found

    def _priced(self, quantity: int | None) -> Ints:
        starts = self.arrays.tier_start
        if quantity is None or not len(self.arrays.tier_qty):
            return self._prices_at(starts[:-1])
        reached = np.concatenate(([0], np.cumsum(self.arrays.tier_qty <= quantity)))
        return self._prices_at(starts[:-1] + np.maximum(reached[starts[1:]] - reached[starts[:-1]] - 1, 0))

    def _prices_at(self, entries: Ints) -> Ints:
        if not len(self.arrays.tier_price):
            return np.full(len(entries), NONE, np.int64)
        prices = self.arrays.tier_price[np.minimum(entries, len(self.arrays.tier_price) - 1)]
        return np.where(self.arrays.tier_start[1:] > self.arrays.tier_start[:-1], prices, NONE)


def save_columns(folder: Path, arrays: Arrays, tables: Tables) -> None:
    np.savez(folder / ARRAYS, **{item.name: getattr(arrays, item.name) for item in fields(Arrays)})
    (folder / TABLES).write_bytes(orjson.dumps({item.name: getattr(tables, item.name) for item in fields(Tables)}, default=tuple))


def load_arrays(folder: Path) -> Arrays:
    """Raises OSError, KeyError or ValueError if the file is missing or damaged."""
    with np.load(folder / ARRAYS, allow_pickle=False) as stored:
        kept = {item.name: stored[item.name] for item in fields(Arrays) if item.name != LATER or LATER in stored}
    return Arrays(**{LATER: np.full(len(kept["alive"]), np.nan), **kept})


def load_tables(folder: Path) -> Tables:
    stored: dict[str, Any] = orjson.loads((folder / TABLES).read_bytes())
    stored["brands"] = [Names.of(item) for item in stored["brands"]]
    stored["categories"] = [CategoryNames.of(item) for item in stored["categories"]]
    return Tables(**stored)
