"""Every suggestion tapped: `python -m daogou.eval.suggestions` walks conversations and replays each suggestion as the next turn of the whole graph.

One led to nothing where its turn had nothing to show or say, and meant something else where another condition, topic or intent was read.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..graphs.opening import Assistant
from ..ingest.demo import demo_store
from ..schema.context import Context
from ..schema.need import Need
from ..schema.reply import Relaxation, Reply, Suggestion
from ..schema.settings import Settings
from ..tools.suggestions.situation import KINDS
from .broken import count_broken
from .figure import Figure
from .opened import catalogue_of, opened
from .report import Report
from .tapped import not_read, nothing, promised, something_else, unlike
from .turns import Turn, Turns
from .walks import Walk, walks

SHOULD = "it should"


@dataclass
class Tapped:
    """What was tapped, and what came out `wrong`: (said before, suggestion, kind of failure, what exactly). `broke` are relaxations that did not
    bring what they promised, `few` turns without three suggestions, `again` counts those that the turn before had too. `kinds_missing` counts
    turns by why they have fewer than three kinds ("": they have all)."""

    taps: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    few: list[tuple[str, str]] = field(default_factory=list)
    relaxations: int = 0
    broke: list[tuple[str, str, str]] = field(default_factory=list)
    again: int = 0
    kinds_missing: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    replies: list[Reply] = field(default_factory=list)


class Tapper:
    """Walks conversations and taps, in a fork, all that each reply suggests."""

    def __init__(self, assistant: Assistant, today: date) -> None:
        self._turns, self._today = Turns(assistant), today
        self._retriever = assistant.shopfront.current().retriever
        self.found = Tapped()

    async def walk(self, walk: Walk, thread: str) -> None:
        before: Turn | None = None
        for message in walk.messages:
            turn = await self._turns.take(message, thread)
            self._look(turn, before)
            for suggestion in turn.reply.suggestions:
                await self._tap(turn, suggestion, thread)
            for relaxation in turn.reply.relaxations:
                await self._relax(turn, relaxation, thread)
            before = turn

    def _look(self, turn: Turn, before: Turn | None) -> None:
        self.found.turns += 1
        self.found.replies.append(turn.reply)
        if len(turn.reply.suggestions) != 3:
            self.found.few.append((turn.text, str(len(turn.reply.suggestions))))
        missing = set(KINDS) - {one.kind for one in turn.reply.suggestions}
        self.found.kinds_missing[_why(turn, self._count(turn.reply.need)) if missing else ""] += 1
        said = {one.text for one in before.reply.suggestions} if before else set()
        self.found.again += sum(one.text in said for one in turn.reply.suggestions)

    async def _tap(self, before: Turn, suggestion: Suggestion, thread: str) -> None:
        turn = await self._turns.take(suggestion.text, self._turns.fork(thread))
        need = turn.reply.need
        totals = self._count(before.reply.need), self._count(need), self._count(need.model_copy(update={"conditions": ()}))
        self.found.taps += 1
        self.found.kinds[before.reply.language, suggestion.kind] += 1
        self.found.replies.append(turn.reply)
        tapped = await self._turns.take(suggestion.text, self._turns.fork(thread), suggestion.commands)
        told = (
            ("nothing", nothing(turn)),
            ("else", not_read(turn) or something_else(before, suggestion, turn, totals)),
            ("commands", unlike(turn, tapped)),
        )
        for failure, why in told:
            if why:
                self.found.wrong.append((before.text, f"{suggestion.kind}: {suggestion.text}", failure, why))
                return

    async def _relax(self, before: Turn, relaxation: Relaxation, thread: str) -> None:
        self.found.relaxations += 1
        turn = await self._turns.take(relaxation.say, self._turns.fork(thread)) if relaxation.say else None
        self.found.replies += [turn.reply] if turn else []
        if why := promised(relaxation, turn):
            self.found.broke.append((before.text, relaxation.say or relaxation.text, why))

    def _count(self, need: Need) -> int:
        return self._retriever.count(need, today=self._today) if need.query or need.category or need.active else 0


def _why(turn: Turn, total: int) -> str:
    """Why a turn can't have three kinds; "it should" where nothing stands in the way."""
    asked = turn.state.get("pending")
    if asked is not None and asked.kind in ("which", "contradiction"):
        return "its question is answered first"
    return "nothing meets all: none can be fewer" if not total else "one meets all: none can be fewer" if total == 1 else SHOULD


def tap(assistant: Assistant, seed: int = 1, conversations: int | None = None) -> Tapped:
    tapper = Tapper(assistant, Context().today)

    async def all_walks() -> None:
        for number, walk in enumerate(list(walks(catalogue_of(assistant), seed))[:conversations]):
            await tapper.walk(walk, f"walk-{number}")

    asyncio.run(all_walks())
    return tapper.found


def measure(store: Path | None = None, seed: int = 1, conversations: int | None = None) -> Report:
    """`store` None is the demo store; all walks where `conversations` is None."""
    settings = Settings()
    with opened(store or demo_store(settings), settings) as assistant:
        found = tap(assistant, seed, conversations)
        cards, broken = count_broken(found.replies, catalogue_of(assistant), Context().today)
    report = Report("suggestions", "Suggestions, each tapped as the next turn", {"turns": found.turns, "taps": found.taps, "seed": seed})
    report.table("by language and kind", ("", "taps"), [(" ".join(name), count) for name, count in sorted(found.kinds.items())])
    report.table("wrong", ("said before", "suggestion", "", "why"), found.wrong)
    report.table("turns without three", ("", "suggestions"), found.few)
    report.table("turns by why a kind is missing", ("", "turns"), [(why or "none is", count) for why, count in found.kinds_missing.most_common()])
    report.table("relaxations", ("said before", "relaxation", "why"), found.broke)
    failures = Counter(row[2] for row in found.wrong)
    report.figures += [
        Figure("suggestions tapped", found.taps, 1000, ">=", "") if conversations is None else Figure("suggestions tapped", found.taps, unit=""),
        Figure("led to nothing", failures["nothing"], 0, "=", ""),
        Figure("meant something else", failures["else"], 0, "=", ""),
        Figure("tapped by their commands came to something else than typed", failures["commands"], 0, "=", ""),
        Figure("turns without three suggestions", len(found.few), 0, "=", ""),
        Figure("suggestions said in the turn before too", found.again, None, "<=", ""),
        Figure("turns with three kinds", found.kinds_missing[""] / found.turns, None, ">=", "", f"{found.kinds_missing['']} of {found.turns}"),
        Figure("turns without three kinds that could have them", found.kinds_missing[SHOULD], 0, "=", ""),
        Figure("relaxations that did not bring what they promised", len(found.broke), 0, "=", "", f"of {found.relaxations} tapped"),
    ]
    report.judged(cards, broken)
    return report


if __name__ == "__main__":
    measure().publish()
