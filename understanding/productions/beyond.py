"""Less and more than the products meant, as strict bounds."""

from collections.abc import Sequence

from ...catalogue.attribute import Cell
from ...catalogue.quantities import unit_of
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.product import Product
from ...schema.reading import Reading
from ...schema.relative import Relative
from ..tokens.found import condition

_ENDS: dict[str, tuple[float | None, float | None]] = {"moq": (None, 1), "rating": (5, None)}
"""The greatest and the least that there can be: nothing is asked for beyond them."""


def bound(wish: Relative, meant: Sequence[Product], reading: Reading, need: Need | None) -> Condition | None:
    """Strictly beyond all of them: below the least for "less", above the greatest for "more"."""
    quantity = reading.quantity or (need.quantity if need else None)
    values = [found for product in meant if (found := _measure(product, wish.field, quantity)) is not None]
    if not values:
        return None
    less = wish.kind == "less"
    value, recorded, unit = (min if less else max)(values, key=lambda each: each[0])
    if wish.field == "price" and len({each[2] for each in values}) > 1:
        return None  # prices in several currencies have no least
    if wish.field in _ENDS and recorded == _ENDS[wish.field][less]:
        return condition(wish.field, "<=" if less else ">=", recorded, unit=unit, text=wish.text)
    return condition(wish.field, "<" if less else ">", recorded, unit=unit, text=wish.text)


def _measure(product: Product, field: str, quantity: int | None) -> tuple[float, float | str, str | None] | None:
    """What can be compared, and the value and unit that a condition states it by."""
    if field == "price":
        price = float(product.price_at(quantity))
        return price, int(price) if price == int(price) else price, product.currency
    if not field.startswith("attr."):
        stated = getattr(product, field, None)
        return (float(stated), stated, None) if isinstance(stated, (int, float)) else None
    name = field.removeprefix("attr.")
    value = product.attributes.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    measured = Cell((value,)).quantities(name)
    return (measured[0].number, value, unit_named(name)) if measured else None


def unit_named(name: str) -> str | None:
    """As the attribute's own name writes it: `capacity_ml` is measured in ml."""
    return name.replace(")", "").replace("）", "").replace("(", "_").replace("（", "_").rsplit("_", 1)[-1].strip() if unit_of(name) else None
