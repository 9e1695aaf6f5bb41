"""The report of an ingest, which counts every row."""

from pathlib import Path

from pydantic import BaseModel

from ..schema.base import Noun


class Counts(BaseModel):
    """Rows of one kind: read = added + updated + unchanged + stale + rejected. `stale`: older (`updated_at`) than the stored record, which stays.
    `removed`: records removed by `--replace`."""

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
    """`counts` by kind; `totals` of the store now; `skipped` files with reasons; `rejects` file, or None; `notes` to show; `seconds` by stage.
    `changed` is False if the store was up to date."""

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
