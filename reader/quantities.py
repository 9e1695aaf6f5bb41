"""The field of each number in a message, if its unit or a field name beside it tells; the network decides the others."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..dialogue.linking import NUMBERS, called
from ..language.amounts import folded
from ..language.bounds import Stated, share, stated

NEAR = 12
"""Most characters between a number, with its words, and a field name."""
_PARTED = re.compile(r"[,，.。;；!！?？、\n]|\d")
_KINDS = {"money": "price", "stars": "rating", "age": "age", "reviews": "review_count"}
"""Unit kind -> the field that it identifies."""
_MEASURED = {
    **{field: ("", "pieces", "count") for field in NUMBERS if field != "quantity"},
    "price": ("", "money"), "review_count": ("", "pieces", "reviews", "count"), "rating": ("", "stars"), "supplier.rating": ("", "stars"),
    "supplier.years": ("", "years"), "supplier.repurchase_rate": ("", "share", "tenths"),
}  # fmt: skip
"""Numeric field -> units it can have: pieces by default."""


class Quantity(NamedTuple):
    """`field`: None if neither unit nor name tells; `named`: True if a name does."""

    stated: Stated
    field: str | None = None
    named: bool = False


def quantities(text: str, apart: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All numbers and ranges in order. Words inside `apart` name no field: the goods "stock pots"."""
    taken = [*apart]
    names = [one for one in _names(folded(text)) if not any(start <= one[0] and one[1] <= end for start, end in taken)]
    found = stated(text, [one[:2] for one in names])
    named = _assigned(text, names, found)
    return tuple(Quantity(one, named.get(place, _KINDS.get(one.amount.kind)), place in named) for place, one in enumerate(found))


def _names(text: str) -> list[tuple[int, int, str]]:
    """Names of numeric fields, with spans."""
    return [(match.start(), match.end(), _fields()[match[0]]) for match in _pattern().finditer(text)]


@cache
def _fields() -> dict[str, str]:
    rows = ((name, "review_count" if field == "reviews" else field) for name, field in called().items())
    return {name: field for name, field in rows if field in _MEASURED and share(name) != "total"}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_fields(), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in names))


def _assigned(text: str, names: Sequence[tuple[int, int, str]], every: Sequence[Stated]) -> dict[int, str]:
    """Number index -> field of the nearest name. Each name serves one number; in a tie the earlier."""
    found: dict[int, str] = {}
    for start, end, field in names:
        ways = [
            (distance, place)
            for place, one in enumerate(every)
            if place not in found and one.amount.kind in _MEASURED[field] and (distance := _distance(text, start, end, one)) is not None
        ]
        if ways:
            found[min(ways)[1]] = field
    return found


def _distance(text: str, start: int, end: int, one: Stated) -> int | None:
    """Characters between a name and a number with its words; 0 if overlapping, None if a sign or another number separates them."""
    if one.start <= start and end <= one.end:
        return 0
    gap = text[end : one.start] if end <= one.start else text[one.end : start]
    return len(gap.strip()) + 1 if len(gap) <= NEAR and not _PARTED.search(gap) else None
