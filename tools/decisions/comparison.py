"""Products side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ...schema.condition import Condition
from ...schema.reply import ComparisonRow
from .choice import Best
from .offer import Offer
from .reviews import Quoted, Reviews
from .ruled import Ruled


@dataclass(frozen=True)
class Standing:
    """An offer by the buyer's own words: names of the hard conditions that it breaks or that nobody knows, places of the wishes that it meets.

    `out_of_reach`: it can't be had in the number wanted.
    """

    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    wishes: tuple[int, ...] = ()
    out_of_reach: bool = False


@dataclass(frozen=True)
class Verdict:
    """The offer to take and what decided it, "rules" where the others break one; `position` None where nothing that was said tells them apart."""

    position: int | None
    ground: Literal["conditions", "wishes", "rules"] | None


class Measured(NamedTuple):
    """What the records give by one measure, by place, None where one states none; which places come `first`, with the `least` or the most of it;
    `numbered`: whether numbers tell that; `flag`: the yes or no that the first one states."""

    label: str
    values: tuple[str | None, ...]
    first: tuple[int, ...]
    least: bool
    numbered: bool
    flag: bool | None = None


class Lead(NamedTuple):
    """What was asked of the products side by side, as a field or in words, by what measures it is told, and by place the word of a record that says
    it is so (True) or that it isn't."""

    asked: str
    measures: tuple[Measured, ...]
    spoken: Mapping[int, tuple[str, bool]]


@dataclass(frozen=True)
class Compared:
    """Offers side by side. `pointed` counts what the buyer named, which may be more; `best` is what speaks for the one to take.

    `kinds` names the categories where they differ: then nothing is won. `numbers` are those of the list that they were pointed at in;
    `asked` the attributes that were to be compared.
    `ruled_out` is by position what a rule is against: it is taken for nothing. `same`: several pointers meant the one offer;
    `leads` tells who comes first by what was asked; `told` by position the sentence of a description that tells it from the others, where records
    tell them apart by little.
    """

    offers: tuple[Offer, ...]
    rows: tuple[ComparisonRow, ...] = ()
    reviews: tuple[Reviews, ...] = ()
    wishes: tuple[tuple[Condition, ...], ...] = ()
    standings: tuple[Standing, ...] = ()
    verdict: Verdict = Verdict(None, None)
    best: Best | None = None
    pointed: int = 0
    kinds: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    asked: tuple[str, ...] = ()
    ruled_out: Mapping[int, Ruled] = field(default_factory=dict)
    same: bool = False
    told: Mapping[int, Quoted] = field(default_factory=dict)
    leads: tuple[Lead, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether no record tells of anything that was to be compared."""
        told = any(one.measures or one.spoken for one in self.leads)
        return bool(self.asked and self.rows) and not told and not any(row.field.removeprefix("attr.") in self.asked for row in self.rows)
