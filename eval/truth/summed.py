"""What several goods cost in their numbers: worked out anew from the prices at those numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .world import World

_LINE = re.compile(
    r"^(?:每种各取第一款|按您要的数量买得到的几种|The first of each that can be had|Of what can be had in the number you named).*$", re.MULTILINE
)
_PART = re.compile(
    r"(?:第 |[Nn]umber )(?P<place>\d+)(?: 款)?[,，]? ?(?P<quantity>[\d,]+) \S+?(?:，单价 | at )\D*(?P<price>[\d,.]+)(?:，|: )\D*"
    r"(?P<cost>[\d,]+\.\d\d)"
)
_TOTAL = re.compile(r"(?:合计|Together) \D*(?P<total>[\d,]+\.\d\d)")


def sums(line: str) -> bool:
    """Whether the line is such a sum, which is held against the records as a whole."""
    return _LINE.match(line) is not None


def sum_faults(world: World) -> Iterator[tuple[str, str, str]]:
    for found in _LINE.finditer(world.reply.text):
        line, costs = found[0], list[Decimal]()
        for part in _PART.finditer(line):
            quantity, price, cost = (Decimal(part[name].replace(",", "")) for name in ("quantity", "price", "cost"))
            card = world.reply.cards[int(part["place"]) - 1]
            (product,) = world.catalogue.products([card.product_id])
            if product.price_at(int(quantity)) != price or price * quantity != cost:
                yield "price", part[0], f"{product.price_at(int(quantity))} a piece"
            costs.append(cost)
        total = _TOTAL.search(line)
        if total is None or len(costs) < 2 or sum(costs) != Decimal(total["total"].replace(",", "")):
            yield "price", line, f"the parts come to {sum(costs)}"
