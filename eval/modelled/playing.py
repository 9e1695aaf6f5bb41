"""Scenarios played to an assistant with a model: of each turn the reply, what left when, and what of the expected state is missing."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from langchain_core.runnables import RunnableConfig

from ...graphs.opening import Assistant
from ...graphs.opening import open as open_assistant
from ...models.models import Models
from ...models.prompt_library import PromptLibrary
from ...schema.context import Context
from ...schema.reply import Reply
from ...schema.settings import Settings
from ..expectations import unmet
from ..scenario import WORDINGS, Scenario, Wording
from ..scenarios import TODAY, tapped
from ..seen import Seen
from .watched import Watched

PATIENCE_S = 60.0  # a busy machine must not decide


@dataclass(frozen=True)
class Turn:
    """`missing` is what isn't as the scenario expects; `log` the events in their order, "model" where one was asked;
    `models_ms` is what it took."""

    reply: Reply
    said: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    log: tuple[str, ...]
    models_ms: float = 0.0

    @property
    def cards_first(self) -> bool:
        """Whether code's cards left before any model was asked, and changed once at the most."""
        before = self.log[: self.log.index("model")] if "model" in self.log else self.log
        return (not self.reply.cards or "model" not in self.log or "cards" in before) and self.log.count("cards") <= 2


@dataclass
class Table:
    """An assistant with its log of events, and its model."""

    assistant: Assistant
    log: list[str] = field(default_factory=list)
    watched: Watched | None = None

    async def play(self, scenario: Scenario, wording: Wording) -> list[Turn]:
        seen = Seen(self.assistant.shopfront.current().catalogue, TODAY.date(), scenario.language(wording))
        turns: list[Turn] = []
        for turn in scenario.turns:
            message = turn.say[WORDINGS.index(wording)] if turn.tap is None else tapped(turn.tap, seen)
            if message is None:
                break
            said = (*(turns[-1].said if turns else ()), message)
            await self._say(seen, message, f"{scenario.id}-{wording}")
            turns.append(Turn(seen.reply, said, tuple(unmet(seen, turn.expect)), tuple(self.log), self.watched.took() if self.watched else 0.0))
        return turns

    async def _say(self, seen: Seen, message: str, thread: str) -> None:
        self.log.clear()
        config: RunnableConfig = {"configurable": {"thread_id": thread}}
        context = Context(clock=lambda: TODAY)
        modes: list[Literal["updates", "custom"]] = ["updates", "custom"]
        parts: AsyncIterator[Any] = self.assistant.graph.astream({"text": message}, config, context=context, stream_mode=modes, durability="exit")
        async for mode, part in parts:
            if mode == "custom":
                self.log.append(part.event)
            else:
                seen.replies += [update["reply"] for node, update in part.items() if node == "follow_ups" and update and "reply" in update]
        seen.state = (await self.assistant.graph.aget_state(config)).values  # type: ignore[assignment]


@contextmanager
def table(store: Path, watched: Watched | None, log: list[str], deadline_s: float) -> Iterator[Table]:
    models = Models(PromptLibrary(), read=watched, write=watched)
    with TemporaryDirectory(prefix="daogou-modelled-") as state:
        own = Settings(
            redis_url=None, state=Path(state), cache=False, llm_timeout_s=deadline_s, retrieval_timeout_s=PATIENCE_S, search_timeout_s=PATIENCE_S
        )
        with open_assistant(store, settings=own, models=models) as assistant:
            yield Table(assistant, log, watched)


async def played(table: Table, chosen: Iterable[tuple[Scenario, Wording]]) -> list[list[Turn]]:
    return [await table.play(scenario, wording) for scenario, wording in chosen]
