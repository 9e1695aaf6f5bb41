"""Replies of a language model, recorded: what was asked before is answered from the file, so that a rerun costs nothing and says the same.

A line is {key, model, request, reply, usage, seconds}; the key is a hash of all that the reply depends on.
"""

import json
import os
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import IO, Any

from ..models.language_model import Answer, Ask, LanguageModel
from ..models.window import Window
from ..schema.errors import InputError, Unserved
from ..schema.reply import Usage

_OWN = b'{"key": '
"""What a line begins with: a torn one is told from a file of something else."""


@dataclass(frozen=True)
class Take:
    """An answer, and the seconds that it took when it was recorded; `replayed` says that nobody was asked now."""

    answer: Answer
    seconds: float
    replayed: bool


class Cassette:
    """The file of recordings; safe for several threads. A torn last line, of a run that was killed, is left out and goes with the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._known: dict[str, dict[str, Any]] = {}
        self._whole: int | None = None
        if path.exists():
            self._read(path.read_bytes())

    def __len__(self) -> int:
        return len(self._known)

    def find(self, key: str) -> Take | None:
        row = self._known.get(key)
        return None if row is None else Take(Answer(row["reply"], Usage.model_validate(row["usage"])), float(row["seconds"]), True)

    def add(self, key: str, model: str, request: dict[str, Any], take: Take) -> None:
        usage = take.answer.usage.model_dump()
        row = {"key": key, "model": model, "request": request, "reply": take.answer.text, "usage": usage, "seconds": round(take.seconds, 4)}
        with self._lock:
            self._known[key] = row
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab+") as file:
                self._mend(file)
                file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

    def _mend(self, file: IO[bytes]) -> None:
        """Before the first line that is added: without the torn one, behind the end of a line."""
        if self._whole is not None:
            file.truncate(self._whole)
            self._whole = None
        elif file.tell() and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
            file.write(b"\n")

    def _read(self, content: bytes) -> None:
        *lines, last = content.split(b"\n")
        for number, line in enumerate(lines, 1):
            self._take(line, number)
        try:
            if last:
                self._take(last, len(lines) + 1)
        except InputError:
            if not _OWN.startswith(last[: len(_OWN)]):
                raise
            self._whole = len(content) - len(last)

    def _take(self, line: bytes, number: int) -> None:
        try:
            row = json.loads(line)
            self._known[row["key"]] = row
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{self.path}, line {number}, is no recorded reply; delete the line, or name another file.") from error


class Recorded:
    """A language model whose replies are kept; `model` None: only what is recorded is answered. `name` is what the recordings are filed under."""

    def __init__(self, cassette: Cassette, name: str, model: LanguageModel | None = None) -> None:
        self.name, self._cassette, self._model = name, cassette, model

    async def window(self) -> Window:
        """Unknown, so that a prompt is composed alike wherever it is replayed."""
        return Window()

    async def take(self, ask: Ask) -> Take:
        request = _request(self.name, ask)
        key = sha256(json.dumps(request, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
        known = self._cassette.find(key)
        if known is not None:
            return known
        if self._model is None:
            raise Unserved(f"{self._cassette.path} has no reply of {self.name} to this; name its server, or record it first.")
        began = perf_counter()
        take = Take(await self._model.complete(ask), perf_counter() - began, False)
        self._cassette.add(key, self.name, request, take)
        return take

    async def complete(self, ask: Ask) -> Answer:
        return (await self.take(ask)).answer

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        answer = await self.complete(ask)
        yield answer.text
        yield answer.usage


def _request(model: str, ask: Ask) -> dict[str, Any]:
    """All that a reply depends on; not the deadline, nor whose cache it is."""
    said = [[message.type, message.text] for message in ask.messages]
    return {"model": model, "messages": said, "shape": ask.shape, "max_tokens": ask.max_tokens, "temperature": ask.temperature}
