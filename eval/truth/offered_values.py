"""Values that a question offers: each is one that goods among which it asks have in that field."""

import re
from collections.abc import Iterator

import numpy as np

from ...schema.product import Product
from .claim import Claims, Found
from .known import product_known, unit_of
from .statement import Statement
from .values import says
from .world import World

offered_values = Claims()


@offered_values(r"(?P<zh>[^：，；。]+)要哪种，(?P<a>[^？]+)？|Which (?P<en>[\w -]+): (?P<b>[^?]+)\?", asked=True)
def offered(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    names = world.fields_named((found["zh"] or found["en"]).strip())
    goods = [product_known(product, None) for product in _goods(world)]
    for value in re.split(r"、|或|, | or ", (found["a"] or found["b"]).strip()) if goods else ():
        if not any(says(known.values.get(name), value.strip(), unit_of(name)) for known in goods for name in names):
            yield "quality", f"none of those that it asks about is {value!r}"


def _goods(world: World) -> list[Product]:
    """All that meet the need; nothing where no category tells which goods are meant."""
    columns = world.catalogue.columns
    ids = [str(columns.ids[row]) for mask in world.fitting.masks[-1:] for row in np.flatnonzero(mask & columns.alive)]
    return list(world.catalogue.products(ids))
