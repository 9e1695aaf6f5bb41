"""A deliberate regression: an edit of the code in one stage, and what a comparison must say of it (eval/regressions.yaml)."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

from ...schema.base import Noun
from ...schema.errors import InputError
from .tree import Edit

FILE = Path(__file__).parent.parent / "regressions.yaml"


class Change(Noun):
    file: str
    old: str
    new: str


class Regression(Noun):
    id: str
    what: str
    edits: tuple[Change, ...]
    suites: tuple[str, ...]
    limit: int | None = None
    slices: dict[str, str] = {}
    named: tuple[str, ...] = ()
    stage: str

    @property
    def changes(self) -> list[Edit]:
        return [Edit(one.file, one.old, one.new) for one in self.edits]


def regressions(file: Path = FILE) -> Iterator[Regression]:
    """Raises InputError that names the row."""
    for row in yaml.safe_load(file.read_text("utf-8")):
        try:
            yield Regression.model_validate(row)
        except ValidationError as error:
            raise InputError(f"{file.name}: {row}: {error}") from error
