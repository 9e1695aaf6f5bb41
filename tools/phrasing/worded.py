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


_OPENING = re.compile(r'\{\s*"lines"\s*:\s*\[')
_THINKS, _THOUGHT = "<think>", "</think>"
_BETWEEN = re.compile(r"[\s,]*")
_LONGEST = 100_000
_LONGEST_LINE = 15_000
"""Characters that a line may take while it comes, each perhaps as six: it is read again with each piece."""


class Coming:
    """Takes pieces of an answer and gives each line as soon as it is whole. What isn't the shape that was asked for gives nothing more; what stands
    around it (thoughts aloud, prose, a fence) gives nothing."""

    def __init__(self) -> None:
        self._text, self._at, self._open, self._over = "", 0, False, False

    def take(self, piece: str) -> Iterator[WordedLine]:
        if self._over:
            return
        self._text += piece
        while len(self._text) <= _LONGEST and self._opened():
            while (start := self._next("{")) is not None:
                try:
                    value, self._at = json.JSONDecoder().raw_decode(self._text, start)
                    yield WordedLine.model_validate(value)
                except (json.JSONDecodeError, RecursionError):
                    self._over = len(self._text) - start > _LONGEST_LINE
                    return
                except ValidationError:
                    continue
            if (end := self._next("]")) is None:
                return
            self._at, self._open = end, False

    def _opened(self) -> bool:
        if self._open or (self._at == 0 and self._thinks()):
            return self._open
        found = _OPENING.search(self._text, self._at)
        self._open = found is not None
        self._at = found.end() if found else max(self._at, self._text.rfind("{"))  # looked through once, however long the prose is
        return self._open

    def _thinks(self) -> bool:
        """Whether it thinks aloud still."""
        if not self._text.lstrip().startswith(_THINKS):
            return False
        if (end := self._text.find(_THOUGHT)) >= 0:
            self._at = end + len(_THOUGHT)
        return end < 0

    def _next(self, sign: str) -> int | None:
        found = _BETWEEN.match(self._text, self._at)
        start = found.end() if found else self._at
        return start if self._text[start : start + 1] == sign else None
