"""A product that may be offered, with what it is by each condition."""

from .base import Noun


class Candidate(Noun):
    """`met`, `failed` and `unknown` are names of conditions (`Condition.name`), hard and soft alike; `parts` of the score by ranking feature."""

    product_id: str
    score: float
    met: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    parts: dict[str, float] = {}


class Retrieval(Noun):
    """What internal retrieval brings.

    `candidates` meet every hard condition, best first. `allowed` counts the products that meet them whatever they are; `near_misses` are
    filled only where nothing meets all. `nothing_near` is True where nothing in the catalogue is what was asked for ("we don't have this").
    `unseen` are words of the query, as the buyer spelled them, that no product has; what is offered is so without them.
    `aside`: things whose titles say that they are for somebody else (a woman's, of a man) are left out of it all.
    """

    candidates: tuple[Candidate, ...] = ()
    near_misses: tuple[Candidate, ...] = ()
    allowed: int = 0
    nothing_near: bool = False
    unseen: tuple[str, ...] = ()
    aside: bool = False
    degraded: tuple[str, ...] = ()
