"""What a message holds once the grammar has read it, before its intent is named."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema.condition import Condition
from ...schema.reference import Reference, Shown
from ..tokens.cues import Cues
from ..tokens.found import Gathered
from ..tokens.standing import Standing
from ..tokens.token import Token
from .subject import Subject

_POINTS = ("ordinal", "all", "focus", "other", "described", "extreme")


@dataclass(frozen=True)
class Situation:
    """Everything that rules and classifier look at. `going` is whether there is a need already, `explained` the word
    of the trade that is asked about, `unsifted` the subject with words that may name no goods, `others` name further goods,
    `implied` is what only follows from what was said."""

    cues: Cues
    gathered: Gathered
    subject: Subject
    asked: tuple[str, ...]
    shown: Sequence[Shown]
    going: bool
    tokens: Sequence[Token] = ()
    explained: str | None = None
    unsifted: Subject = Subject()
    lasting: Standing = Standing()
    others: Sequence[Token] = ()
    implied: tuple[Condition, ...] = ()

    @property
    def points(self) -> list[Reference]:
        return [reference for reference in self.gathered.references if reference.kind in _POINTS]

    @property
    def named(self) -> list[Reference]:
        """Products and suppliers that the message calls by their number or name."""
        return [reference for reference in self.gathered.references if reference.calls]

    @property
    def content(self) -> bool:
        return bool(self.subject.category or self.subject.query)

    @property
    def wishes(self) -> bool:
        return bool(
            self.gathered.conditions
            or self.gathered.sort
            or self.gathered.dropped
            or self.gathered.quantity
            or self.gathered.relative
            or self.gathered.facts
            or self.gathered.spared
        )

    @property
    def priced(self) -> bool:
        """Whether it asks what so many cost, and wants nothing else: 300件一共多少钱."""
        others = self.gathered
        return (
            "price" in self.asked
            and bool(others.quantity)
            and not (others.conditions or others.sort or others.dropped or others.relative or others.facts)
        )
