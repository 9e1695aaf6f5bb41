"""A deliberate regression: what is changed on one side, in one stage, and what a comparison must say of it (eval/regressions.yaml)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import yaml
from pydantic import ValidationError

from ...schema.base import Noun
from ...schema.errors import InputError
from .side import Side, side
from .tree import Edit, edited

FILE = Path(__file__).parent.parent / "regressions.yaml"
PROMPTS = "models/prompts"


class Change(Noun):
    file: str
    old: str
    new: str

    @property
    def edit(self) -> Edit:
        return Edit(self.file, self.old, self.new)


class Regression(Noun):
    """NEW has `edits` in its code, or is BASE with other prompts (a folder, NAME=VALUE), with a settings file, or with one setting's `value`.

    `both` are settings of both sides; in a value, {server} is the address of the scripted models. `timed`: cases whose times are compared.
    """

    id: str
    what: str
    edits: tuple[Change, ...] = ()
    prompts: tuple[Change, ...] = ()
    settings: dict[str, str] = {}
    value: str = ""
    both: dict[str, str] = {}
    suites: tuple[str, ...]
    limit: int | None = None
    slices: dict[str, str] = {}
    timed: int = 0
    named: tuple[str, ...] = ()
    stage: str

    def sides(self, here: Side, folder: Path, server: str) -> tuple[Side, Side]:
        """`here`: this checkout; `folder` holds what NEW is written with."""
        base = replace(here, overlay={**here.overlay, **{f"DAOGOU_{name.upper()}": value.format(server=server) for name, value in self.both.items()}})
        if self.edits:
            return base, replace(base, name=self.id, tree=edited(base.tree, self.id, [one.edit for one in self.edits]))
        read = side(self._written(here, folder), here.store)
        return base, replace(read, name=self.id, tree=base.tree, overlay={**base.overlay, **read.overlay})

    def _written(self, here: Side, folder: Path) -> str:
        """As one writes that side on the command line."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.prompts:
            changed = edited(here.tree, self.id, [one.edit for one in self.prompts])
            return f".+prompts={changed.root / 'daogou' / PROMPTS}"
        if self.settings:
            file = folder / f"{self.id}.env"
            file.write_text(_lines(self.settings), "utf-8")
            return f"settings:{file}"
        return f".+{self.value}"


def regressions(file: Path = FILE) -> Iterator[Regression]:
    """Raises InputError that names the row."""
    for row in yaml.safe_load(file.read_text("utf-8")):
        try:
            yield Regression.model_validate(row)
        except ValidationError as error:
            raise InputError(f"{file.name}: {row}: {error}") from error


def _lines(settings: Mapping[str, str]) -> str:
    return "".join(f"DAOGOU_{name.upper()}={value}\n" for name, value in settings.items())
