"""The `LanguageModel` protocol, its request and its answer. Each role has its own model (`make_models`)."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from langchain_core.messages import BaseMessage

from ..schema.reply import Usage
from .spent import Spent
from .window import Window


@dataclass(frozen=True)
class Ask:
    """One request.

    `shape`: titled JSON schema of the answer (None: free text). `deadline_s` bounds the request with its retries. `salt` keeps tenants' cached
    prefixes apart (vLLM's `cache_salt`). `task` tells the requests of a role apart in metrics. `spent` collects the usage, of failures too. `line`:
    the answer stops at the first newline. `grammar`: GBNF for the answer, used if the server supports it (`Window.server`).
    """

    messages: Sequence[BaseMessage]
    deadline_s: float
    shape: dict[str, Any] | None = None
    max_tokens: int = 800
    temperature: float = 0.0
    salt: str | None = None
    task: str | None = None
    line: bool = False
    grammar: str | None = None
    spent: Spent = field(default_factory=Spent, compare=False)


@dataclass(frozen=True)
class Answer:
    text: str
    usage: Usage


class LanguageModel(Protocol):
    """One model in one role. Both requests raise OutsideError (Unreachable if no answer came in time); cancelling them ends the HTTP request."""

    @property
    def name(self) -> str: ...
    async def window(self) -> Window:
        """The window and pace as far as they are known; raises nothing."""

    async def complete(self, ask: Ask) -> Answer: ...

    def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        """Yield the answer's text chunks, then its `Usage` if the server reports it."""
