"""A retrieved product with its verdict on each condition."""

from .base import Noun


class Candidate(Noun):
    """`met`, `failed`, `unknown`: names of hard and soft conditions (`Condition.name`). `parts`: score by ranking feature. `harm`: how much the
    failed conditions would bother the buyer. `near`: not what was asked for, only close to it."""

    product_id: str
    score: float
    met: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    parts: dict[str, float] = {}
    harm: float = 0.0
    near: bool = False


class Retrieval(Noun):
    """Result of internal retrieval.

    `candidates`: products that meet every hard condition, best first. `allowed`: count of products of any kind that meet them. `near_misses`: filled
    only if no product meets all. `nothing_near`: True if the catalogue has nothing like what was asked for ("we don't have this"). `nearest`:
    products close to the words, filling the page if few or none match. `lacking`: the goods asked for by name that no record has. `unseen`: query
    words, in the buyer's spelling, that no product contains; they were ignored. `other_kind`: the shelf has such goods, but none of the kind named.
    `uncalled`: the buyer's name for the goods, if no product of their shelf has it in any field. `aside`: products whose titles state another
    audience were left out. `unfit`: the machine that the goods were to fit, if no text of any
    names it. `refused`: how many candidates were left out as they are what the buyer doesn't want.
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
    unfit: str = ""
    aside: bool = False
    refused: int = 0
    degraded: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """The products offered, best first."""
        return (*(self.candidates or self.near_misses), *self.nearest)
