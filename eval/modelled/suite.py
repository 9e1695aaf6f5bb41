"""Scenarios with language models: `python -m daogou.eval models` plays them without one, then with helpful, weak, lying, obedient and faulty ones."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from rich.progress import track

from ...catalogue.catalogue import Catalogue
from ...catalogue.store import Store
from ...ingest.demo import demo_store
from ...language.amounts import amounts
from ...models.language_model import Ask, LanguageModel
from ...models.scripted import ScriptedModel
from ...models.server_model import ServerModel
from ...schema.command import Want
from ...schema.settings import Settings
from ..broken import count_broken
from ..figure import Figure
from ..report import Report
from ..scenario import WORDINGS, Scenario, Wording, scenarios
from ..scenarios import TODAY
from ..truth.checker import Fault, faults
from .casts import CASTS, LIARS, Say, helpful
from .chat_server import FAULTS, ChatServer, serving
from .playing import PATIENCE_S, Turn, played, table
from .prompted import Prompted
from .watched import Watched

DEADLINE_S = 1.0
"""Of a model that reads, and of the others in a turn, where they are faulty."""
SLACK_MS = 300.0
"""What a busy machine may take beyond a deadline."""
SOME = 6
"""Scenarios with each fault."""
Chosen = Sequence[tuple[Scenario, Wording]]


@dataclass(frozen=True)
class Played:
    """Conversations with one model, beside the same ones without."""

    name: str
    turns: list[Turn]
    plain: list[Turn]
    untrue: list[tuple[str, Fault]]
    asked: int
    faulty: bool = False
    lies: bool = False

    @property
    def worse(self) -> list[Turn]:
        """Turns whose end state isn't as it is without a model."""
        return [turn for turn, plain in zip(self.turns, self.plain, strict=True) if set(turn.missing) - set(plain.missing)]

    @property
    def reordered(self) -> list[Turn]:
        """Turns that show other cards, or in another order, by the same conditions, and didn't say so."""
        return [
            turn
            for turn, plain in zip(self.turns, self.plain, strict=True)
            if _ids(turn) != _ids(plain) and _names(turn) == _names(plain) and turn.log.count("cards") < 2 and not _earlier(turn, self.turns)
        ]

    @property
    def ungrounded(self) -> list[tuple[Turn, str]]:
        """Conditions of the model's that the message doesn't say."""
        wants = ((turn, one) for turn in self.turns for one in turn.taken if isinstance(one, Want) and one.by == "model")
        return [(turn, f"{one.field} {one.op} {one.value}") for turn, one in wants if not _stated(one, turn.said[-1])]

    @property
    def removed(self) -> list[tuple[Turn, str]]:
        """Conditions that were in force before a turn and aren't behind it, though without a model they still are."""
        found = []
        for (before, now), (plain_before, plain_now) in zip(_steps(self.turns), _steps(self.plain), strict=True):
            lost = (_names(before) - _names(now)) - (_names(plain_before) - _names(plain_now))
            found += [(now, name) for name in sorted(lost & _names(plain_now))]
        return found

    @property
    def late(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.models_ms > 2 * DEADLINE_S * 1000 + SLACK_MS]

    @property
    def unmarked(self) -> list[Turn]:
        """Turns in which a request failed or came late, or a liar worded the reply, and `degraded` doesn't say so; a slow model that answered in time
        has nothing to be told."""
        return [turn for turn in self.turns if turn.failed and not any(each.startswith("model.") for each in turn.reply.degraded)]


def _ids(turn: Turn) -> list[str]:
    return [card.product_id for card in turn.reply.cards]


def _names(turn: Turn) -> frozenset[str]:
    return frozenset(one.name for one in turn.reply.need.active)


def _steps(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn]]:
    """Turns of one conversation, each with the one before it."""
    return ((one, other) for one, other in pairwise(turns) if one.reply.thread_id == other.reply.thread_id)


def _stated(want: Want, message: str) -> bool:
    """Whether the message has its words, or at its quote a number."""
    if isinstance(want.value, (int, float)) and not isinstance(want.value, bool):
        return want.quote is not None and bool(amounts(message[slice(*want.quote)]))
    values = want.value if isinstance(want.value, tuple) else (want.value,)
    return want.text.casefold() in message.casefold() if want.text else all(f"{each}".casefold() in message.casefold() for each in values)


def _earlier(turn: Turn, turns: list[Turn]) -> bool:
    """Whether a turn before it in the conversation was revised, so that what it starts from is another list."""
    return any(
        other.log.count("cards") > 1 for other in turns if other.reply.thread_id == turn.reply.thread_id and other.reply.turn < turn.reply.turn
    )


def prompted(ask: Ask) -> Prompted:
    return Prompted(str((ask.shape or {}).get("title", "")), ask.messages[1].text)


def _prompted(body: dict[str, Any]) -> Prompted:
    return Prompted(body.get("response_format", {}).get("json_schema", {}).get("name", ""), body["messages"][1]["content"])


def play(store: Path, chosen: Chosen, model: LanguageModel | None, deadline_s: float = PATIENCE_S, say: Say | None = None) -> tuple[list[Turn], int]:
    """The turns, and how often a model was asked; `say` is what it says where it works."""
    log: list[str] = []
    watched = Watched(model, log, (lambda ask: say(prompted(ask))) if say else None) if model else None
    with table(store, watched, log, deadline_s) as here:
        turns = asyncio.run(played(here, chosen))
    return [turn for conversation in turns for turn in conversation], watched.asked if watched else 0


@contextmanager
def faulty(fault: str, say: Say = helpful) -> Iterator[LanguageModel]:
    """A model behind a real server that has this fault at every request."""
    with serving(ChatServer(say=lambda body: say(_prompted(body)), always=fault)) as server:
        yield ServerModel("tiny", server.url, None, "write", retries=1)


@contextmanager
def honest(roles: bool = True, say: Say = helpful) -> Iterator[LanguageModel]:
    """A model behind a real server that works; `roles`: whether its messages say who speaks."""
    with serving(ChatServer(say=lambda body: say(_prompted(body)), roles=roles)) as server:
        yield ServerModel("tiny", server.url, None, "write", retries=1)


def with_cast(name: str, store: Path, catalogue: Catalogue, chosen: Chosen, plain: list[Turn]) -> Played:
    say = CASTS[name]
    turns, asked = play(store, chosen, ScriptedModel(lambda ask: say(prompted(ask))), say=partial(_short_of_lies, say) if name in LIARS else None)
    return Played(name, turns, plain, untrue(turns, catalogue, plain), asked, lies=name in LIARS)


def _short_of_lies(say: Say, asked: Prompted) -> str:
    """All that a liar words is a lie; what it reads or ranks may be one that nobody can tell from a wish."""
    return "" if asked.shape == "Worded" else say(asked)


def with_fault(name: str, store: Path, catalogue: Catalogue, chosen: Chosen, plain: list[Turn]) -> Played:
    with faulty(name) as model:
        turns, asked = play(store, chosen, model, DEADLINE_S, helpful)
    return Played(name, turns, plain, untrue(turns, catalogue, plain), asked, faulty=True)


def untrue(turns: Sequence[Turn], catalogue: Catalogue, plain: Sequence[Turn] = ()) -> list[tuple[str, Fault]]:
    """What the checker doubts of them and not of the same turns without a model."""
    found: list[tuple[str, Fault]] = []
    for place, turn in enumerate(turns):
        before = faults(plain[place].reply, catalogue, TODAY.date(), plain[place].said) if place < len(plain) else []
        known = {(one.kind, one.why) for one in before}
        found += [(turn.reply.thread_id, one) for one in faults(turn.reply, catalogue, TODAY.date(), turn.said) if (one.kind, one.why) not in known]
    return found


def measure(store: Path | None = None, casts: Sequence[str] = tuple(CASTS), limit: int | None = None) -> Report:
    """Every scenario as it is plainly said with each cast, a seeded part with each fault. `store` None is the demo store."""
    at = store or demo_store(Settings())
    every: Chosen = [(each, WORDINGS[0]) for each in scenarios()]
    some = Random(1).sample(list(every), min(SOME, len(every)))
    every = Random(1).sample(list(every), limit) if limit else every
    catalogue = Store(at).current()
    plain, _ = play(at, every, None)
    few, _ = play(at, some, None)
    done = [with_cast(name, at, catalogue, every, plain) for name in track(casts, "models", transient=True)]
    done += [with_fault(name, at, catalogue, some, few) for name in track(FAULTS, "faults", transient=True)]
    report = _reported(done)
    report.judged(*count_broken((turn.reply for each in done for turn in each.turns), catalogue, TODAY.date()))
    return report


def _reported(done: Sequence[Played]) -> Report:
    report = Report("models", "Scenarios with language models", {"models": len(done), "turns": sum(len(each.turns) for each in done)})
    columns = ("model", "turns", "asked", "other end state", "untrue", "cards late", "order changed", "not marked", "follow-ups worded", "longest ms")
    report.table("by model", columns, [_row(each) for each in done])
    for name, count in (
        ("conditions of a model's that no message says", sum(len(each.ungrounded) for each in done)),
        ("conditions removed without a cue", sum(len(each.removed) for each in done)),
        ("end states worse than without a model", sum(len(each.worse) for each in done)),
        ("sentences without evidence", sum(len(each.untrue) for each in done)),
        ("turns whose cards left after a model was asked for more than reading", sum(not turn.cards_first for each in done for turn in each.turns)),
        ("orders changed without a word", sum(len(each.reordered) for each in done)),
        ("follow-ups in a model's words that do something else, tapped", sum(len(turn.astray) for each in done for turn in each.turns)),
        ("deadlines broken by a fault", sum(len(each.late) for each in done if each.faulty)),
        ("faulty or lying turns that degraded doesn't tell", sum(len(each.unmarked) for each in done if each.faulty or each.lies)),
    ):
        report.figures.append(Figure(name, count, 0, "=", "", f"over {sum(len(each.turns) for each in done)} turns"))
    if wrong := [(f"{each.name}: {thread} {one.kind}", f"{one.where}\n  {one.why}") for each in done for thread, one in each.untrue]:
        report.table("without evidence", ("model, conversation", "statement, why"), wrong)
    kinds = [("no message says", [(each.name, *one) for each in done for one in each.ungrounded])]
    kinds += [("removed without a cue", [(each.name, *one) for each in done for one in each.removed])]
    for title, rows in kinds:
        if rows:
            told = [(f"{name}: {turn.reply.thread_id} {turn.reply.turn}", f"{turn.said[-1]}\n  {what}") for name, turn, what in rows]
            report.table(title, ("model, turn", "message, condition"), told)
    if other := [
        (f"{each.name}: {turn.reply.thread_id} {turn.reply.turn}", f"{turn.said[-1]}\n  {turn.missing}") for each in done for turn in each.worse
    ]:
        report.table("other end states", ("model, turn", "message, missing"), other)
    return report


def _row(each: Played) -> tuple[str | int | float, ...]:
    late, longest = sum(not turn.cards_first for turn in each.turns), max((turn.models_ms for turn in each.turns), default=0.0)
    unmarked = len(each.unmarked) if each.faulty or each.lies else 0
    worded = sum(turn.reworded for turn in each.turns)
    return (each.name, len(each.turns), each.asked, len(each.worse), len(each.untrue), late, len(each.reordered), unmarked, worded, longest)
