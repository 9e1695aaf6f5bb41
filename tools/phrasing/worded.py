"""A model's wording of lines, and how it is read while it still comes."""

import json
import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class WordedLine(BaseModel):
    """`id` is the line's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str = Field(max_length=2000)


class Worded(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: tuple[WordedLine, ...]


_OPENING = re.compile(r'\s*(?:```(?:json)?\s*)?\{\s*"lines"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_LONGEST = 100_000


class Coming:
    """Takes pieces of an answer and gives each line as soon as it is whole. What isn't the shape that was asked for gives nothing more."""

    def __init__(self) -> None:
        self._text, self._at, self._open = "", 0, False

    def take(self, piece: str) -> Iterator[WordedLine]:
        self._text += piece
        if len(self._text) > _LONGEST:
            return
        if not self._open:
            found = _OPENING.match(self._text)
            if found is None:
                return
            self._at, self._open = found.end(), True
        while (start := self._next()) is not None:
            try:
                value, self._at = json.JSONDecoder().raw_decode(self._text, start)
                yield WordedLine.model_validate(value)
            except json.JSONDecodeError:
                return
            except ValidationError:
                continue

    def _next(self) -> int | None:
        found = _BETWEEN.match(self._text, self._at)
        start = found.end() if found else self._at
        return start if start < len(self._text) and self._text[start] == "{" else None
