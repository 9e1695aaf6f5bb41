"""Graded judgements of another catalogue: Chorus's, read from its files as they are published (`*.json.zip` and `ratings_*.csv`)."""

from dataclasses import dataclass, field
from pathlib import Path

from ..judgements import Judgements
from .pack import Pack


@dataclass(frozen=True)
class Judged:
    """`grades` by query and product id, `kinds` the class of a query where the data has one."""

    name: str
    source: str
    pack: Pack
    language: str
    grades: dict[str, dict[str, int]]
    kinds: dict[str, str] = field(default_factory=dict)


def chorus_in(data: Path) -> Path | None:
    """Its folder: `data` itself, or one in it."""
    folders = (data, *sorted(path for path in data.iterdir() if path.is_dir())) if data.is_dir() else ()
    return next((folder for folder in folders if list(folder.glob("ratings_*.csv")) and list(folder.glob("*.json.zip"))), None)


def chorus(folder: Path) -> Judged:
    read = Judgements.read(folder)
    return Judged("chorus", str(folder), Pack((folder,), "chorus"), "en", read.grades, read.classes)
