"""That a list stands in order of a measure, and how many state none of it: each value anew from the records."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .claim import Claims, Found, value_of
from .known import Known, product_known, supplier_known
from .statement import Statement
from .units import amounts
from .vocabulary import labels_of
from .world import World

in_order = Claims()
_NAMES = {"sold_90d": "sold", "review_count": "reviews"}


@in_order(r"按(?P<zh>[^，。；]{1,20}?)从(?P<a>低到高|高到低)排|In order of (?P<en>[\w' -]{1,40}?), (?P<b>lowest|highest) first")
def ordered(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield from _order(world, found, 0)


@in_order(
    r"更合.*?的在前，同样合的再看(?P<zh>[^，。；]{1,20}?)，从(?P<a>低到高|高到低)"
    r"|Those that fit.*?best come first, each in order of (?P<en>[\w' -]{1,40}?), (?P<b>lowest|highest) first"
)
def ordered_within(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of groups that come one behind the other: each wish that is quoted counts from -2 to 2, so the order begins anew four times for it at most."""
    yield from _order(world, found, 4 * statement.said.count("「") + 2 * statement.said.count('"'))


def _order(world: World, found: Found, anew: int) -> Iterator[tuple[str, str]]:
    """It is the one asked for, begins anew at most so often, and those that don't state it come last where it is the whole order."""
    field = _field(world)
    if (found["zh"] or found["en"]).casefold() not in _labels(field):
        yield "relation", f"the order asked for is by {field}"
        return
    rises = (found["a"] or found["b"]) in ("低到高", "lowest")
    values = [_measure(world.listed[number], field, rises) for number in sorted(world.listed)]
    stated = [each for each in values if each is not None]
    breaks = sum((one > other) if rises else (one < other) for one, other in pairwise(stated))
    if breaks > anew or (not anew and values[: len(stated)] != stated):
        yield "relation", f"{field}: {values}"


@in_order(
    r"(?P<n>[\d,]+) 款没有标注(?P<zh>[^，。；]{1,20}?)，排在最后"
    r"|those that don't state (?P<en>[\w' -]{1,40}?) \((?P<m>[\d,]+)\) come last"
)
def silent(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    field, told = _field(world), int((found["n"] or found["m"]).replace(",", ""))
    if (found["zh"] or found["en"]).casefold() not in _labels(field):
        yield "relation", f"the order asked for is by {field}"
    counts = [sum(_measure(each, field, True) is None for each in _all(world, mask)) for mask in world.fitting.masks]
    if counts and told not in counts:
        yield "count", f"{counts} don't state it"


def _all(world: World, mask: NDArray[np.bool_]) -> Iterator[Known]:
    for product in world.catalogue.products([str(world.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)]):
        supplier = world.catalogue.supplier(product.supplier_id) if product.supplier_id else None
        yield product_known(product, supplier_known(supplier) if supplier else None)


def _field(world: World) -> str:
    return world.reply.need.sort[0].removeprefix("-") if world.reply.need.sort else ""


def _labels(field: str) -> set[str]:
    return {label.casefold() for label in labels_of(field)} | {label.casefold() for label in labels_of(_NAMES.get(field, field))}


def _measure(known: Known, field: str, rises: bool) -> Decimal | None:
    """Of several values the one nearest to the end that comes first."""
    value = value_of(known, _NAMES.get(field, field))
    every = value if isinstance(value, tuple) else () if value is None else (value,)
    found = [number for each in every for _, number in amounts(str(each))]
    return (min if rises else max)(found) if found else None
