"""The cache of comparisons kept small: what was used last stays, the rest is made again where it is needed."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from .folders import cache

KINDS = ("trees", "stores", "acting", "packs")
MOST = 5_000_000_000
"""Bytes to which a comparison brings the cache down, once a day."""
DAY_S = 86400.0


@dataclass(frozen=True)
class Pruned:
    """How many things went and are left, and bytes."""

    folder: Path
    gone: int
    left: int
    freed: int
    size: int


def prune(most: int = MOST, days: float | None = None, spare_s: float = DAY_S) -> Pruned:
    """Down to `most` bytes, and what wasn't used for `days`. What was used within `spare_s` stays: a comparison may be running on it."""
    home, now, before, gone = cache(), time(), _size(cache()), 0
    plays = [file for file in (home / "plays.sqlite",) if file.exists()]
    kept = sorted((path for kind in KINDS for path in (home / kind).glob("*") if path.is_dir()), key=lambda path: path.stat().st_mtime)
    total = before
    for path in (*plays, *kept):
        age, size = now - path.stat().st_mtime, _size(path)
        if age > spare_s and (total > most or (days is not None and age > days * DAY_S)):
            path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)
            total, gone = total - size, gone + 1
    for note in (home / "trees").glob("commit-*"):
        if not (home / "trees" / note.read_text("utf-8")).exists():
            note.unlink(missing_ok=True)
    after = _size(home)
    return Pruned(home, gone, len(kept) + len(plays) - gone, max(0, before - after), after)


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


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
