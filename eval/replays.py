"""Logged conversations replayed by their commands, with their own clock: `python -m daogou.eval replays`.

Each is held in words first, and kept; then the commands that its replies say they took (`Reply.understood`) are executed in a new conversation. Both
must end in the same state.
"""

import asyncio
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from langchain_core.runnables import RunnableConfig

from ..graphs.opening import Assistant
from ..graphs.opening import open as open_assistant
from ..ingest.demo import demo_store
from ..schema.command import AnyCommand
from ..schema.context import Context
from ..schema.reply import Reply
from ..schema.settings import Settings
from .figure import Figure
from .report import Report
from .scenario import WORDINGS, scenarios
from .scenarios import TODAY

THREADS = 200
STATE = ("turn", "need", "topics", "purchase", "shown", "focus", "talked", "pending", "offered", "inquiries")
"""What of a conversation decides its next turn."""
_PATIENCE_S = 60.0


def talks() -> list[list[str]]:
    """The messages of each conversation: those of the scenarios that say everything in words, in all their wordings."""
    spoken = [one for one in scenarios() if all(turn.tap is None for turn in one.turns)]
    return [[turn.say[place] for turn in one.turns] for place in range(len(WORDINGS)) for one in spoken]


def measure(store: Path | None = None, threads: int = THREADS) -> Report:
    """`store` None is the demo store."""
    with TemporaryDirectory(prefix="daogou-replays-") as state:
        own = Settings(redis_url=None, state=Path(state), retrieval_timeout_s=_PATIENCE_S, search_timeout_s=_PATIENCE_S)
        with open_assistant(store or demo_store(own), settings=own) as assistant:
            chosen = talks()[:threads]
            missed = [miss for number, said in enumerate(chosen) if (miss := asyncio.run(_replayed(assistant, said, number)))]
    report = Report("replays", "Replays of logged conversations", {"conversations": len(chosen), "turns": sum(map(len, chosen))})
    alike = len(chosen) - len(missed)
    report.figures.append(Figure("replayed to the same state", alike / len(chosen), 1.0, ">=", "", f"{alike} of {len(chosen)}"))
    if missed:
        report.table("another state", ("conversation", "turn", "differs in"), missed)
    return report


async def _replayed(assistant: Assistant, said: list[str], number: int) -> tuple[str, int, str] | None:
    """Where the replay differs first: what was said, the turn, and the parts of the state; None where it doesn't."""
    for turn, text in enumerate(said, 1):
        reply, state = await _turn(assistant, f"said-{number}", text, (), TODAY)
        again, other = await _turn(assistant, f"replayed-{number}", text, reply.understood.commands, TODAY)
        differs = [name for name in STATE if state.get(name) != other.get(name)]
        differs += ["cards"] if [each.product_id for each in reply.cards] != [each.product_id for each in again.cards] else []
        if differs:
            return text, turn, ", ".join(differs)
    return None


async def _turn(assistant: Assistant, thread: str, text: str, commands: tuple[AnyCommand, ...], at: datetime) -> tuple[Reply, dict[str, Any]]:
    config: RunnableConfig = {"configurable": {"thread_id": thread}}
    asked: Any = {"text": text, "commands": commands} if commands else {"text": text}
    final = await assistant.graph.ainvoke(asked, config, context=Context(clock=lambda: at), durability="exit")
    return final["reply"], (await assistant.graph.aget_state(config)).values


if __name__ == "__main__":
    measure().publish()
