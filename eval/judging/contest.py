"""A contest: the same conversation answered by two or more systems; a file of them is JSON Lines."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator

from ...schema.base import Noun
from ...schema.errors import InputError
from ...schema.reading import Language
from ..texts import text_of


class Message(Noun):
    role: Literal["user", "assistant"]
    content: str


class Contest(Noun):
    """`conversation` ends with the buyer's message; `replies` are by system; `records` is what a judge may know of the facts."""

    id: str = Field(min_length=1)
    language: Language
    conversation: tuple[Message, ...] = Field(min_length=1)
    replies: dict[str, str] = Field(min_length=2)
    records: str = ""
    source: str = ""
    slice: str = ""

    @field_validator("conversation")
    @classmethod
    def _ends_with_the_buyer(cls, value: tuple[Message, ...]) -> tuple[Message, ...]:
        if value[-1].role != "user":
            raise ValueError("a conversation ends with the buyer's message")
        return value

    @property
    def systems(self) -> tuple[str, ...]:
        return tuple(sorted(self.replies))

    @property
    def asked(self) -> str:
        return self.conversation[-1].content


def read_contests(path: Path) -> list[Contest]:
    """Raises InputError that names the line; ids must differ, and every contest must have the same systems."""
    found = [_contest(path, number, line) for number, line in enumerate(_lines(path), 1) if line.strip()]
    seen: set[str] = set()
    for contest in found:
        if contest.id in seen:
            raise InputError(f"{path}: two contests are called {contest.id!r}; give each an id of its own.")
        seen.add(contest.id)
    systems_of(found, str(path))
    return found


def systems_of(contests: Iterable[Contest], where: str = "The contests") -> tuple[str, ...]:
    """The systems that all of them compare."""
    known = {contest.systems for contest in contests}
    if len(known) != 1:
        raise InputError(f"{where}: every contest must have replies of the same systems, and there must be one; found {sorted(known) or 'none'}.")
    return known.pop()


def write_contests(contests: Iterable[Contest], path: Path) -> None:
    path.write_text("".join(contest.model_dump_json(exclude_defaults=True) + "\n" for contest in contests), "utf-8")


def _lines(path: Path) -> Iterator[str]:
    yield from text_of(path, "name a file of contests, a JSON object a line").splitlines()


def _contest(path: Path, number: int, line: str) -> Contest:
    try:
        return Contest.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise InputError(f"{path}, line {number}: {where}: {first['msg']}; see docs/evaluation.md, Judging.") from error
