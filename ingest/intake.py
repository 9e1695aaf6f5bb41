"""Rows of one kind on their way into the store: new, changed, unchanged, stale or duplicate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

from ..schema.base import Record
from .report import Counts
from .row import Broken, Row
from .validation import Rejected

R = TypeVar("R", bound=Record)


@dataclass
class Incoming(Generic[R]):
    """A valid row as a record to store."""

    row: Row
    record: R
    fingerprint: bytes
    known: bool
    time: int | None


class Seen(NamedTuple):
    """Where this run met an id, and the fate of that row."""

    file: str
    line: int
    fate: Literal["unchanged", "stale", "incoming", "broken"]


@dataclass
class Intake(Generic[R]):
    """The rows of one kind. `known`: fingerprint -> id in the store; `times`: id -> its `updated_at`.
    Of two rows with one id in a run, the first stays unless the second has a newer `updated_at`; the other is rejected.
    """

    known: Mapping[bytes, str]
    times: Mapping[str, int]
    key: Callable[[R, bytes], str]
    time: Callable[[R], int | None]
    reject: Callable[[Broken], None]
    counts: Counts = field(default_factory=Counts)
    incoming: dict[str, Incoming[R]] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ids = set(self.known.values())

    def take(self, row: Row, fingerprint: bytes, make: Callable[[Row], R]) -> None:
        """Take a row. `make` builds its record or raises Rejected; it isn't called for an unchanged row."""
        self.counts.read += 1
        key = self.known.get(fingerprint)
        first = self.seen.get(key) if key is not None else None
        if key is not None and (first is None or first.fate in ("stale", "broken")):
            self.counts.unchanged += 1
            self.seen[key] = Seen(row.file, row.line, "unchanged")
            return
        try:
            self._place(row, fingerprint, make(row))
        except Rejected as error:
            self._reject(row, str(error))

    def again(self, record: R, fingerprint: bytes) -> None:
        """Store `record` in place of the stored one with this fingerprint, with our additions."""
        key = self.key(record, fingerprint)
        self.counts.read += 1
        self.incoming[key] = Incoming(Row("", 0, {}), record, fingerprint, True, self.time(record))

    def keep(self, key: str) -> None:
        """Keep the stored record `key`, though its row was rejected."""
        if key in self._ids:
            self.seen.setdefault(key, Seen("", 0, "broken"))

    @property
    def missing(self) -> set[str]:
        """Ids in the store without a row in this run."""
        return self._ids - self.seen.keys()

    def finish(self) -> None:
        """Count added and updated records."""
        for item in self.incoming.values():
            if item.known:
                self.counts.updated += 1
            else:
                self.counts.added += 1

    def _place(self, row: Row, fingerprint: bytes, record: R) -> None:
        key, time = self.key(record, fingerprint), self.time(record)
        first = self.seen.get(key)
        if first is not None and first.fate != "broken":
            self._settle_duplicate(first, row, key, time)
        fate: Literal["stale", "incoming"] = "incoming"
        if key not in self.incoming and time is not None and time < self.times.get(key, time):
            fate = "stale"
            self.counts.stale += 1
        else:
            self.incoming[key] = Incoming(row, record, fingerprint, key in self._ids, time)
        self.seen[key] = Seen(row.file, row.line, fate)

    def _settle_duplicate(self, first: Seen, row: Row, key: str, time: int | None) -> None:
        """Raise Rejected if the first row of this id stays; else count the first as rejected."""
        earlier = self.incoming.get(key)
        than = earlier.time if earlier else self.times.get(key)
        if time is None or than is None or time <= than:
            raise Rejected(f"the id {key!r} is already in {first.file}, line {first.line}; the first stays, as this one has no newer updated_at")
        self.counts.unchanged -= first.fate == "unchanged"
        self.counts.stale -= first.fate == "stale"
        old = Row(first.file, first.line, earlier.row.raw if earlier else {"id": key})
        self._reject(old, f"the id {key!r} comes again with a newer updated_at in {row.file}, line {row.line}, which stays")

    def _reject(self, row: Row, reason: str) -> None:
        self.counts.rejected += 1
        self.reject(Broken(row.file, row.line, reason, row.raw))
