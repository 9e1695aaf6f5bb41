"""A code tree: one state of Daogou's code, laid out so that a process can run it, named by what is in it."""

import io
import os
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...schema.errors import InputError
from .folders import cache, hashed, noted, write_note
from .pruning import used

HERE = "."
NAME = "daogou"
PACKAGE = Path(__file__).resolve().parents[2]
"""Of the code that runs, which measures."""
MEASURES = ("eval", "tests", "docs", "notebooks", "reports")
"""Folders that play no part in a reply: the measure is always this checkout's own."""
STORED = ("catalogue", "demo", "ingest", "models", "retrievers", "schema")
"""Folders that decide what a store holds."""
_LITTER = {"__pycache__", ".git", ".venv", ".typing", ".cache", "build", "dist", "daogou.egg-info"}


@dataclass(frozen=True)
class Edit:
    """In `file`, what `old` says is said as `new`."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Tree:
    """`root` holds the package `daogou`. `key` and `store_key` are hashes of what is in it; `commit` None where it is none, `folder` its checkout."""

    name: str
    root: Path
    key: str
    store_key: str
    commit: str | None = None
    folder: str = ""


def checkout(where: Path | None = None) -> Path:
    """The checkout of Daogou that `where` (the current folder) lies in; where there is none, that of the code that runs."""
    where = (where or Path.cwd()).resolve()
    return next((folder for folder in (where, *where.parents) if _is_daogou(folder)), PACKAGE)


def _is_daogou(folder: Path) -> bool:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
    except (OSError, ValueError):
        return False
    return bool(project.get("name") == NAME and (folder / "__init__.py").is_file())


def tree(revision: str, folder: Path | None = None) -> Tree:
    """The code of a git revision, or of the checkout as it stands ("."). Raises InputError where there is no such revision."""
    folder = folder or checkout()
    if revision == HERE:
        found = _kept(revision, _here(folder), _commit(folder, "HEAD") if _is_repository(folder) else None)
        return replace(found, folder=str(folder))
    if not _is_repository(folder):
        raise InputError(f"{revision!r} can't be had: {folder} is no git checkout. Compare settings, or run it in one.")
    commit = _commit(folder, revision)
    if commit is None:
        raise InputError(f"There is no revision {revision!r} in {folder}; name a branch, a tag, a commit, or . for the files as they stand.")
    return replace(_of_commit(folder, revision, commit), folder=str(folder))


def edited(original: Tree, name: str, edits: Iterable[Edit]) -> Tree:
    """A copy with each edit made; what is as it was is the same file on the disk. Raises InputError where a text doesn't stand exactly once."""
    edits = list(edits)
    files = dict(_walked(original.root / "daogou"))
    for edit in edits:
        text = files[edit.file].decode()
        if text.count(edit.old) != 1:
            raise InputError(f"{edit.file} has {text.count(edit.old)} times {edit.old!r}; an edit needs a text that stands there once.")
        files[edit.file] = text.replace(edit.old, edit.new).encode()
    same = files.keys() - {edit.file for edit in edits}
    made = _kept(name, files.items(), None, {path: original.root / "daogou" / path for path in same})
    return replace(made, folder=original.folder)


def _of_commit(folder: Path, revision: str, commit: str) -> Tree:
    note = cache() / "trees" / f"commit-{commit}"
    if (key := noted(note)) and (root := cache() / "trees" / key).exists():
        return _named(revision, root, commit)
    made = _kept(revision, _archived(folder, commit), commit)
    write_note(note, made.key)
    return made


def _kept(name: str, files: Iterable[tuple[str, bytes]], commit: str | None, there: Mapping[str, Path] | None = None) -> Tree:
    """Laid out in the cache, once; `there`: files that lie in it already."""
    subject = {path: data for path, data in files if _plays_a_part(path)}
    key = hashed(*(part for path, data in sorted(subject.items()) for part in (path, data)))
    root = cache() / "trees" / key
    if not root.exists():
        root.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=root.parent) as folder:
            for path, data in subject.items():
                file = Path(folder) / "new" / "daogou" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                _laid(file, data, (there or {}).get(path))
            if not root.exists():
                shutil.move(Path(folder) / "new", root)
    return _named(name, root, commit)


def _laid(file: Path, data: bytes, there: Path | None) -> None:
    if there is not None:
        with suppress(OSError):  # not every disk has links
            os.link(there, file)
            return
    file.write_bytes(data)


def _plays_a_part(path: str) -> bool:
    """In a reply: files of the package, but for the folders of the measure and what only stands at the root to be read or to build it."""
    folder, slash, _ = path.partition("/")
    return folder not in MEASURES and not path.startswith(".") and (bool(slash) or path.endswith(".py"))


def _named(name: str, root: Path, commit: str | None) -> Tree:
    used(root)
    note = root / "STORED"
    if not noted(note):
        stored = sorted((path, data) for path, data in _walked(root / "daogou") if path.split("/")[0] in STORED)
        write_note(note, hashed(*(part for pair in stored for part in pair)))
    return Tree(name, root, root.name, noted(note), commit)


def _here(folder: Path) -> Iterator[tuple[str, bytes]]:
    if not _is_repository(folder):
        yield from _walked(folder)
        return
    for path in _git(folder, "ls-files", "-co", "--exclude-standard", "-z").decode().split("\0"):
        if path and (folder / path).is_file():
            yield path, (folder / path).read_bytes()


def _walked(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not _LITTER & set(path.parts):
            yield path.as_posix(), file.read_bytes()


def _archived(folder: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(_git(folder, "archive", commit))) as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)) is not None:
                yield member.name, content.read()


def _is_repository(folder: Path) -> bool:
    return (folder / ".git").exists() and shutil.which("git") is not None


def _commit(folder: Path, revision: str) -> str | None:
    found = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.stdout.decode().strip() or None


def _git(folder: Path, *arguments: str) -> bytes:
    found = _run(folder, *arguments)
    if found.returncode:
        raise InputError(f"git {arguments[0]} failed: {found.stderr.decode(errors='replace').strip()}")
    return bytes(found.stdout)


def _run(folder: Path, *arguments: str) -> Any:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
