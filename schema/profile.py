"""What is known of a buyer beyond one conversation."""

from datetime import UTC, datetime

from pydantic import Field

from .base import Noun
from .condition import Condition
from .fact import Fact


def _now() -> datetime:
    return datetime.now(UTC)


class Trait(Noun):
    """One thing that stands: a `fact` of the buyer (where he ships to, what he buys for), or a `wish` as to what he buys (price band,
    materials he avoids, suppliers he likes), which ranks and never turns a product away.

    `id` names what it is about: what is said anew of it replaces it. `category` is the one that the wish was said of, None where it holds of
    all. `text` are the buyer's own words, said or confirmed in `turn` of conversation `thread`; both are empty where he wrote it himself.
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
    """All that is known of `buyer`, the oldest first."""

    buyer: str
    traits: tuple[Trait, ...] = ()

    def trait(self, trait_id: str) -> Trait | None:
        return next((trait for trait in self.traits if trait.id == trait_id), None)
