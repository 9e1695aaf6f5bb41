"""The cache of comparisons kept small: what was used last stays, the rest is made again where it is needed."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from .folders import cache

KINDS = ("trees", "stores", "acting", "packs")
MOST = 5_000_000_000
"""Bytes to which a comparison brings the cache down, once a day."""
DAY_S = 86400.0
PLAYS_SHARE = 0.5
"""Of the size, that plays may take."""


@dataclass(frozen=True)
class Pruned:
    """How many things went and are left, bytes that were freed and are left."""

    folder: Path
    gone: int
    left: int
    freed: int
    size: int


def prune(most: int = MOST, days: float | None = None, spare_s: float = DAY_S) -> Pruned:
    """Down to `most` bytes, and what wasn't used for `days`. What was used within `spare_s` stays: a comparison may be running on it."""
    home, now = cache(), time()
    before = _size(home)
    _shorten(home / "plays.sqlite", int(most * PLAYS_SHARE))
    kept = sorted(_entries(home), key=lambda path: path.stat().st_mtime)
    sizes = {path: _size(path) for path in kept}
    total, gone = _size(home), 0
    for path in kept:
        age = now - path.stat().st_mtime
        if age > spare_s and (total > most or (days is not None and age > days * DAY_S)):
            shutil.rmtree(path, ignore_errors=True)
            total, gone = total - sizes[path], gone + 1
    for note in (home / "trees").glob("commit-*"):
        if not (home / "trees" / note.read_text("utf-8")).exists():
            note.unlink(missing_ok=True)
    after = _size(home)
    return Pruned(home, gone, len(kept) - gone, max(0, before - after), after)


def prune_daily() -> None:
    """What a comparison does before it begins."""
    mark = cache() / "PRUNED"
    if not mark.exists() or time() - mark.stat().st_mtime > DAY_S:
        mark.touch()
        prune()


def used(path: Path) -> None:
    """It stays longest."""
    with suppress(OSError):
        os.utime(path)


def _entries(home: Path) -> Iterator[Path]:
    for kind in KINDS:
        yield from (path for path in (home / kind).glob("*") if path.is_dir())


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.exists() else 0


def _shorten(file: Path, most: int) -> None:
    """The oldest plays go first."""
    if not file.exists() or file.stat().st_size <= most:
        return
    with closing(sqlite3.connect(file, timeout=60)) as database:
        share = min(1.0, most / file.stat().st_size)
        (count,) = database.execute("SELECT count(*) FROM plays").fetchone()
        with database:
            database.execute("DELETE FROM plays WHERE rowid IN (SELECT rowid FROM plays ORDER BY rowid LIMIT ?)", (count - int(count * share),))
        with suppress(sqlite3.OperationalError):  # another comparison reads it: the space is used again later
            database.execute("VACUUM")
