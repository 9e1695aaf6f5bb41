"""The scenario suite: `python -m daogou.eval.scenarios [--slice NAME] [--only ID] [--store DIR]` plays every conversation in its four wordings.

A scenario is right where all four wordings reach the expected state in every turn. What each expectation means: eval/scenarios/README.md.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from langchain_core.runnables import RunnableConfig
from rich.progress import track

from ..catalogue.catalogue import Catalogue
from ..graphs.opening import Assistant
from ..graphs.opening import open as open_assistant
from ..ingest.demo import demo_store
from ..schema.context import Context
from ..schema.errors import DaogouError, InputError
from ..schema.reply import Reply
from ..schema.settings import Settings
from .broken import count_broken
from .expectations import unmet
from .figure import Figure
from .report import Report
from .scenario import WORDINGS, Scenario, Tap, Wording, scenarios
from .seen import Seen

TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)  # of the demo pack: its certificates expire
_PATIENCE_S = 60.0  # a busy machine must not decide


@dataclass(frozen=True)
class Failure:
    scenario: str
    wording: Wording
    turn: int
    message: str
    expected: str
    got: str

    @property
    def told(self) -> str:
        return f"{self.message}\n  expected {self.expected}\n  got {self.got[:300]}"


@dataclass
class Outcome:
    """A scenario as it was played."""

    scenario: Scenario
    failures: list[Failure] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    said: list[tuple[str, ...]] = field(default_factory=list)
    """By reply, all that the buyer has said in its conversation."""

    def right(self, wording: Wording) -> bool:
        return not any(failure.wording == wording for failure in self.failures)

    @property
    def alike(self) -> bool:
        return not self.failures


async def play(assistant: Assistant, scenario: Scenario, wordings: Iterable[Wording] = WORDINGS) -> Outcome:
    """Each wording in a conversation of its own."""
    outcome = Outcome(scenario)
    for wording in wordings:
        seen = Seen(assistant.shopfront.current().catalogue, TODAY.date(), scenario.language(wording))
        outcome.said += await _converse(assistant, outcome, wording, seen)
        outcome.replies += seen.replies
    return outcome


async def _converse(assistant: Assistant, outcome: Outcome, wording: Wording, seen: Seen) -> list[tuple[str, ...]]:
    said: list[tuple[str, ...]] = []
    for number, turn in enumerate(outcome.scenario.turns, 1):
        message = turn.say[WORDINGS.index(wording)] if turn.tap is None else tapped(turn.tap, seen)
        if message is None:
            outcome.failures.append(Failure(outcome.scenario.id, wording, number, "", f"tap: {turn.tap}", "nothing to tap"))
            return said
        said.append((*(said[-1] if said else ()), message))
        await _say(assistant, seen, message, f"{outcome.scenario.id}-{wording}")
        outcome.failures += [Failure(outcome.scenario.id, wording, number, message, *each) for each in unmet(seen, turn.expect)]
    return said


async def _say(assistant: Assistant, seen: Seen, message: str, thread: str) -> None:
    config: RunnableConfig = {"configurable": {"thread_id": thread}}
    context = Context(clock=lambda: TODAY)
    parts: AsyncIterator[Any] = assistant.graph.astream({"text": message}, config, context=context, stream_mode="updates", durability="exit")
    replies = [update["reply"] async for part in parts for update in part.values() if update and "reply" in update]
    seen.replies.append(replies[-1])
    seen.state = (await assistant.graph.aget_state(config)).values  # type: ignore[assignment]


def tapped(tap: Tap, seen: Seen) -> str | None:
    """The words that a tap sends."""
    reply = seen.reply
    if tap.relaxation is not None:
        return reply.relaxations[tap.relaxation - 1].say or None if tap.relaxation <= len(reply.relaxations) else None
    return next((each.text for each in reply.suggestions if each.kind == tap.suggestion), None)


def played(chosen: Iterable[Scenario], store: Path | None = None) -> tuple[list[Outcome], tuple[int, int]]:
    """The outcomes, and (cards looked at, hard conditions broken) over every card of them."""
    with TemporaryDirectory(prefix="daogou-scenarios-") as state:
        own = Settings(redis_url=None, state=Path(state), retrieval_timeout_s=_PATIENCE_S, search_timeout_s=_PATIENCE_S)
        with open_assistant(store or demo_store(own), settings=own) as assistant:
            outcomes = asyncio.run(_all(assistant, list(chosen)))
            catalogue: Catalogue = assistant.shopfront.current().catalogue
            return outcomes, count_broken((reply for outcome in outcomes for reply in outcome.replies), catalogue, TODAY.date())


async def _all(assistant: Assistant, chosen: list[Scenario]) -> list[Outcome]:
    return [await play(assistant, scenario) for scenario in track(chosen, "scenarios", transient=True)]


def measure(store: Path | None = None, slice_: str | None = None, only: str | None = None) -> Report:
    """Every scenario, or those of a slice, or one; `store` None is the demo store. Raises InputError where none is chosen."""
    chosen = [each for each in scenarios() if slice_ in (None, each.slice) and only in (None, each.id)]
    if not chosen:
        raise InputError(f"There is no such scenario; the slices are {', '.join(sorted({each.slice for each in scenarios()}))}.")
    outcomes, (cards, broken) = played(chosen, store)
    right, turns = sum(each.alike for each in outcomes), sum(len(each.replies) for each in outcomes)
    zh = sum(each.scenario.lang == "zh" for each in outcomes)
    report = Report("scenarios", "Scenarios", {"scenarios": len(outcomes), "of them Chinese": zh, "wordings": len(WORDINGS), "turns": turns})
    report.table("right, by slice", ("slice", "all four", *WORDINGS), _by_slice(outcomes))
    report.figures = [
        Figure("scenarios right in all four wordings", right / len(outcomes), 0.95, ">=", "", f"{right} of {len(outcomes)}"),
    ]
    report.judged(cards, broken)
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    if failures:
        rows = [(f"{one.scenario} {one.wording} {one.turn}", one.told) for one in failures]
        report.table("failures", ("scenario, wording, turn", "message, expected, got"), rows)
    return report


def _by_slice(outcomes: list[Outcome]) -> list[tuple[str, ...]]:
    names = list(dict.fromkeys(outcome.scenario.slice for outcome in outcomes))
    rows = [(name, [outcome for outcome in outcomes if outcome.scenario.slice == name]) for name in names]
    return [_counted(name, some) for name, some in (*rows, ("all", outcomes))]


def _counted(name: str, outcomes: list[Outcome]) -> tuple[str, ...]:
    counts = [sum(outcome.alike for outcome in outcomes), *(sum(outcome.right(wording) for outcome in outcomes) for wording in WORDINGS)]
    return (name, *(f"{count} of {len(outcomes)}" for count in counts))


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
