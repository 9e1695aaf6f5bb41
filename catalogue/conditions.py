"""Judging of conditions: exact, vectorised over all rows, three-valued."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..schema.condition import Condition
from ..schema.product import Certification
from .cells import judge_cells
from .columns import MONEY_SCALE, NONE, Columns
from .text import normal, normal_name
from .verdicts import FAILED, MET, UNKNOWN, Truth, Verdict, Verdicts, known_where, table, turned, unknown
from .wanted import ORDER, Wanted, code_pattern

_REMEMBERED = 128  # verdicts cached: 200 KB each at 200,000 products


class Judge:
    """Judges conditions on the columns at a date, for a quantity.
    Unknown are: a field that a product doesn't state, everything about a supplier without record, a price in another currency, a measure in an
    incomparable unit, and an operator or value that makes no sense for the field.
    Only the product's own certificates count: valid ones meet, expired ones fail, none on file is unknown. With `shares`, a value fails if less of it
    or some of another is stated. A negative operator inverts its positive one; unknown stays unknown.
    """

    def __init__(self, columns: Columns, today: date, quantity: int | None = None) -> None:
        self.columns, self.today, self.quantity = columns, today, quantity
        self._rows = len(columns.ids)

    def verdicts(self, condition: Condition) -> Verdicts:
        """1 met, 0 failed, -1 unknown, by row and read-only. Rows of removed products are judged too."""
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        key = (
            condition.field,
            condition.op,
            tuple((type(value), value) for value in values),
            condition.unit,
            condition.every,
            condition.shares,
            self.today,
            self.quantity,
        )
        memory = self.columns.remembered
        if (found := memory.get(key)) is None:
            found = self._judge(condition)
            found.setflags(write=False)
            while len(memory) >= _REMEMBERED:
                memory.pop(next(iter(memory)), None)
            memory[key] = found
        return found

    def mask(self, conditions: Iterable[Condition]) -> NDArray[np.bool_]:
        """True for existing products that meet all hard, active conditions."""
        mask = self.columns.alive.copy()
        for condition in conditions:
            if condition.hard and condition.active:
                mask &= self.verdicts(condition) == MET
        return mask

    def explain(self, rows: Sequence[int], conditions: Sequence[Condition]) -> list[Verdict]:
        """For each row, the names of active conditions (hard and soft) met, failed and unknown, in the order of the conditions."""
        active = [condition for condition in conditions if condition.active]
        judged = [(condition.name, self.verdicts(condition)) for condition in active]
        return [Verdict(*(tuple(name for name, verdicts in judged if verdicts[row] == kind) for kind in (1, 0, -1))) for row in rows]

    def _judge(self, condition: Condition) -> Verdicts:
        if condition.every and isinstance(condition.value, tuple):
            each = [self._judge(condition.model_copy(update={"every": False, "value": (value,)})) for value in condition.value]
            met, failed = np.logical_and.reduce([one == MET for one in each]), np.logical_or.reduce([one == FAILED for one in each])
            return np.where(met, np.int8(MET), np.where(failed, np.int8(FAILED), np.int8(UNKNOWN)))
        wanted = Wanted.of(condition)
        field = condition.field
        if not wanted.values:
            return unknown(self._rows)
        if field.startswith("attr."):
            verdicts = self._attribute(field.removeprefix("attr."), wanted)
            for name, percent in condition.shares:
                verdicts = np.where(self._attribute(name, Wanted("=", False, (percent,), None)) == FAILED, np.int8(FAILED), verdicts)
        elif field.startswith("supplier."):
            verdicts = self._supplier(field.removeprefix("supplier."), wanted)
        else:
            verdicts = self._product(field, wanted)
        return turned(verdicts) if wanted.negative else verdicts

    def _product(self, field: str, wanted: Wanted) -> Verdicts:
        arrays = self.columns.arrays
        if field == "rating":
            return _numbers(arrays.rating, ~np.isnan(arrays.rating), wanted)
        if field in ("moq", "stock", "review_count", "sold_90d"):
            values: NDArray[np.int64] = getattr(arrays, field)
            return _numbers(values, values != NONE, wanted)
        judges: dict[str, Callable[[Wanted], Verdicts]] = {
            "price": self._price, "quantity": self._quantity, "brand": self._brand, "category": self._category, "certification": self._certification,
            "product": self._products, "supplier": self._suppliers_named,
        }  # fmt: skip
        return judges[field](wanted) if field in judges else unknown(self._rows)

    def _price(self, wanted: Wanted) -> Verdicts:
        prices = self.columns.unit_prices(self.quantity)
        known = prices != NONE
        if wanted.unit is not None:
            codes = [code for code, currency in enumerate(self.columns.tables.currencies) if currency == wanted.unit.upper()]
            known &= np.logical_or.reduce([self.columns.arrays.currency == code for code in codes]) if codes else False
        return _numbers(prices, known, wanted, MONEY_SCALE)

    def _quantity(self, wanted: Wanted) -> Verdicts:
        """The pieces wanted: the MOQ must allow them, and the stock if stated."""
        if not wanted.numbers:
            return unknown(self._rows)
        pieces, arrays = float(max(wanted.numbers)), self.columns.arrays
        short = (arrays.stock != NONE) & (arrays.stock < pieces)
        return known_where((arrays.moq != NONE) | short, (arrays.moq <= pieces) & ~short)

    def _brand(self, wanted: Wanted) -> Verdicts:
        return self._coded([names.all for names in self.columns.tables.brands], self.columns.arrays.brand, wanted)

    def _products(self, wanted: Wanted) -> Verdicts:
        """Exact product ids; never unknown."""
        if not wanted.whole:
            return unknown(self._rows)
        verdicts = np.zeros(self._rows, np.int8)
        verdicts[[row for value in wanted.values if (row := self.columns.row_of.get(str(value))) is not None]] = MET
        return verdicts

    def _suppliers_named(self, wanted: Wanted) -> Verdicts:
        """Exact supplier ids, also of suppliers without record."""
        if not wanted.whole:
            return unknown(self._rows)
        ids = {str(value) for value in wanted.values}
        return table([supplier in ids for supplier in self.columns.tables.suppliers])[self.columns.arrays.supplier]

    def _category(self, wanted: Wanted) -> Verdicts:
        return self._coded([names.all for names in self.columns.tables.categories], self.columns.arrays.category, wanted)

    def _coded(self, names: Sequence[tuple[str, ...]], codes: NDArray[np.int64], wanted: Wanted) -> Verdicts:
        if not wanted.textual:
            return unknown(self._rows)
        return table([wanted.matches(tuple(map(normal, some))) for some in names])[codes]

    def _certification(self, wanted: Wanted) -> Verdicts:
        """Any of several certificates is enough; fails only if each has expired."""
        if not wanted.textual:
            return unknown(self._rows)
        each = np.stack([self._certified(value, wanted.op) for value in wanted.values])
        return np.where((each == MET).any(axis=0), np.int8(MET), np.where((each == UNKNOWN).any(axis=0), np.int8(UNKNOWN), np.int8(0)))

    def _certified(self, value: bool | int | float | str, op: str) -> Verdicts:
        arrays, names = self.columns.arrays, self.columns.tables.cert_names
        pattern = code_pattern(str(value))
        whole = op != "contains" and not isinstance(value, bool)
        found = pattern.fullmatch if whole else pattern.search
        named = np.array([isinstance(value, bool) or found(normal(name)) is not None for name in names], np.bool_)
        asked = named[arrays.cert_name] if len(names) else np.zeros(0, np.bool_)
        valid = asked & ((arrays.cert_until == NONE) | (arrays.cert_until >= self.today.toordinal()))
        has_valid, has_any = _any_by_row(valid, arrays.cert_start), _any_by_row(asked, arrays.cert_start)
        verdicts = known_where(has_any, has_valid)
        return turned(verdicts) if value is False else verdicts

    def _supplier(self, field: str, wanted: Wanted) -> Verdicts:
        by_supplier = self._suppliers(field, wanted)
        verdicts: Verdicts = np.append(by_supplier, np.int8(UNKNOWN))[self.columns.arrays.supplier]
        if field != "repurchase_rate":
            return verdicts
        own = self.columns.arrays.repurchase_rate
        return np.where(np.isnan(own), verdicts, _numbers(own, ~np.isnan(own), wanted))

    def _suppliers(self, field: str, wanted: Wanted) -> Verdicts:
        suppliers = self.columns.suppliers
        if field in suppliers.numbers:
            return _numbers(numbers := suppliers.numbers[field], ~np.isnan(numbers), wanted)
        if field == "verified" and wanted.textual:
            flags = [flag for flag in wanted.flags if flag is not None]
            return known_where((suppliers.verified != NONE) & bool(flags), np.isin(suppliers.verified, flags))
        if field == "kind" and wanted.textual:
            return table([None if kind is None else wanted.matches((kind,)) for kind in suppliers.kind])[:-1]
        if field == "location" and wanted.textual:
            return table([_is_located(places, city, wanted) for places, city in zip(suppliers.places, suppliers.city_stated, strict=True)])[:-1]
        if field == "capability" and wanted.textual:  # an unstated capability may exist all the same
            return table([True if wanted.matches(tuple(map(normal, some))) else None for some in suppliers.capabilities])[:-1]
        if field == "certifications" and wanted.textual:
            patterns = [code_pattern(str(value)) for value in wanted.values]
            return table([_has_certificate(some, patterns, self.today) for some in suppliers.certifications])[:-1]
        return unknown(len(suppliers))

    def _attribute(self, name: str, wanted: Wanted) -> Verdicts:
        verdicts = unknown(self._rows)
        column = self.columns.attribute(name) or self.columns.attribute(self.columns.attribute_named(normal_name(name)) or name)
        if column is not None:
            verdicts[column.rows] = table(judge_cells(column, wanted))[column.codes]
        return verdicts


def _has_certificate(certificates: Sequence[Certification], patterns: Sequence[re.Pattern[str]], today: date) -> Truth:
    """True if a matching certificate is valid, False if all matching ones have expired, None without one."""
    named = [each for each in certificates if any(pattern.search(normal(each.name)) for pattern in patterns)]
    return None if not named else any(each.valid_on(today) for each in named)


def _is_located(places: tuple[str, ...], city_stated: bool, wanted: Wanted) -> Truth:
    """False if a city is stated and neither it nor its region matches; with a province alone, None."""
    return True if wanted.matches(tuple(map(normal, places))) else False if city_stated else None


def _any_by_row(entries: NDArray[np.bool_], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    before = np.concatenate(([0], np.cumsum(entries)))
    found: NDArray[np.bool_] = before[starts[1:]] > before[starts[:-1]]
    return found


def _numbers(values: NDArray[np.int64] | NDArray[np.float64], known: NDArray[np.bool_], wanted: Wanted, scale: int = 1) -> Verdicts:
    """Verdicts on numbers. Integers are compared exactly: a fractional limit is rounded to the integer that decides the same."""
    limits = [number * scale for number in wanted.numbers]
    if not limits or wanted.op == "contains":
        return unknown(len(values))
    floats, limit = values.dtype.kind == "f", limits[0]
    if wanted.op in ("=", "in"):
        equal = [float(number) if floats else int(number) for number in limits if floats or number % 1 == 0]
        return known_where(known, np.isin(values, equal))
    if floats:
        return known_where(known, ORDER[wanted.op](values, float(limit)))
    bound = math.floor(limit) if wanted.op in ("<=", ">") else math.ceil(limit)
    return known_where(known, ORDER[wanted.op](values, bound))
