"""What is known of a buyer across conversations."""

from datetime import UTC, datetime

from pydantic import Field

from .base import Noun
from .condition import Condition
from .fact import Fact


def _now() -> datetime:
    return datetime.now(UTC)


class Trait(Noun):
    """A `fact` of the buyer (market shipped to, audience), or a `wish` about goods (price band, materials to avoid, suppliers liked), which ranks and
    never excludes.

    `id`: its subject; a newer trait with the same id replaces it. `category`: where the wish applies, None for all. `text`: the buyer's own words
    from `turn` of `thread`; both are empty if the buyer edited the profile directly.
    """

    id: str
    fact: Fact | None = None
    wish: Condition | None = None
    category: str | None = None
    text: str = ""
    thread: str = ""
    turn: int = 0
    at: datetime = Field(default_factory=_now)


class Profile(Noun):
    """All traits of `buyer`, oldest first."""

    buyer: str
    traits: tuple[Trait, ...] = ()

    def trait(self, trait_id: str) -> Trait | None:
        return next((trait for trait in self.traits if trait.id == trait_id), None)
