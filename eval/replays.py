"""Logged conversations replayed by their commands, with their own clock: `python -m daogou.eval replays`.

Each is held in words first, and kept; then the commands that its replies say they took (`Reply.understood`) are executed in a new conversation. Both
must end in the same state.
"""

import asyncio
from pathlib import Path

from ..schema.context import Context
from .assistants import Turns, held
from .report import Report, share
from .scenario import WORDINGS, scenarios
from .scenarios import TODAY

THREADS = 200
STATE = ("turn", "need", "topics", "purchase", "shown", "focus", "talked", "pending", "offered", "inquiries")
"""What of a conversation decides its next turn."""


def measure(store: Path | None = None, threads: int = THREADS) -> Report:
    """Of the scenarios that say everything in words, in all their wordings. `store` None is the demo store."""
    spoken = [one for one in scenarios() if all(turn.tap is None for turn in one.turns)]
    talks = [[turn.say[place] for turn in one.turns] for place in range(len(WORDINGS)) for one in spoken][:threads]
    with held(store) as assistant:
        turns = Turns(assistant)
        missed = [miss for number, said in enumerate(talks) if (miss := asyncio.run(_replayed(turns, said, number)))]
    report = Report("replays", "Replays of logged conversations", {"conversations": len(talks), "turns": sum(map(len, talks))})
    report.figures.append(share("replayed to the same state", len(talks) - len(missed), len(talks), 1.0))
    report.table("another state", ("conversation", "turn", "differs in"), missed)
    return report


async def _replayed(turns: Turns, said: list[str], number: int) -> tuple[str, int, str] | None:
    """Where the replay differs first: what was said, the turn, and the parts of the state; None where it doesn't."""
    now = Context(clock=lambda: TODAY)
    for turn, text in enumerate(said, 1):
        one = await turns.take(text, f"said-{number}", context=now)
        other = await turns.take(text, f"replayed-{number}", one.reply.understood.commands, now)
        differs = [name for name in STATE if one.state.get(name) != other.state.get(name)]
        if differs or [each.product_id for each in one.reply.cards] != [each.product_id for each in other.reply.cards]:
            return text, turn, ", ".join(differs or ["cards"])
    return None
