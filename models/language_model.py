"""What Daogou asks of a language model: the `LanguageModel` protocol. A role has a model of its own (`make_models`)."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from langchain_core.messages import BaseMessage

from ..schema.reply import Usage
from .spent import Spent
from .window import Window


@dataclass(frozen=True)
class Ask:
    """One request. `shape` is the JSON schema that the answer must have (None: free text), with its `title`.

    `deadline_s` bounds all of it, with what is tried again. `salt` keeps one tenant's cached prefixes from another (vLLM's `cache_salt`). `task` is
    what it is for, where a role has several; `spent` gets what it costs, whatever comes of it. `line`: the answer is one line, and ends with it;
    `grammar` is what it must be by, in GBNF, where the server knows such (`Window.server`).
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
    """One model for one role. Both methods raise OutsideError (Unreachable where nothing came in time); cancelled, they end the request."""

    @property
    def name(self) -> str: ...
    async def window(self) -> Window:
        """How much it reads and how quickly it writes, as far as anybody knows; raises nothing."""

    async def complete(self, ask: Ask) -> Answer:
        """The whole answer."""

    def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        """The answer in pieces, as they come; the last is the `Usage`, where the server tells it."""
