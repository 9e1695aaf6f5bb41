"""How many pieces are in what the buyer counts by, where a record states it."""

import re
from collections.abc import Sequence

from ...schema.product import Product
from ..wording.phrasebook import Phrasebook

_PER = re.compile(r"每[箱盒件捆]|(?:\ba|\ban|\bper|\beach|\bin a) (?:cartons?|case|box|crate)s?\b")


def pieces_in(product: Product, labels: Sequence[Phrasebook]) -> int | None:
    """By an attribute that is called so in either language ("packs a box"); None where there is none."""
    for name, value in product.attributes.items():
        called = any(_PER.search(each.label(f"attr.{name}")) for each in labels)
        if called and isinstance(value, (int, float)) and not isinstance(value, bool) and value > 1:
            return int(value)
    return None
