"""Threads: conversations that were held, confirmed as cases (eval/threads/*.yaml, written by `daogou eval case`)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ....schema.base import Noun
from ....schema.errors import InputError
from ....schema.reading import Language
from ...scenario import Expect
from ...texts import text_of
from ..case import Case, Slices
from ..suite import NOW
from .scenarios import Scenarios

FOLDER = Path(__file__).parents[2] / "threads"


class Said(Noun):
    say: str
    expect: Expect = Expect()


class Held(Noun):
    """A conversation in one wording. `proposed`: nobody has confirmed what it expects."""

    id: str
    lang: Language
    note: str = ""
    proposed: bool = False
    turns: tuple[Said, ...]


def rows_of(text: str, file: Path) -> list[dict[str, Any]]:
    """The cases that are written in `file`. Raises InputError where it holds something else."""
    try:
        rows = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        raise InputError(f"{file} can't be read as cases: {' '.join(str(error).split())}.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
        raise InputError(f"{file} holds no list of cases, each with an id.")
    return rows


def held_in(file: Path) -> Iterator[Held]:
    """Raises InputError that names the case, or says that there is no such file."""
    for row in rows_of(text_of(file, "name a YAML file of cases"), file):
        try:
            yield Held.model_validate(row)
        except ValidationError as error:
            raise InputError(f"{file.name}: {row.get('id') if isinstance(row, dict) else row}: {error}") from error


class Threads(Scenarios):
    name = "threads"

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def cases(self) -> Iterator[Case]:
        for file in sorted(self._folder.glob("*.yaml")):
            for held in held_in(file):
                if not held.proposed:
                    script = {"now": NOW, "turns": [turn.say for turn in held.turns]}
                    slices: Slices = {"language": (held.lang,), "owner": (file.stem,)}
                    yield Case(held.id, self.name, script, file.stem, f"eval/threads/{file.name}", slices, held.id, held)
