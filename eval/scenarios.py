"""The scenario suite: `python -m daogou.eval.scenarios [--slice NAME] [--only ID] [--store DIR]` plays every conversation in its four wordings.

A scenario is right where all four wordings reach the expected state in every turn. What each expectation means: eval/scenarios/README.md.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.progress import track

from ..graphs.opening import Assistant
from ..schema.context import Context
from ..schema.errors import DaogouError, InputError
from ..schema.reply import Reply
from .assistants import Turns, catalogue_of, held
from .broken import count_broken
from .report import Report, share
from .scenario import WORDINGS, Scenario, Seen, Tap, Wording, scenarios, unmet

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

    def right(self, wording: Wording) -> bool:
        return not any(failure.wording == wording for failure in self.failures)

    @property
    def alike(self) -> bool:
        return not self.failures


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


def measure(store: Path | None = None, slice_: str | None = None, only: str | None = None) -> Report:
    """Every scenario, or those of a slice, or one; `store` None is the demo store. Raises InputError where none is chosen."""
    chosen = [each for each in scenarios() if slice_ in (None, each.slice) and only in (None, each.id)]
    if not chosen:
        raise InputError(f"There is no such scenario; the slices are {', '.join(sorted({each.slice for each in scenarios()}))}.")
    with held(store) as assistant:
        outcomes = asyncio.run(play_all(assistant, chosen))
        judged = count_broken((reply for one in outcomes for reply in one.replies), catalogue_of(assistant), TODAY.date())
    counts = {"of them Chinese": sum(one.scenario.lang == "zh" for one in outcomes), "turns": sum(len(one.replies) for one in outcomes)}
    report = Report("scenarios", "Scenarios", {"scenarios": len(outcomes), "wordings": len(WORDINGS), **counts})
    rows = []
    for name in (*dict.fromkeys(one.scenario.slice for one in outcomes), "all"):
        some = [one for one in outcomes if name in ("all", one.scenario.slice)]
        right = (sum(one.alike for one in some), *(sum(one.right(wording) for one in some) for wording in WORDINGS))
        rows.append((name, *(f"{count} of {len(some)}" for count in right)))
    report.table("right, by slice", ("slice", "all four", *WORDINGS), rows)
    report.figures = [share("scenarios right in all four wordings", sum(one.alike for one in outcomes), len(outcomes), 0.95)]
    report.judged(*judged)
    failures = [
        (f"{one.scenario} {one.wording} {one.turn}", f"{one.message}\n  expected {one.expected}\n  got {one.got[:300]}")
        for outcome in outcomes
        for one in outcome.failures
    ]
    report.table("failures", ("scenario, wording, turn", "message, expected, got"), failures)
    return report


def main(
    slice_: Annotated[str | None, typer.Option("--slice", help="Only this slice: the name of a file.", show_default=False)] = None,
    only: Annotated[str | None, typer.Option(help="Only this scenario.", show_default=False)] = None,
    store: Annotated[Path | None, typer.Option(help="A store of the demo pack; unset: the demo store.", show_default=False)] = None,
) -> None:
    """Play, print by slice, and print every failure with its turn."""
    try:
        measure(store, slice_, only).publish()
    except DaogouError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.exit_status) from error


if __name__ == "__main__":
    typer.run(main)
