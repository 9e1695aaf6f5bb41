"""Which supplier has most or least of something, of all that sell what the need leaves: counted anew, supplier by supplier."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ...schema.supplier import Supplier
from .claim import Claims, Found
from .statement import Statement
from .world import World

ranking = Claims()
_FIELDS = {
    "评分": "rating", "rated": "rating", "回头率": "repurchase_rate", "repurchase rate": "repurchase_rate",
    "经营年限": "years", "in business": "years", "回复": "response_hours", "to answer": "response_hours",
}  # fmt: skip
_LEAST = re.compile(r"最低|最短|最快|lowest|shortest|fastest")


@ranking(
    r"卖.{1,40}?的 (?P<n>[\d,]+) 家供应商里，(?P<end>评分最[高低]|回头率最[高低]|经营年限最[长短]|回复最[快慢])"
    r"的是.+?（(?P<value>[^）]+)）。?"
    r"|Of the (?P<m>[\d,]+) suppliers of .{1,60}?, (?P<first>rated (?:highest|lowest)|the (?:highest|lowest) repurchase rate"
    r"|longest in business|shortest time in business|(?:slowest|fastest) to answer): (?P<names>.+?) \((?P<figure>[^)]+)\)"
)
def best(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    end, line = found["end"] or found["first"], statement.line
    field = next(name for said, name in _FIELDS.items() if said in end)
    every = [_sellers(world, mask) for mask in world.fitting.masks]
    if every and int((found["n"] or found["m"]).replace(",", "")) not in {len(one) for one in every}:
        yield "count", f"there are {[len(one) for one in every]}"
    told = re.search(r"\d+(?:\.\d+)?", found["value"] or found["figure"])
    for sellers in every[:1]:
        values = {one.id: _stated(one, field) for one in sellers}
        first = (min if _LEAST.search(end) else max)((value for value in values.values() if value is not None), default=None)
        if told is None or first is None or abs(float(told[0]) - first) > (0.5 if field == "repurchase_rate" else 0.001):
            yield "relation", f"it is {first}"
        leading = {one.text(language).name or one.name for one in sellers for language in ("zh", "en") if values[one.id] == first}
        for name in re.findall(r"\*\*(.+?)\*\*", line.split("：")[0] if found["n"] else line):
            if name not in leading:
                yield "relation", f"{name} hasn't {first}"


@ranking(r"另有 \d+ 家没有写这一项。?|\d+ more don't state it|和另外 \d+ 家|and \d+ more(?= \()")
def others(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """How many more there are, which is told beside the first."""
    yield from ()


@ranking(r"卖.{1,60}?的供应商一共 (?P<n>[\d,]+) 家，先看这 \d+ 家|(?P<m>[\d,]+) suppliers (?:here sell|of) .{1,80}?; here are \d+ of them")
def sellers(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    counts = {len(_sellers(world, mask)) for mask in world.fitting.masks}
    if counts and int((found["n"] or found["m"]).replace(",", "")) not in counts:
        yield "count", f"there are {sorted(counts)}"


def _sellers(world: World, mask: NDArray[np.bool_]) -> list[Supplier]:
    ids = [str(world.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)]
    keys = dict.fromkeys(product.supplier_id for product in world.catalogue.products(ids) if product.supplier_id)
    return [one for key in keys if (one := world.catalogue.supplier(key)) is not None]


def _stated(supplier: Supplier, field: str) -> float | None:
    value = getattr(supplier, field)
    return None if value is None else float(value) * (100 if field == "repurchase_rate" else 1)
