"""Generations: build the new one beside the old, swap the pointer, remove what is no longer needed."""

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
    """Lock the store for one build. Raises StoreBusy if another process builds it, StoreError if it can't be written or the disk is full."""
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
        raise StoreBusy(f"Another ingest is building {store}: wait until it ends, then run yours again.") from error
    except (OSError, shutil.Error, sqlite3.Error) as error:
        raise unwritable(store, error) from error


def unwritable(store: Path, error: Exception) -> StoreError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StoreError(f"The store at {store} can't be written ({reason}): free some space or choose another folder with --store.")


def new_generation(store: Path) -> Path:
    """The folder of the next generation, a copy of the current one; leftovers of an interrupted build are removed. Files are copied, not linked,
    since SQLite and Chroma write in place."""
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
    """Point CURRENT to `folder`. The previous generation stays for its readers; older ones are removed."""
    _sync_files(folder)
    pointer = store / f"{CURRENT}.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(f"{folder.name}\n")
        file.flush()
        os.fsync(file.fileno())
    previous = current_generation(store)
    pointer.replace(store / CURRENT)
    _remove_except(store, {folder.name, previous})


def is_full(store: Path) -> OSError | None:
    """An out-of-space error if the store's disk is nearly full; else None."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if shutil.disk_usage(store).free < _NO_ROOM else None


def discard(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _remove_empty(store: Path, made: Sequence[Path]) -> None:
    """Remove the folders that this run created, if it left nothing in them."""
    if made and {file.name for file in store.iterdir()} <= {GENERATIONS, LOCK} and not any((store / GENERATIONS).iterdir()):
        (store / LOCK).unlink(missing_ok=True)
        (store / GENERATIONS).rmdir()
        with suppress(OSError):  # another run has started in it
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


def _sync_files(folder: Path) -> None:
    """Flush every file to disk before the pointer names the folder."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as handle:
                os.fsync(handle.fileno())
