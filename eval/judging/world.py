"""Made-up comparisons of which the truth is known: how often each system's reply is really the better one, and how the rest of it leans."""

from dataclasses import dataclass
from random import Random

from .contest import Contest, Message
from .controls import padded

BASE, NEW = "base", "new"
ASKED = 4
_THINGS = [
    "warmth", "zip", "weight", "colour", "delivery", "lining", "washing", "stitching", "sleeves", "hood",
    "pattern", "packing", "label", "sizes", "stock", "sample", "fabric", "seams", "neck", "belt",
    "pocket", "filling", "snap", "collar", "cuff", "thread", "weave", "print", "dye", "hem",
    "buttons", "straps", "handle", "lid", "rim", "glass", "steel", "wood", "bamboo", "linen",
]  # fmt: skip
_TEMPLATES = ("The {} is as it should be.", "About the {} we know enough.", "The {} is in order.", "We looked at the {} for you.")


@dataclass(frozen=True)
class World:
    """`better` and `worse` are how often the new system's reply is; `leaning` how often it is the longer one, and the one with more numbers."""

    name: str
    better: float
    worse: float
    leaning: float = 0.5

    @property
    def preference(self) -> float:
        return self.better - self.worse


WORLDS = (
    World("equal; the new one is longer, with more numbers", 0.3, 0.3, 0.8),
    World("equal; always longer, with more numbers", 0.3, 0.3, 1.0),
    World("new is better; shorter, with fewer numbers", 0.55, 0.2, 0.2),
    World("new is worse; longer, with more numbers", 0.2, 0.5, 0.8),
    World("new is much better", 0.9, 0.05, 0.5),
)


def contests(world: World, count: int, random: Random) -> list[Contest]:
    return [_contest(world, number, random) for number in range(count)]


def _contest(world: World, number: int, random: Random) -> Contest:
    asked = [f"{one}-{other}" for one, other in zip(random.sample(_THINGS, ASKED), random.sample(_THINGS, ASKED), strict=True)]
    new, base = _covered(world, random)
    longer, numbers = (1 if random.random() < world.leaning else -1 for _ in range(2))
    texts = padded(_reply(asked[:new], random), _reply(asked[ASKED - base :], random), "en", longer, numbers)
    return Contest.model_construct(
        id=f"c{number}", language="en", conversation=(Message.model_construct(role="user", content=" ".join(asked)),),
        replies=dict(zip((NEW, BASE), texts, strict=True)), records="", source="made up", slice="",
    )  # fmt: skip


def _covered(world: World, random: Random) -> tuple[int, int]:
    """How many of the words asked for each reply speaks of: of one at the least, or it would not be a reply to this question."""
    drawn, more, less = random.random(), random.randint(2, ASKED), 1
    if drawn < world.better:
        return more, less
    return (less, more) if drawn < world.better + world.worse else (more, more)


def _reply(words: list[str], random: Random) -> str:
    return " ".join(random.choice(_TEMPLATES).format(word) for word in words)
