"""What each number of a message is of, as far as its unit and the names of fields beside it tell; the network tells the rest."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..dialogue.linking import NUMBERS, called
from ..language.amounts import folded
from ..language.bounds import Stated, share, stated

NEAR = 12
"""Characters between a number, with what is said of it, and the name of a field."""
_PARTED = re.compile(r"[,，.。;；!！?？、\n]|\d")
_KINDS = {"money": "price", "stars": "rating", "age": "age", "reviews": "review_count"}
"""What units of their own say by themselves."""
_MEASURED = {
    **{field: ("", "pieces", "count") for field in NUMBERS if field != "quantity"},
    "price": ("", "money"), "review_count": ("", "pieces", "reviews", "count"), "rating": ("", "stars"), "supplier.rating": ("", "stars"),
    "supplier.years": ("", "years"), "supplier.repurchase_rate": ("", "share", "tenths"),
}  # fmt: skip
"""The fields of numbers, and what they are counted in: pieces, where nothing else is said."""


class Quantity(NamedTuple):
    """`field` None where neither its unit nor a name tells; `named`: a name does."""

    stated: Stated
    field: str | None = None
    named: bool = False


def quantities(text: str, apart: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Of each number and range, in the text's order. What lies within `apart` names no field: the goods "stock pots"."""
    taken = [*apart]
    names = [one for one in _names(folded(text)) if not any(start <= one[0] and one[1] <= end for start, end in taken)]
    found = stated(text, [one[:2] for one in names])
    named = _assigned(text, names, found)
    return tuple(Quantity(one, named.get(place, _KINDS.get(one.amount.kind)), place in named) for place, one in enumerate(found))


def _names(text: str) -> list[tuple[int, int, str]]:
    """Where fields of numbers are named, and which."""
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
    """By its place, the field that the nearest name gives a number; each name serves one, of two that are as near the one before it."""
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
    """Between a name and a number with its words; 0 among them, None where a sign or another number parts them."""
    if one.start <= start and end <= one.end:
        return 0
    gap = text[end : one.start] if end <= one.start else text[one.end : start]
    return len(gap.strip()) + 1 if len(gap) <= NEAR and not _PARTED.search(gap) else None
