"""A product that may be offered, with what it is by each condition."""

from .base import Noun


class Candidate(Noun):
    """`met`, `failed` and `unknown` are names of conditions (`Condition.name`), hard and soft alike; `parts` of the score by ranking
    feature. `harm`: how much a buyer would mind what it misses. `near`: it is not what was asked for, but among what is nearest to it."""

    product_id: str
    score: float
    met: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    parts: dict[str, float] = {}
    harm: float = 0.0
    near: bool = False


class Retrieval(Noun):
    """What internal retrieval brings.

    `candidates` meet every hard condition, best first. `allowed` counts the products that meet them whatever they are; `near_misses` are
    filled only where nothing meets all. `nothing_near` is True where nothing in the catalogue is what was asked for ("we don't have this").
    `nearest` fills the page with what is nearest to the words where nothing, or little, is what was asked for.
    `lacking` is the name of what was asked for, where the buyer said it so and no record has it.
    `unseen` are words of the query, as the buyer spelled them, that no product has; what is offered is so without them.
    `other_kind`: the shelf has such things, and none of the kind that the buyer named.
    `uncalled` is what the buyer called the goods, where none of their shelf is called so in any field.
    `aside`: things whose titles say that they are for somebody else (a woman's, of a man) are left out of it all.
    """

    candidates: tuple[Candidate, ...] = ()
    near_misses: tuple[Candidate, ...] = ()
    nearest: tuple[Candidate, ...] = ()
    lacking: str = ""
    allowed: int = 0
    nothing_near: bool = False
    unseen: tuple[str, ...] = ()
    other_kind: bool = False
    uncalled: str = ""
    aside: bool = False
    degraded: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """What is offered, best first."""
        return (*(self.candidates or self.near_misses), *self.nearest)
