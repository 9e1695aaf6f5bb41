"""Prices in a letter or its answer: what the buyer would pay or a supplier asks, with minimum quantity and lead time."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from ..language.amounts import amounts
from ..schema.bid import Bid
from ..schema.reference import Reference

_LEAST = re.compile(r"(?:moq|min(?:imum)?(?: order)?(?: of)?|from|起订量?|起批量?|最少|最低)\W*$", re.IGNORECASE)
_LEAST_AFTER = re.compile(r"^\s*(?:个|件|条|只|套|pcs|pieces)?\s*(?:起订|起批|起|minimum|min\b|moq)", re.IGNORECASE)
_DAYS = {"天": 1, "日": 1, "个工作日": 1, "工作日": 1, "day": 1, "days": 1, "周": 7, "week": 7, "weeks": 7}
_PRICE = re.compile(r"(?:价格?|目标|[pP]rice|[tT]arget|[aA]t)[^,，。;；]{0,12}$")
Pointed = tuple[int, Reference]
"""(position, reference)."""


def bids(text: str, kind: Literal["target", "quote"], pointers: Sequence[Pointed] = (), counted: Sequence[tuple[int, int]] = ()) -> tuple[Bid, ...]:
    """One bid per price, with the quantity and days after it, for the reference before it. Numbers inside `counted` are no prices."""
    found: list[Bid] = []
    for number in amounts(text):
        start, end = number.start, number.end
        if any(first <= start < last for first, last in counted) or number.value <= 0:
            continue
        before, after = text[:start], text[end:]
        days = next((_DAYS[word] for word in _DAYS if re.match(rf"{word}(?![a-z])", number.unit)), None)
        if days is not None:
            found = _with(found, lead_days=int(number.value * days))
        elif number.pieces or _LEAST.search(before) or _LEAST_AFTER.match(after):
            found = _with(found, min_quantity=int(number.value))
        elif kind == "quote" or number.currency or _PRICE.search(before):
            of = [(place, each) for place, each in pointers if place <= start]
            reference = max(of, key=lambda one: one[0])[1] if of else None
            price, words = Decimal(str(round(number.value, 4))), reference.text if reference else ""
            found.append(Bid(kind=kind, unit_price=price, currency=number.currency, reference=reference, text=words))
    return tuple(found)


def _with(found: list[Bid], **said: int) -> list[Bid]:
    """`found` with its last bid updated; unchanged if there is none."""
    return [*found[:-1], found[-1].model_copy(update=said)] if found else found
