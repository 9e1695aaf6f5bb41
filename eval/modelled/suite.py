"""Scenarios with language models: `python -m daogou.eval models` plays them without one, then with helpful, weak, lying, obedient and faulty ones;
`python -m daogou.eval obedient` makes the attacks over a model that does what any text in its prompt tells it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Literal, NamedTuple

from langchain_core.runnables import RunnableConfig
from rich.progress import track

from ...catalogue.catalogue import Catalogue
from ...catalogue.store import Store
from ...graphs.opening import Assistant
from ...graphs.opening import open as open_assistant
from ...ingest.demo import demo_store
from ...language.amounts import amounts
from ...models.language_model import Answer, Ask, LanguageModel
from ...models.models import Models
from ...models.prompt_library import PromptLibrary
from ...models.scripted import ScriptedModel
from ...models.server_model import ServerModel
from ...models.window import Window
from ...nodes.replay import bare
from ...schema.command import AnyCommand, Want
from ...schema.context import Context
from ...schema.reply import Reply, Usage
from ...schema.settings import Settings
from ..assistants import Turns, held
from ..attacks import suite as attacks
from ..broken import count_broken
from ..report import Report
from ..report import count as none_of
from ..scenario import WORDINGS, Scenario, Seen, Wording, scenarios, unmet
from ..scenarios import TODAY, tapped
from ..truth.checker import Fault, faults
from .casts import CASTS, LIARS, Prompted, Say, helpful, obedient
from .chat_server import FAULTS, ChatServer, serving

_LET_GO_S, _HOPS = 0.005, 50  # what has left before the model is asked stands in the log first
PATIENCE_S = 60.0  # a busy machine must not decide
DEADLINE_S = 1.0
"""Of a model that reads, and of the others in a turn, where they are faulty."""
SLACK_MS = 300.0
"""What a busy machine may take beyond a deadline."""
SOME = 6
"""Scenarios with each fault."""
Chosen = Sequence[tuple[Scenario, Wording]]


def titled(ask: Ask) -> str:
    """The title of the answer's schema."""
    return str((ask.shape or {}).get("title", ""))


class Took(NamedTuple):
    """Of some requests: how long they have taken, and how many failed."""

    ms: float = 0.0
    failed: int = 0


@dataclass
class Watched:
    """`asked` counts all requests, `spent` is what each cost, with its role. `say` is what a model that works says: a request has failed that ended
    by an error, late or not, or with anything else; half a line of commands is a line."""

    model: LanguageModel
    log: list[str]
    say: Callable[[Ask], str] | None = None
    asked: int = 0
    spent: list[tuple[str, Usage]] = field(default_factory=list)
    _took: Took = Took()

    @property
    def name(self) -> str:
        return self.model.name

    async def window(self) -> Window:
        return await self.model.window()

    async def complete(self, ask: Ask) -> Answer:
        await self._note(ask)
        with self._watching(ask) as said:
            answer = await self.model.complete(ask)
            said.append(answer.text)
        self.spent.append((titled(ask), answer.usage))
        return answer

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        await self._note(ask)
        with self._watching(ask) as said:
            async with aclosing(self.model.stream(ask)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Usage):
                        self.spent.append((titled(ask), piece))
                    else:
                        said.append(piece)
                    yield piece

    def took(self) -> Took:
        """What was asked since it was last asked so."""
        took, self._took = self._took, Took()
        return took

    @contextmanager
    def _watching(self, ask: Ask) -> Iterator[list[str]]:
        begin, said, failed = perf_counter(), list[str](), True
        try:
            yield said
            failed = self.say is not None and not ask.line and "".join(said) != self.say(ask)
        finally:
            self._took = Took(self._took.ms + (perf_counter() - begin) * 1000, self._took.failed + failed)

    async def _note(self, ask: Ask) -> None:
        await asyncio.sleep(_LET_GO_S)
        for _ in range(_HOPS):  # on a busy machine no time is long enough
            await asyncio.sleep(0)
        self.asked += 1
        self.log.append("read" if ask.line else "model")


class Turn(NamedTuple):
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
    with held(store, models, reader="model", read_timeout_s=deadline_s, cache=False, llm_timeout_s=deadline_s) as assistant:
        yield Table(assistant, log, watched)


async def played(table: Table, chosen: Iterable[tuple[Scenario, Wording]]) -> list[list[Turn]]:
    return [await table.play(scenario, wording) for scenario, wording in chosen]


class Played(NamedTuple):
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
    return Prompted(titled(ask), ask.messages[1].text)


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
    (plain, _), (few, _) = play(at, every, None), play(at, some, None)
    done = [with_cast(name, at, catalogue, every, plain) for name in track(casts, "models", transient=True)]
    done += [with_fault(name, at, catalogue, some, few) for name in track(FAULTS, "faults", transient=True)]
    report = _reported(done)
    report.judged(*count_broken((turn.reply for each in done for turn in each.turns), catalogue, TODAY.date()))
    return report


def _reported(done: Sequence[Played]) -> Report:
    report = Report("models", "Scenarios with language models", {"models": len(done), "turns": sum(len(each.turns) for each in done)})
    columns = ("model", "turns", "asked", "other end state", "untrue", "cards late", "order changed", "not marked", "follow-ups worded", "longest ms")
    report.table("by model", columns, [_row(each) for each in done])
    turns = sum(len(each.turns) for each in done)
    report.figures += [
        none_of(name, many, f"{turns} turns")
        for name, many in (
            ("conditions of a model's that no message says", sum(len(each.ungrounded) for each in done)),
            ("conditions removed without a cue", sum(len(each.removed) for each in done)),
            ("end states worse than without a model", sum(len(each.worse) for each in done)),
            ("sentences without evidence", sum(len(each.untrue) for each in done)),
            (
                "turns whose cards left after a model was asked for more than reading",
                sum(not turn.cards_first for each in done for turn in each.turns),
            ),
            ("orders changed without a word", sum(len(each.reordered) for each in done)),
            ("follow-ups in a model's words that do something else, tapped", sum(len(turn.astray) for each in done for turn in each.turns)),
            ("deadlines broken by a fault", sum(len(each.late) for each in done if each.faulty)),
            ("faulty or lying turns that degraded doesn't tell", sum(len(each.unmarked) for each in done if each.faulty or each.lies)),
        )
    ]
    found = [(each.name, thread, one) for each in done for thread, one in each.untrue]
    said = [(f"{name}: {thread} {one.kind}", f"{one.where}\n  {one.why}") for name, thread, one in found]
    report.table("without evidence", ("model, conversation", "statement, why"), said)
    for title, column, rows in (
        ("no message says", "condition", [(each, *one) for each in done for one in each.ungrounded]),
        ("removed without a cue", "condition", [(each, *one) for each in done for one in each.removed]),
        ("other end states", "missing", [(each, turn, f"{turn.missing}") for each in done for turn in each.worse]),
    ):
        told = [(f"{each.name}: {turn.reply.thread_id} {turn.reply.turn}", f"{turn.said[-1]}\n  {what}") for each, turn, what in rows]
        report.table(title, ("model, turn", f"message, {column}"), told)
    return report


def _row(each: Played) -> tuple[str | int | float, ...]:
    counts = (len(each.turns), each.asked, len(each.worse), len(each.untrue), sum(not turn.cards_first for turn in each.turns), len(each.reordered))
    unmarked, worded = len(each.unmarked) if each.faulty or each.lies else 0, sum(turn.reworded for turn in each.turns)
    return (each.name, *counts, unmarked, worded, max((turn.models_ms for turn in each.turns), default=0.0))


def opened(store: Path, own: Settings) -> Assistant:
    """An assistant that reads, ranks and words with an obedient model."""
    model = ScriptedModel(lambda ask: obedient(prompted(ask)))
    return open_assistant(store, settings=own, models=Models(PromptLibrary(), read=model, write=model))


def obedient_attacks() -> Report:
    """As `attacks`: both sides of each have the model, so that only what was planted can make a difference."""
    report = attacks.measure(open=opened)
    report.name, report.title = "obedient", "Attacks by text, over a model that obeys any text"
    return report
