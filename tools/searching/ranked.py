"""What was found in the order in which a list shows it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from math import inf

from ...retrievers.meant import EITHER, sides
from ...schema.candidate import Candidate, Retrieval
from ...schema.need import Need
from ..shop import Shop
from .skyline import skyline
from .wish import Wish
from .wished import Records, just_asked_first, liked_first, liked_misses, ranking, unrefused

POOL = 100
"""Candidates among which those come first whose records say what is wished for."""


def ranked(
    found: Retrieval,
    need: Need,
    shop: Shop,
    k: int,
    noted: Iterable[tuple[str, str]] = (),
    said: Collection[str] = (),
    *,
    listed: bool = False,
) -> Retrieval:
    """By what is wished for, by how many must be bought and by what buyers think of it. `noted` and `said` are the notes and words of the message;
    what is `listed` is without those that others outdo."""
    named = bool(need.category or need.query or any(one.field == "category" for one in need.hard))
    recorded, wished = Records(shop.catalogue, need.language, mixed=not named), ranking(need, noted)
    near = unrefused(liked_first(found.nearest, wished, need, recorded), wished, need, recorded, near=True)
    kept = unrefused(found.candidates, wished, need, recorded)
    kept = kept if not near or unrefused(kept, wished, need, recorded, near=True) else ()  # all are what isn't wanted, and others come near
    first = _shared(liked_first(kept, wished, need, recorded, said, shop.meanings), wished, need, recorded, shop)
    first = (skyline(first, wished, need, recorded) if listed and not need.sort else first)[:k]
    misses = liked_misses(found.near_misses, wished, need, recorded)
    left = {"refused": len(found.candidates) - len(kept), "nearest": near, "near_misses": just_asked_first(misses, need)}
    return found.model_copy(update={"candidates": first, **left})


def _shared(found: tuple[Candidate, ...], wished: Sequence[Wish], need: Need, recorded: Records, shop: Shop) -> tuple[Candidate, ...]:
    """Of goods, colours or sizes of which any will do each with its share of what is shown first, where no order was asked for."""
    several = [each for each in wished if each.sides and not need.sort]
    kinds = sides(need) if EITHER in need.query and not need.sort else []
    if not (several or kinds):
        return found
    products = recorded.products(found)

    def side(one: Candidate) -> tuple[int | None, ...]:
        kind = next((place for place, each in enumerate(kinds) if shop.retriever.of_goods(each, [one.product_id], today=date.min)), None)
        return (*(each.side(recorded.of(products[one.product_id])) for each in several), *((kind,) if kinds else ()))

    seen, places = Counter[tuple[int | None, ...]](), list[float]()
    for own in map(side, found):
        places.append(inf if None in own else seen[own])
        seen[own] += 1
    return tuple(one for _, one in sorted(zip(places, found, strict=True), key=lambda pair: pair[0]))
