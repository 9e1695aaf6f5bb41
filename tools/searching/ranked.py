"""What was found in the order in which a list shows it."""

from collections.abc import Collection, Iterable

from ...schema.candidate import Retrieval
from ...schema.need import Need
from ..shop import Shop
from .wished import Records, just_asked_first, liked_first, liked_misses, ranking, unrefused

POOL = 100
"""Candidates among which those come first whose records say what is wished for."""


def ranked(found: Retrieval, need: Need, shop: Shop, k: int, noted: Iterable[tuple[str, str]] = (), said: Collection[str] = ()) -> Retrieval:
    """By what is wished for, by how many must be bought and by what buyers think of it. `noted` and `said` are the notes and words of the message."""
    named = bool(need.category or need.query or any(one.field == "category" for one in need.hard))
    recorded, wished = Records(shop.catalogue, need.language, mixed=not named), ranking(need, noted)
    kept = unrefused(found.candidates, wished, need, recorded)
    first = liked_first(kept, wished, need, recorded, said, shop.meanings)[:k]
    near = unrefused(liked_first(found.nearest, wished, need, recorded), wished, need, recorded, near=True)
    misses = liked_misses(found.near_misses, wished, need, recorded)
    left = {"refused": len(found.candidates) - len(kept), "nearest": near, "near_misses": just_asked_first(misses, need)}
    return found.model_copy(update={"candidates": first, **left})
