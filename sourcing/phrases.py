"""What notes and reports say in a language: phrases.yaml."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from ..schema.reading import Language
from ..schema.sourcing_task import Note


def say(kind: str, language: Language, **values: object) -> str:
    """The phrase with its holes filled; KeyError where there is none."""
    return _phrases()[kind][0 if language == "zh" else 1].format(**values)


def note(kind: str, language: Language, line: int | None = None, place: str = "", **values: object) -> Note:
    """A note whose sentence may name its line and place."""
    return noted(kind, language, line, place, values)


def noted(kind: str, language: Language, line: int | None, place: str, values: Mapping[str, object]) -> Note:
    """As `note`."""
    return Note(kind=kind, line=line, place=place, text=say(kind, language, **{"line": line, "place": place, **values}))


@cache
def names_line(kind: str) -> bool:
    """Whether its sentence tells by itself what line or place it is of."""
    return any(hole in phrase for phrase in _phrases()[kind] for hole in ("{line", "{place"))


@cache
def _phrases() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("phrases.yaml").read_text("utf-8"))
    return loaded
