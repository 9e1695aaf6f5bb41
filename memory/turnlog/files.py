"""Files of a turn log: one or more per day, the oldest deleted beyond the size limit."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock

PATTERN = "turns-*.jsonl"
PARTS = 8
"""A file holds about this fraction of the log's size limit: 1 / PARTS."""


class LogFiles:
    """Several processes may append to one folder; the lock serialises them with `drop`."""

    def __init__(self, folder: Path, most_bytes: int, days: int) -> None:
        self.folder, self._most, self._days = folder, most_bytes, days
        self._file: Path | None = None
        self._lock = FileLock(folder / ".lock", mode=0o600)

    def append(self, line: bytes, now: datetime | None = None) -> None:
        """Append a line. Raises OSError."""
        with self._lock:
            file = self._fitting(now or datetime.now(UTC), len(line))
            with _private(file, os.O_APPEND) as out:
                out.write(line)
            if file != self._file:
                self._file = file
                self._prune(now or datetime.now(UTC))

    def drop(self, mark: bytes, meant: Callable[[bytes], bool]) -> int:
        """Delete the lines that contain `mark` and satisfy `meant`, and return their number. Files are replaced atomically."""
        gone = 0
        with self._lock:
            for file in sorted(self.folder.glob(PATTERN)):
                lines = file.read_bytes().splitlines(keepends=True)
                kept = [line for line in lines if mark not in line or not meant(line)]
                if len(kept) < len(lines):
                    gone += len(lines) - len(kept)
                    new = file.with_suffix(".new")
                    with _private(new, os.O_TRUNC) as out:
                        out.writelines(kept)
                    new.replace(file)
        return gone

    def _fitting(self, now: datetime, size: int) -> Path:
        day = f"{now:%Y-%m-%d}"
        parts = sorted(self.folder.glob(f"turns-{day}-*.jsonl"))
        last = parts[-1] if parts else None
        if last is not None and last.stat().st_size + size <= max(self._most // PARTS, size):
            return last
        return self.folder / f"turns-{day}-{int(last.stem[-4:]) + 1 if last else 1:04d}.jsonl"

    def _prune(self, now: datetime) -> None:
        """Delete files that are too old or beyond the size limit, except the current one."""
        files, oldest = sorted(self.folder.glob(PATTERN)), f"turns-{now - timedelta(days=self._days):%Y-%m-%d}"
        room = self._most - self._most // PARTS
        for file in reversed(files):
            room -= file.stat().st_size if file.exists() else 0
            if file != self._file and (room < 0 or file.name[: len(oldest)] < oldest):
                file.unlink(missing_ok=True)


def _private(file: Path, how: int) -> BinaryIO:
    """Open for writing, accessible to the owner only."""
    return os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | how, 0o600), "wb")
