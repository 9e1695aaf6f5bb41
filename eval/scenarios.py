"""Scenarios played: every conversation in its wordings, each turn held against what it expects (eval/scenarios/README.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from rich.progress import track

from ..graphs.opening import Assistant
from ..schema.context import Context
from ..schema.reply import Reply
from .assistants import Turns, catalogue_of
from .scenario import WORDINGS, Scenario, Seen, Tap, Wording, unmet

TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)  # of the demo pack: its certificates expire


class Failure(NamedTuple):
    scenario: str
    wording: Wording
    turn: int
    message: str
    expected: str
    got: str


@dataclass
class Outcome:
    """A scenario as it was played. `said`: by reply, all that the buyer has said in its conversation."""

    scenario: Scenario
    failures: list[Failure] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    said: list[tuple[str, ...]] = field(default_factory=list)


async def play(assistant: Assistant, scenario: Scenario, wordings: Iterable[Wording] = WORDINGS) -> Outcome:
    """Each wording in a conversation of its own."""
    outcome, turns = Outcome(scenario), Turns(assistant)
    for wording in wordings:
        seen, said = Seen(catalogue_of(assistant), TODAY.date(), scenario.language(wording)), list[str]()
        for number, turn in enumerate(scenario.turns, 1):
            message = turn.say[WORDINGS.index(wording)] if turn.tap is None else tapped(turn.tap, seen)
            if message is None:
                outcome.failures.append(Failure(scenario.id, wording, number, "", f"tap: {turn.tap}", "nothing to tap"))
                break
            done = await turns.take(message, f"{scenario.id}-{wording}", context=Context(clock=lambda: TODAY))
            seen.replies.append(done.reply)
            seen.state, said = done.state, [*said, message]
            outcome.said.append(tuple(said))
            outcome.failures += [Failure(scenario.id, wording, number, message, *each) for each in unmet(seen, turn.expect)]
        outcome.replies += seen.replies
    return outcome


def tapped(tap: Tap, seen: Seen) -> str | None:
    """The words that a tap sends."""
    reply = seen.reply
    if tap.relaxation is not None:
        return reply.relaxations[tap.relaxation - 1].say or None if tap.relaxation <= len(reply.relaxations) else None
    return next((each.text for each in reply.suggestions if each.kind == tap.suggestion), None)


async def play_all(assistant: Assistant, chosen: Sequence[Scenario]) -> list[Outcome]:
    return [await play(assistant, scenario) for scenario in track(chosen, "scenarios", transient=True)]
