"""The files to read among the given paths, and their kinds."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from ..schema.errors import InputError
from .documents import SUFFIXES
from .known_formats import recognised
from .mapping import Mapping, SourceMapping
from .readers import reader_for
from .row import KINDS, Kind
from .site import is_site

_NOT_GUIDES = {"readme", "license", "changelog", "contributing", "notice"}


class Source(NamedTuple):
    """A file or site. `name`: as reports call it, the path inside the given folder or the address. `rules`: the whole packaged mapping of a
    recognised file."""

    path: Path
    name: str
    kind: Kind | None
    mapping: SourceMapping | None = None
    rules: Mapping | None = None


class Found(NamedTuple):
    """`skipped`: files with reasons; `notes`: sentences to show."""

    sources: list[Source]
    skipped: list[tuple[str, str]]
    notes: list[str]


def find_sources(paths: Sequence[Path | str], mapping: Mapping | None) -> Found:
    """Sources in the order products, suppliers, reviews, guides, orders. Raises InputError if a path is missing or has no data."""
    found = Found([], [], [])
    for given in paths:
        if is_site(given):
            found.sources.append(Source(Path(), str(given), "guides"))
            continue
        path = Path(given)
        for file, name in _files(path):
            if file != path and not file.resolve().is_relative_to(path.resolve()):
                found.skipped.append((name, "a link that leads out of the folder"))
            else:
                _place(file, name, mapping, file == path, found)
    if not found.sources:
        wanted = mapping.globs if mapping else "products*, suppliers*, reviews*, orders*, guides*, *.md, *.html or *.pdf"
        raise InputError(f"Nothing to ingest in {', '.join(map(str, paths))}: no file is called {wanted}.")
    found.sources.sort(key=lambda source: (KINDS.index(source.kind) if source.kind else -1, source.name))
    return found


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.is_file() and not hidden:
                yield file, file.relative_to(path).as_posix()
    elif path.exists():
        yield path, path.name
    else:
        raise InputError(f"{path} doesn't exist: give a file or a folder of data.")


def _place(file: Path, name: str, mapping: Mapping | None, named_by_user: bool, found: Found) -> None:
    if mapping is not None:
        sources = [source for source in mapping.sources if fnmatch(name, source.files) or fnmatch(file.name, source.files)]
        found.sources.extend(Source(file, name, source.kind, source) for source in sources)
        if not sources:
            found.skipped.append((name, f"the mapping reads {mapping.globs}"))
        return
    if (known := recognised(file)) is not None:
        found.sources.append(Source(file, name, known.source.kind, known.source, known.rules))
        found.notes.append(f"{name} has the head of {known.rules.description}, and was read by --map {known.name}.")
        return
    kind = kind_of(file.name)
    if reader_for(file.name) is None:
        found.skipped.append((name, "not a data file"))
    elif kind or named_by_user:
        found.sources.append(Source(file, name, kind))
    else:
        found.skipped.append((name, "not called products*, suppliers*, reviews*, orders*, *.md, *.html or *.pdf"))


def kind_of(name: str) -> Kind | None:
    """The kind told by the file's name, or None."""
    lower = name.lower()
    stem, _, suffix = lower.rpartition(".")
    if suffix in SUFFIXES:
        return None if stem in _NOT_GUIDES else "guides"
    return next((kind for kind in KINDS if lower.startswith(kind)), None)


def kind_by_columns(columns: set[str]) -> Kind | None:
    """The kind told by the columns, for a file that the user named; or None."""
    if {"title", "price"} <= columns or ({"id", "title"} <= columns and "text" not in columns):
        return "products"
    if {"product_id", "text"} <= columns:
        return "reviews"
    if {"buyer_id", "product_id", "quantity"} <= columns:
        return "orders"
    return "suppliers" if {"id", "name"} <= columns else "guides" if {"title", "text"} <= columns else None
