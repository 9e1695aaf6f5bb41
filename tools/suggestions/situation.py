"""Where a conversation stands when the next questions are chosen, and what a question put to it would come to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...schema.command import AnyCommand
from ...schema.need import Need
from ...schema.pending import Pending
from ...schema.plan import Plan
from ...schema.product import Scalar
from ...schema.reading import Intent, Reading
from ...schema.reference import Shown
from ...schema.reply import Relaxation
from ..decisions.offer import Offer
from ..shop import Shop
from ..wording.wording import Wording

Kind = Literal["narrow", "widen", "decide"]
KINDS: tuple[Kind, ...] = ("narrow", "widen", "decide")
MANY = 10
"""Pieces from which somebody buys for a trade, where he says nothing of it."""


@dataclass(frozen=True)
class Replay:
    """What the next turn would make of words: `focus` the products that it would be about, `asks` whether it would ask or refuse first, `commands`
    what a tap in their place sends."""

    reading: Reading
    need: Need
    focus: tuple[str, ...]
    plan: Plan
    asks: bool
    commands: tuple[AnyCommand, ...] = ()


@dataclass(frozen=True)
class Situation:
    """`listed` is the list to go on with, `about` the places in it of the products that this turn was about.

    `total` counts the products that meet the need now. `replay` reads words as the next turn's message; `suggested` was said in the last reply.
    `question` is the attribute that this reply asks about, with values; `asked` the fields that the buyer asked about;
    `told_of` the category that the guide which answered is about.
    """

    shop: Shop
    need: Need
    listed: tuple[Offer, ...]
    about: tuple[int, ...]
    shown: tuple[Shown, ...]
    intent: Intent | None
    total: int
    today: date
    wording: Wording
    replay: Callable[[str], Replay]
    pending: Pending | None = None
    relaxations: tuple[Relaxation, ...] = ()
    suggested: tuple[str, ...] = ()
    question: tuple[str, tuple[Scalar, ...]] | None = None
    asked: tuple[str, ...] = ()
    told_of: str | None = None

    @property
    def trade(self) -> bool | None:
        """Whether the buyer buys for a trade; None where he never said."""
        said = [fact.value for fact in self.need.facts if fact.kind == "trade"]
        if said:
            return said[-1] != "consumer"
        return True if (self.need.quantity or 0) >= MANY else None

    def count(self, need: Need) -> int:
        return self.shop.retriever.count(need, today=self.today)


@dataclass(frozen=True)
class Proposal:
    """`intents` that the words must be read as; `compare` what the count must do against now's: "less", "more" or "some";
    `sets` the field that a hard condition must then stand on, `lifts` the one that none may; `relaxes` those whose conditions may change or go;
    `opens`: it may leave the topic. Of a `group` one is enough: where this reply or the last has one, the others wait."""

    kind: Kind
    text: str
    intents: tuple[Intent, ...] = ("search", "refine")
    compare: Literal["less", "more", "some"] = "some"
    sets: str | None = None
    lifts: str | None = None
    relaxes: tuple[str, ...] = ()
    opens: bool = False
    group: str = ""
