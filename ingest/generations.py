"""Build beside, then swap: a new generation's folder, the pointer, and what may go afterwards."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ..catalogue.layout import CURRENT, GENERATIONS, LOCK, current_generation, generation_folder, generation_number
from ..schema.errors import StoreBusy, StoreError

_NO_ROOM = 16_000_000  # bytes


@contextmanager
def building(store: Path) -> Iterator[None]:
    """Holds the store for one build. StoreBusy where another process builds it; StoreError where the folder can't be written or the disk is full."""
    made = [folder for folder in (store, *store.parents) if not folder.exists()]
    try:
        (store / GENERATIONS).mkdir(parents=True, exist_ok=True)
        with FileLock(store / LOCK, timeout=0):
            try:
                yield
            except BaseException:
                _remove_empty(store, made)
                raise
    except Timeout as error:
        raise StoreBusy(f"Another ingest is building {store}: wait until it has ended, then run yours again.") from error
    except (OSError, shutil.Error, sqlite3.Error) as error:
        raise unwritable(store, error) from error


def unwritable(store: Path, error: Exception) -> StoreError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StoreError(f"The store at {store} can't be written ({reason}): free some space or choose another folder with --store.")


def new_generation(store: Path) -> Path:
    """The folder of the next generation, a copy of the current one; what an interrupted build left is taken away first.

    Files are copied and never linked: SQLite and Chroma write theirs in place.
    """
    current = current_generation(store)
    _remove_unfinished(store, current)
    folder = generation_folder(store, f"g{generation_number(current or 'g0') + 1:06d}")
    try:
        if current is None:
            folder.mkdir()
        else:
            shutil.copytree(generation_folder(store, current), folder)
    except BaseException:
        discard(folder)
        raise
    return folder


def swap(store: Path, folder: Path) -> None:
    """From here on readers open `folder`. The one before it is kept for those who still read it, older ones go."""
    _sync(folder)
    pointer = store / f"{CURRENT}.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(f"{folder.name}\n")
        file.flush()
        os.fsync(file.fileno())
    previous = current_generation(store)
    pointer.replace(store / CURRENT)
    _remove_except(store, {folder.name, previous})


def is_full(store: Path) -> OSError | None:
    """The error to tell where next to nothing is left on the store's disk."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if shutil.disk_usage(store).free < _NO_ROOM else None


def discard(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _remove_empty(store: Path, made: Sequence[Path]) -> None:
    """The folders that this run made, as far as it left nothing in them."""
    if made and {file.name for file in store.iterdir()} <= {GENERATIONS, LOCK} and not any((store / GENERATIONS).iterdir()):
        (store / LOCK).unlink(missing_ok=True)
        (store / GENERATIONS).rmdir()
        with suppress(OSError):  # another run has begun in there
            for folder in made:
                folder.rmdir()


def _remove_unfinished(store: Path, current: str | None) -> None:
    newest = generation_number(current or "g0")
    for folder in (store / GENERATIONS).iterdir():
        if generation_number(folder.name) > newest:
            shutil.rmtree(folder)


def _remove_except(store: Path, kept: set[str | None]) -> None:
    for folder in (store / GENERATIONS).iterdir():
        if folder.name not in kept:
            discard(folder)


def _sync(folder: Path) -> None:
    """Every file on disk before the pointer names them."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as handle:
                os.fsync(handle.fileno())
