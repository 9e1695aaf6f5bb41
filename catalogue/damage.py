"""Detection of damage in a generation's files, and the error for it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..schema.errors import DaogouError, StoreError
from .layout import MANIFEST, MEND

_CHANGING = "chroma"  # Chroma writes to its files when opening them, and works without them


def damaged(generation: Path, what: str) -> StoreError:
    """The error for a damaged generation; `what` is the file."""
    return StoreError(f"The store at {generation.parent.parent} is damaged ({what}): {MEND}.")


@contextmanager
def opening(generation: Path, what: str) -> Iterator[None]:
    """Turn any error while reading a generation's files into "damaged", since each library has its own, or into "not writable"."""
    try:
        yield
    except DaogouError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":  # tantivy's, whose class can't be imported
            raise
        if not os.access(generation, os.W_OK):  # tantivy locks an index when opening it
            raise StoreError(f"The store at {generation.parent.parent} can't be opened without writing into it: make it writable.") from error
        file = getattr(error, "filename", None)
        raise damaged(generation, _inside(generation, Path(file)) if isinstance(file, str) else what) from error


def sizes(generation: Path) -> dict[str, int]:
    """Relative path -> bytes, for files that don't change."""
    files = (file for file in sorted(generation.rglob("*")) if file.is_file() and not file.name.startswith("."))
    found = {_inside(generation, file): file.stat().st_size for file in files}
    return {name: size for name, size in found.items() if name != MANIFEST and not name.startswith(_CHANGING)}


def check_sizes(generation: Path, expected: Mapping[str, int]) -> None:
    """Raise StoreError if a file is missing or has another size. One stat per file."""
    for name, size in expected.items():
        try:
            whole = (generation / name).stat().st_size == size
        except OSError:
            whole = False
        if not whole:
            raise damaged(generation, name)


def _inside(generation: Path, file: Path) -> str:
    return file.relative_to(generation).as_posix() if file.is_relative_to(generation) else file.name
