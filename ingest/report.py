"""What an ingest did: counted, so that nothing is dropped in silence."""

from pathlib import Path

from pydantic import BaseModel

from ..schema.base import Noun


class Counts(BaseModel):
    """Rows of one kind. read = added + updated + unchanged + stale + rejected; `removed`: records that `--replace` took away.

    `stale`: the row is older (`updated_at`) than the record in the store, which stays.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    stale: int = 0
    rejected: int = 0
    removed: int = 0

    @property
    def changed(self) -> int:
        return self.added + self.updated + self.removed


class Report(Noun):
    """`counts` by kind; `totals` what the store holds now; `skipped` files that were left alone, each with why; `rejects` the file of rejected
    rows, None where there are none; `notes` are sentences to show; `seconds` by stage. `changed` False: the store was right already."""

    store: Path
    generation: str
    changed: bool
    counts: dict[str, Counts]
    totals: dict[str, int]
    skipped: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    rejects: Path | None = None
    seconds: dict[str, float] = {}

    @property
    def rejected(self) -> int:
        return sum(counts.rejected for counts in self.counts.values())
