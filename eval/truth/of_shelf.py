"""What is told of the goods of a kind side by side: counts, prices and ratings that its products can come to, and examples among them."""

import re
from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from ...schema.condition import Condition
from ...schema.product import Product
from ..priced import unit_price
from .world import World

_MONEY = r"[¥$€£]([\d,]+(?:\.\d+)?)"
_SIDE = re.compile(
    rf"^- \*\*[^*]+\*\*(?:：|: )(?P<count>[\d,]+) (?:款|products?)[，,] ?{_MONEY}(?:–{_MONEY})?(?P<rest>(?:(?!代表款|For example).)*)"
    r"\[(?P<mark>\d+)\]$",
    re.MULTILINE,
)
_RATED = re.compile(r"(?P<stars>[\d.]+) (?:分|stars?) ?[（(](?P<by>[\d,]+) (?:条评价|reviews?)[）)]")
_OTHERS = re.compile(
    r"^(?:- \*\*[^*]+\*\*(?:：没有一款的记录写到它|: no record speaks of it)"
    r"|- (?:两边常见的差别|What usually differs|买家评分明显|Buyers rate)"
    r"|- (?:这 [\d,]+ 款里，评价里说|Of these [\d,]+ products?, reviews on)|按店里.+的记录看（共 [\d,]+ 款）|店里两边都有，按记录看"
    r"|Of the [\d,]+ .+ here, by their records|The goods here, by their records"
    r"|[^\n]+选哪个，资料里没有定论|Nothing on file decides between "
    r"|资料里没有讲这个|手头的资料里没有讲「|The guides don't speak of that|The guides here don't speak of \")",
    re.MULTILINE,
)


def of_shelf(line: str) -> bool:
    """Whether the line tells of a kind of goods, which is held against all of them as a whole."""
    return _SIDE.match(line) is not None or _OTHERS.match(line) is not None


def shelf_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """The example is of the side's prices, and the kind that it is of has as many products and reviews."""
    for found in _SIDE.finditer(world.reply.text):
        cited = next((one.ref for one in world.reply.citations if one.n == int(found["mark"])), "")
        example = next(iter(world.catalogue.products([cited])), None)
        if example is None:
            yield "citation", found[0][:60], "the example is no product"
            continue
        kind = _kind(world, example)
        prices = [Decimal(each.replace(",", "")) for each in (found[2], found[3] or found[2])]
        if not prices[0] <= unit_price(example, world.reply.need.quantity) <= prices[-1]:
            yield "price", found[0][:60], f"the example costs {unit_price(example, world.reply.need.quantity)}"
        every = [unit_price(product, world.reply.need.quantity) for product in kind]
        if any(price not in every for price in prices):
            yield "price", found[0][:60], "no product of the kind costs that"
        if int(found["count"].replace(",", "")) > len(kind):
            yield "count", found[0][:60], f"there are {len(kind)} of the kind"
        rated = _RATED.search(found["rest"])
        if rated and int(rated["by"].replace(",", "")) > sum(product.review_count or 0 for product in kind):
            yield "number", found[0][:60], "the kind has fewer reviews"


def _kind(world: World, example: Product) -> list[Product]:
    verdicts = world.fitting.judge.verdicts(Condition(id="c", field="category", op="=", value=example.category[-1]))
    columns = world.catalogue.columns
    return world.catalogue.products([str(columns.ids[row]) for row in np.flatnonzero((verdicts == 1) & columns.alive)])
