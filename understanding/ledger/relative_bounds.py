""" "Less" and "more" than the products pointed at, as strict bounds."""

from collections.abc import Sequence

from ...catalogue.attribute import Cell
from ...catalogue.quantities import unit_of
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.product import Product
from ...schema.reading import Reading
from ...schema.relative import Relative
from ..tokens.found import condition, number

_ENDS: dict[str, tuple[float | None, float | None]] = {"moq": (None, 1), "rating": (5, None)}
"""Field -> its greatest and least possible value; no bound goes beyond them."""


_SEVERAL = 3
"""Products from which a list has a median."""


def bound(wish: Relative, meant: Sequence[Product], reading: Reading, need: Need | None, typical: bool = False) -> Condition | None:
    """A strict bound beyond all products meant: below the least for "less", above the greatest for "more". With `typical` and enough products the
    median counts instead, unless the need has a bound as tight already."""
    quantity = reading.quantity or (need.quantity if need else None)
    values = [found for product in meant if (found := _measure(product, wish.field, quantity)) is not None]
    if not values:
        return None
    less = wish.kind == "less"
    ordered = sorted(values, key=lambda each: each[0], reverse=not less)
    middle = ordered[len(ordered) // 2] if typical and len(ordered) >= _SEVERAL else ordered[0]
    _, recorded, unit = ordered[0] if _bounded_already(wish.field, less, middle, need) else middle
    if wish.field == "price" and len({each[2] for each in values}) > 1:
        return None  # prices in different currencies have no minimum
    if wish.by:
        return _by_difference(wish, recorded, unit)
    if wish.field in _ENDS and recorded == _ENDS[wish.field][less]:
        return condition(wish.field, "<=" if less else ">=", recorded, unit=unit, text=wish.text)
    return condition(wish.field, "<" if less else ">", recorded, unit=unit, text=wish.text)


def _by_difference(wish: Relative, recorded: float | str, unit: str | None) -> Condition | None:
    """A bound by the stated difference ("20 yuan cheaper"); None if it is in another currency or leaves no positive value."""
    if not isinstance(recorded, (int, float)) or (wish.unit is not None and wish.unit != unit):
        return None
    step = recorded * wish.by if wish.share else wish.by
    limit = round(recorded - step if wish.kind == "less" else recorded + step, 2)
    return condition(wish.field, "<=" if wish.kind == "less" else ">=", number(limit), unit=unit, text=wish.text) if limit > 0 else None


def _bounded_already(field: str, less: bool, limit: tuple[float, float | str, str | None], need: Need | None) -> bool:
    """True if the need has a bound at least as tight."""
    ops = ("<", "<=") if less else (">", ">=")
    bounds = [each.value for each in (need.active if need else ()) if each.field == field and each.op in ops and each.hard and each.unit == limit[2]]
    numbers = [float(each) for each in bounds if isinstance(each, (int, float))]
    return any(each <= float(limit[1]) if less else each >= float(limit[1]) for each in numbers) if isinstance(limit[1], (int, float)) else False


def _measure(product: Product, field: str, quantity: int | None) -> tuple[float, float | str, str | None] | None:
    """The comparable number of a product, with the value and the unit for a condition."""
    if field == "price":
        if (stated := product.price_at(quantity)) is None:
            return None
        price = float(stated)
        return price, int(price) if price == int(price) else price, product.currency
    if not field.startswith("attr."):
        count = getattr(product, field, None)
        return (float(count), count, None) if isinstance(count, (int, float)) else None
    name = field.removeprefix("attr.")
    value = product.attributes.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    measured = Cell((value,)).quantities(name)
    return (measured[0].number, value, unit_named(name)) if measured else None


def unit_named(name: str) -> str | None:
    """The unit in the attribute's own name: `capacity_ml` is in ml."""
    return name.replace(")", "").replace("）", "").replace("(", "_").replace("（", "_").rsplit("_", 1)[-1].strip() if unit_of(name) else None
