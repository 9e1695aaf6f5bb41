"""The state folder, which keeps conversations if Redis is not set."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs
from filelock import FileLock

from ..schema.errors import StoreError
from ..schema.settings import Settings

KEEPING = "storage_away"
BUSY_S = 30.0  # several processes share the files; a writer waits for another's commit, which takes milliseconds


def state_folder(settings: Settings) -> Path:
    """`DAOGOU_STATE`, else the user's state folder; created if missing. Raises StoreError if it isn't writable."""
    folder = settings.state or platformdirs.user_state_path("daogou", appauthor=False)
    probe = folder / ".writable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(
            f"Conversations can't be kept in {folder} ({reason}); make it writable or set DAOGOU_STATE to another folder.", KEEPING
        ) from error
    return folder


Stamp = tuple[int, int]


def stamp(path: Path) -> Stamp:
    """Identity of the file at `path`: device and inode."""
    found = path.stat()
    return found.st_dev, found.st_ino


def check_stamp(path: Path, opened: Stamp) -> None:
    """Raise StoreError if the opened file was moved or deleted: SQLite would go on writing to the unlinked file."""
    try:
        same = stamp(path) == opened
    except OSError:
        same = False
    if not same:
        raise StoreError(f"{path} was moved or deleted while conversations were kept in it; put it back, or restart Daogou.", KEEPING)


@contextmanager
def sqlite_trouble(path: Path, opened: Stamp | None = None) -> Iterator[None]:
    """Translate SQLite errors into a StoreError that names the file; with `opened`, also check the file before and after."""
    try:
        if opened is not None:
            check_stamp(path, opened)
        yield
        if opened is not None:
            check_stamp(path, opened)
    except sqlite3.Error as error:
        raise StoreError(
            f"The conversations in {path} can't be read or written ({error}); free disk space, or move the file away to start anew.", KEEPING
        ) from error


def alone(path: Path) -> FileLock:
    """Lock held while a file is first created."""
    return FileLock(path.with_suffix(".lock"), timeout=BUSY_S)


def connect(path: Path, schema: str = "") -> sqlite3.Connection:
    """Open a connection that threads and processes may share: WAL, synchronous=NORMAL (a power cut may lose the last turns, never damages the file).

    Takes the lock file, because two processes switching to WAL at once fail whatever the time-out.
    """
    with sqlite_trouble(path), alone(path):
        connection = sqlite3.connect(path, timeout=BUSY_S, check_same_thread=False)
        connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {schema}")
    return connection
