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
from ...nodes.replay import bare
from ...schema.command import AnyCommand
from ...schema.context import Context
from ...schema.reply import Reply
from ...schema.settings import Settings
from ..expectations import unmet
from ..scenario import WORDINGS, Scenario, Wording
from ..scenarios import TODAY, tapped
from ..seen import Seen
from ..turns import Turns
from .watched import Took, Watched

PATIENCE_S = 60.0  # a busy machine must not decide


@dataclass(frozen=True)
class Turn:
    """`missing` is what isn't as the scenario expects; `log` the events in their order, "read" where a model
    was asked to read the message, "model" where it was asked for anything else; `taken` are the commands that were executed;
    `models_ms` is what it took, `failed` counts its requests that did; `reworded` counts follow-ups in its words, `astray` are those of them that
    do something else than in code's."""

    reply: Reply
    said: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    log: tuple[str, ...]
    models_ms: float = 0.0
    reworded: int = 0
    astray: tuple[str, ...] = ()
    failed: int = 0
    taken: tuple[AnyCommand, ...] = ()

    @property
    def cards_first(self) -> bool:
        """Whether code's cards left before any model was asked for more than reading, and changed once at the most."""
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
        turns, thread = list[Turn](), f"{scenario.id}-{wording}"
        for turn in scenario.turns:
            message = turn.say[WORDINGS.index(wording)] if turn.tap is None else tapped(turn.tap, seen)
            if message is None:
                break
            said = (*(turns[-1].said if turns else ()), message)
            taken = await self._say(seen, message, thread)
            missing, log, took = tuple(unmet(seen, turn.expect)), tuple(self.log), self.watched.took() if self.watched else Took()
            reworded = [(own, one.text) for own, one in zip(seen.state.get("suggested", ()), seen.reply.suggestions, strict=False) if own != one.text]
            astray = tuple([other for own, other in reworded if await self._ends(thread, own) != await self._ends(thread, other)])
            turns.append(Turn(seen.reply, said, missing, log, took.ms, len(reworded), astray, took.failed, taken))
        return turns

    async def _ends(self, thread: str, text: str) -> dict[str, Any]:
        """The state that a follow-up of the last reply leads to, without its words."""
        config: RunnableConfig = {"configurable": {"thread_id": Turns(self.assistant).fork(thread)}}
        values = await self.assistant.graph.ainvoke({"text": text}, config, context=Context(clock=lambda: TODAY))
        shown = [(each.product_ids, each.category) for each in values["shown"]]
        return {**{name: bare(values[name]) for name in ("need", "focus", "talked", "pending", "offered", "suggested")}, "shown": shown}

    async def _say(self, seen: Seen, message: str, thread: str) -> tuple[AnyCommand, ...]:
        """What the message was taken to say."""
        self.log.clear()
        taken: tuple[AnyCommand, ...] = ()
        if self.watched:
            self.watched.took()  # what follow-ups of the turn before took, played to see where they lead
        config: RunnableConfig = {"configurable": {"thread_id": thread}}
        context = Context(clock=lambda: TODAY)
        modes: list[Literal["updates", "custom"]] = ["updates", "custom"]
        parts: AsyncIterator[Any] = self.assistant.graph.astream({"text": message}, config, context=context, stream_mode=modes, durability="exit")
        async for mode, part in parts:
            if mode == "custom":
                self.log.append(part.event)
            else:
                taken = next((update["taken"].commands for node, update in part.items() if node == "intent"), taken)
                seen.replies += [update["reply"] for node, update in part.items() if node == "phrase" and update and "reply" in update]
        seen.state = (await self.assistant.graph.aget_state(config)).values  # type: ignore[assignment]
        return taken


@contextmanager
def table(store: Path, watched: Watched | None, log: list[str], deadline_s: float) -> Iterator[Table]:
    models = Models(PromptLibrary(), read=watched, write=watched)
    with TemporaryDirectory(prefix="daogou-modelled-") as state:
        own = Settings(
            reader="model",
            read_timeout_s=deadline_s,
            redis_url=None,
            state=Path(state),
            cache=False,
            llm_timeout_s=deadline_s,
            retrieval_timeout_s=PATIENCE_S,
            search_timeout_s=PATIENCE_S,
        )
        with open_assistant(store, settings=own, models=models) as assistant:
            yield Table(assistant, log, watched)


async def played(table: Table, chosen: Iterable[tuple[Scenario, Wording]]) -> list[list[Turn]]:
    return [await table.play(scenario, wording) for scenario, wording in chosen]
