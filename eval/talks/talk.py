"""A talk in a file: one a line, `{"id", "store", "language", "turns": [{"buyer", "commands"?}]}`."""

from pathlib import Path
from typing import Literal, TypeVar

from pydantic import ConfigDict, ValidationError

from ...schema.base import Record
from ...schema.command import AnyCommand
from ...schema.errors import InputError
from ...schema.reading import Language
from ..texts import text_of

T = TypeVar("T", bound=Record)
Verdict = Literal["GOOD", "PARTLY", "WRONG", "FALSE", ""]


class Said(Record):
    """What the buyer types, and the commands that a perfect reader would take it for, written from docs/commands.md alone."""

    buyer: str
    commands: tuple[AnyCommand, ...] = ()


class Talk(Record):
    """`store` names the store that it is held in."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str
    store: str = "demo"
    language: Language
    turns: tuple[Said, ...]


class Judged(Record):
    """A judge's word on one turn; `text_only`: the goods, the fact and the conditions are right, and only the text is poor."""

    id: str
    turn: int
    verdict: Verdict
    text_only: bool = False
    cause: str = ""
    note: str = ""
    judge: str = ""

    @property
    def right(self) -> bool:
        return self.verdict == "GOOD" or (self.verdict == "PARTLY" and self.text_only)

    @property
    def wrong(self) -> bool:
        return self.verdict in ("WRONG", "FALSE")


def talks_of(file: Path) -> list[Talk]:
    """Raises InputError with the line that is no talk."""
    return [_line(Talk, line, number, file) for number, line in _lines(file)]


def judged_of(file: Path) -> list[Judged]:
    """Raises InputError with the line that is no verdict."""
    return [_line(Judged, line, number, file) for number, line in _lines(file)]


def _lines(file: Path) -> list[tuple[int, str]]:
    text = text_of(file, "name a file of talks, one a line")
    return [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _line(kind: type[T], line: str, number: int, file: Path) -> T:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(f"{file} line {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
