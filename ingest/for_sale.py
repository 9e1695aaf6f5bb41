"""Rows that count now: goods for sale, and prices in their period."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from .mapping import SourceMapping
from .row import Broken, Raw, Row


class ForSale:
    """Filter by the mapping's `unless` and `during`. `left` counts omitted products by column and value."""

    def __init__(self, mapping: SourceMapping, now: datetime) -> None:
        self._unless = {column: frozenset(map(str.casefold, values)) for column, values in mapping.unless.items()}
        self._mapping, self._during, self._now = mapping, mapping.during, now
        self.left: Counter[str] = Counter()

    def current(self, row: Row | Broken) -> Row | Broken:
        """The row with the mapping's column names, without cells outside their period."""
        if isinstance(row, Broken):
            return row
        row = Row(row.file, row.line, self._mapping.renamed(row.raw))
        over = [column for column, interval in self._during.items() if column in row.raw and not holds(row.raw.get(interval), self._now)]
        return Row(row.file, row.line, {name: value for name, value in row.raw.items() if name not in over}) if over else row

    def takes(self, rows: Sequence[Raw]) -> bool:
        """True if the product of these rows is for sale."""
        for column, values in self._unless.items():
            for raw in rows:
                if (value := str(raw.get(column, "")).strip().casefold()) in values and column in raw:
                    self.left[f"{column} {value}"] += 1
                    return False
        return True

    @property
    def notes(self) -> Iterator[str]:
        if self.left:
            why = ", ".join(f"{reason}: {count:,}" for reason, count in self.left.most_common())
            yield f"{self.left.total():,} products are not for sale and were left out ({why})."


def holds(interval: object, now: datetime) -> bool:
    """True if `now` lies in the ISO 8601 interval from/to, or if there is none; False if it can't be parsed."""
    text = str(interval or "").strip()
    if not text:
        return True
    start, _, end = text.partition("/")
    try:
        return _moment(start, time.min) <= now <= _moment(end, time.max)
    except ValueError:
        return False


def _moment(text: str, of_day: time) -> datetime:
    found = datetime.fromisoformat(text.strip())
    if len(text.strip()) <= 10:
        found = datetime.combine(found.date(), of_day)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
