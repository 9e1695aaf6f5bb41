"""Lists said to stand in the other order, and another number of those that state nothing to order them by."""

import re
from collections.abc import Iterator

from ...schema.product import Product
from .soil import Soil, rule

_WAYS = {"从低到高排": "从高到低排", "从高到低排": "从低到高排", "lowest first": "highest first", "highest first": "lowest first"}


@rule("relation")
def other_order(soil: Soil) -> Iterator[tuple[str, str]]:
    field = soil.reply.need.sort[0].removeprefix("-") if soil.reply.need.sort else ""
    if len({str(_stated(product, field)) for _, product in soil.lines if _stated(product, field) is not None}) > 1:
        yield from _WAYS.items()


@rule("count")
def more_silent(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"(\d+) 款没有标注.+?，排在最后|those that don't state .+? \((\d+)\) come last", soil.reply.text):
        count = found[1] or found[2]
        yield found[0], found[0].replace(count, str(int(count) + soil.random.choice([1, 7])))


def _stated(product: Product, field: str) -> object:
    return product.attributes.get(field.removeprefix("attr.")) if field.startswith("attr.") else getattr(product, field, None)
