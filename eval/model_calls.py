"""Calls of language models from plain code: waited for, tried once more where a server is away, recorded so that a rerun says the same.

A line of a recording is {key, model, request, reply, usage}; the key is a hash of all that the reply depends on.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from ..models.language_model import Answer, Ask, LanguageModel
from ..models.window import Window
from ..schema.errors import InputError, Unreachable, Unserved
from ..schema.reply import Usage

T = TypeVar("T")
PAUSE_S = 6.0
"""Longer than a model's circuit breaker stays open (models/circuit_breaker.py)."""
GIVEN_UP = 3
"""After so many questions in a row that got no answer in two tries, nobody waits any more; the next answer ends that."""
_OWN = '{"key": '
"""What a line of a recording begins with: one that was torn is told from a file of something else."""


def wait(work: Coroutine[Any, Any, T]) -> T:
    """From plain code and from threads: one event loop, in a thread of its own, so that a model's connections are kept."""
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="daogou-eval", daemon=True).start()
    return loop


class Patience:
    """A server that is away for a moment is asked once more; one that stays away is not waited for at every question."""

    def __init__(self, pause_s: float = PAUSE_S) -> None:
        self._pause_s, self._in_a_row = pause_s, 0

    async def ask(self, question: Callable[[], Awaitable[T]]) -> T:
        """Its answer. Raises what the last try raised."""
        try:
            try:
                found = await question()
            except Unreachable:
                if self._in_a_row >= GIVEN_UP:
                    raise
                await asyncio.sleep(self._pause_s)
                found = await question()
        except Unreachable:
            self._in_a_row += 1
            raise
        self._in_a_row = 0
        return found


class Cassette:
    """The file of recordings; safe for several threads. A torn line, of a run that was killed, is left out."""

    def __init__(self, path: Path) -> None:
        self.path, self._lock, self.known = path, Lock(), dict[str, Answer]()
        text = path.read_text("utf-8", "replace") if path.exists() else ""
        self._torn = bool(text) and text[-1] != "\n"
        for number, line in enumerate(text.split("\n"), 1):
            try:
                row = json.loads(line) if line else None
                self.known |= {row["key"]: Answer(row["reply"], Usage.model_validate(row["usage"]))} if row else {}
            except (ValueError, KeyError, TypeError) as error:
                if not _OWN.startswith(line[: len(_OWN)]):
                    raise InputError(f"{path}, line {number}, is no recorded reply; delete the line, or name another file.") from error

    def add(self, key: str, model: str, request: dict[str, Any], answer: Answer) -> None:
        row = {"key": key, "model": model, "request": request, "reply": answer.text, "usage": answer.usage.model_dump()}
        with self._lock:
            self.known[key] = answer
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write("\n" * self._torn + json.dumps(row, ensure_ascii=False) + "\n")
            self._torn = False


class Recorded:
    """A language model whose replies are kept; `model` None: only what is recorded is answered. `name` is what the recordings are filed under."""

    def __init__(self, cassette: Cassette, name: str, model: LanguageModel | None = None) -> None:
        self.name, self._cassette, self._model = name, cassette, model

    async def window(self) -> Window:
        """Unknown, so that a prompt is composed alike wherever it is replayed."""
        return Window()

    async def complete(self, ask: Ask) -> Answer:
        said = [[message.type, message.text] for message in ask.messages]  # not the deadline, nor whose cache it is
        request = {"model": self.name, "messages": said, "shape": ask.shape, "max_tokens": ask.max_tokens, "temperature": ask.temperature}
        key = sha256(json.dumps(request, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
        if key not in self._cassette.known:
            if self._model is None:
                raise Unserved(f"{self._cassette.path} has no reply of {self.name} to this; name its server, or record it first.")
            self._cassette.add(key, self.name, request, await self._model.complete(ask))
        return self._cassette.known[key]

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        answer = await self.complete(ask)
        yield answer.text
        yield answer.usage
