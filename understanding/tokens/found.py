"""What a production read, and what the grammar gathered."""

from dataclasses import dataclass, field

from ...schema.bid import Bid
from ...schema.condition import Condition, Op, Value
from ...schema.fact import Fact
from ...schema.reference import Place, Reference
from ...schema.relative import Relative


@dataclass(frozen=True)
class Found:
    """One production's reading of the tokens up to `end`. `keep` leaves their words in the query too (a wish that the catalogue states vaguely);
    `left` are places passed over that stay for others (the product's name in 玻璃的奶瓶不要).
    `place` is the list that pointers beside it count in, `few` how many products are asked to be shown;
    `spared`: it is said of something that it is neither demanded nor excluded."""

    end: int
    conditions: tuple[Condition, ...] = ()
    dropped: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    sort: tuple[str, ...] = ()
    quantity: int | None = None
    few: int | None = None
    relative: tuple[Relative, ...] = ()
    bids: tuple[Bid, ...] = ()
    case: tuple[tuple[str, float], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    keep: bool = False
    left: tuple[int, ...] = ()
    place: Place | None = None
    spared: bool = False


@dataclass
class Gathered:
    """All of them; `used` are the places of tokens that belong to one, `spans` those of each that points at something or names a list."""

    conditions: list[Condition] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    sort: list[str] = field(default_factory=list)
    quantity: int | None = None
    few: int | None = None
    relative: list[Relative] = field(default_factory=list)
    facts: tuple[Fact, ...] = ()
    case: dict[str, float] = field(default_factory=dict)
    bids: list[Bid] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    spared: bool = False
    used: set[int] = field(default_factory=set)
    spans: list[tuple[int, Found]] = field(default_factory=list)

    def add(self, start: int, found: Found) -> None:
        if found.references or found.place is not None:
            self.spans.append((start, found))
        self.conditions += found.conditions
        self.dropped += found.dropped
        self.references += found.references
        self.sort += found.sort
        self.relative += found.relative
        self.bids += found.bids
        self.case |= dict(found.case)
        self.notes += found.notes
        self.spared = self.spared or found.spared
        self.few = found.few if found.few is not None else self.few
        self.quantity = found.quantity if found.quantity is not None else self.quantity
        if not found.keep:
            self.used.update(set(range(start, found.end)).difference(found.left))


def condition(
    field: str,
    op: Op,
    value: Value,
    *,
    hard: bool = True,
    unit: str | None = None,
    text: str = "",
    every: bool = False,
    shares: tuple[tuple[str, int], ...] = (),
) -> Condition:
    """A condition as read; the ledger gives it its id, its turn and its status."""
    text = text.strip(" ,，。.;；")
    return Condition(id="c0", field=field, op=op, value=value, unit=unit, hard=hard, every=every, shares=shares, text=text)


def number(value: float) -> int | float:
    """Whole numbers as int, others rounded to what money and measures need."""
    return int(value) if value == int(value) else round(value, 4)
