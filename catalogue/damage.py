"""Whether a generation's files are whole, and what is said where they aren't."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..schema.errors import DaogouError, StoreError
from .layout import MANIFEST, MEND

_CHANGING = "chroma"  # Chroma writes into its own files as it opens them, and does without where they are gone


def damaged(generation: Path, what: str) -> StoreError:
    """The error for a generation of whose files `what` isn't whole."""
    return StoreError(f"The store at {generation.parent.parent} is damaged ({what}): {MEND}.")


@contextmanager
def opening(generation: Path, what: str) -> Iterator[None]:
    """Whatever goes wrong in here, where files of `generation` are read, is damage, unless they may not be locked: libraries have an error of
    their own for each kind of it."""
    try:
        yield
    except DaogouError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":  # tantivy's, of no class that can be imported
            raise
        if not os.access(generation, os.W_OK):  # tantivy locks an index as it opens it
            raise StoreError(f"The store at {generation.parent.parent} can't be opened without writing into it: make it writable.") from error
        file = getattr(error, "filename", None)
        raise damaged(generation, _inside(generation, Path(file)) if isinstance(file, str) else what) from error


def sizes(generation: Path) -> dict[str, int]:
    """Bytes of every file that stays as it is, by its path inside the generation."""
    files = (file for file in sorted(generation.rglob("*")) if file.is_file() and not file.name.startswith("."))
    found = {_inside(generation, file): file.stat().st_size for file in files}
    return {name: size for name, size in found.items() if name != MANIFEST and not name.startswith(_CHANGING)}


def check_sizes(generation: Path, expected: Mapping[str, int]) -> None:
    """One stat a file. Raises StoreError where one is missing or of another size."""
    for name, size in expected.items():
        try:
            whole = (generation / name).stat().st_size == size
        except OSError:
            whole = False
        if not whole:
            raise damaged(generation, name)


def _inside(generation: Path, file: Path) -> str:
    return file.relative_to(generation).as_posix() if file.is_relative_to(generation) else file.name
