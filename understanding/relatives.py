"""Wishes measured against what was shown, as conditions: cheaper than this, the same from another factory."""

from collections.abc import Sequence

from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.product import Product
from ..schema.reading import Reading
from ..schema.relative import Relative


def related(reading: Reading, meant: Sequence[Product], need: Need | None) -> Reading:
    """`reading` with the conditions that its relative wishes come to; `meant` are the products they are measured against."""
    if not reading.relative or not meant:
        return reading
    conditions = tuple(condition for wish in reading.relative if (condition := _condition(wish, meant)) is not None)
    return reading.model_copy(update={"conditions": (*reading.conditions, *conditions)})


def _condition(wish: Relative, meant: Sequence[Product]) -> Condition | None:
    if wish.kind == "except":
        return Condition(id="", field="product", op="not_in", value=tuple(product.id for product in meant), text=wish.text)
    return None
