"""The result of one production, and of the whole grammar."""

from dataclasses import dataclass, field

from ...schema.condition import Condition, Op, Value


@dataclass(frozen=True)
class Found:
    """One production's result for the tokens up to `end`. `refused`: something unwanted that no record states. `keep`: its words stay in the query
    too. `left`: positions passed over and left to others (the product's name in 玻璃的奶瓶不要)."""

    end: int
    conditions: tuple[Condition, ...] = ()
    refused: bool = False
    keep: bool = False
    left: tuple[int, ...] = ()


@dataclass
class Gathered:
    """All results; `used` are the positions of their tokens."""

    conditions: list[Condition] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def add(self, start: int, found: Found) -> None:
        self.conditions += found.conditions
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
    """A condition as read; the ledger sets id, turn and status."""
    text = text.strip(" ,，。.;；")
    return Condition(id="c0", field=field, op=op, value=value, unit=unit, hard=hard, every=every, shares=shares, text=text)


def number(value: float) -> int | float:
    """Whole numbers as int, others rounded to four decimals."""
    value = round(value, 4)
    return int(value) if value == int(value) else value
