"""What a production read, and what the grammar gathered."""

from dataclasses import dataclass, field

from ...schema.condition import Condition, Op, Value


@dataclass(frozen=True)
class Found:
    """One production's reading of the tokens up to `end`. `refused`: it isn't wanted, and no record tells of it. `keep` leaves its words in the query
    too (a wish that the catalogue states vaguely); `left` are places passed over that stay for others (the name of the goods in 玻璃的奶瓶不要)."""

    end: int
    conditions: tuple[Condition, ...] = ()
    refused: bool = False
    keep: bool = False
    left: tuple[int, ...] = ()


@dataclass
class Gathered:
    """All of them; `used` are the places of tokens that belong to one."""

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
    """A condition as read; the ledger gives it its id, its turn and its status."""
    text = text.strip(" ,，。.;；")
    return Condition(id="c0", field=field, op=op, value=value, unit=unit, hard=hard, every=every, shares=shares, text=text)


def number(value: float) -> int | float:
    """Whole numbers as int, others rounded to what money and measures need."""
    return int(value) if value == int(value) else round(value, 4)
