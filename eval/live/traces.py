"""Traces: conversations out of a turn log with what buyers said of them; one played again here, with stages of its last turn swapped; and versions of
prompts side by side: what buyers thought of the turns that they worded, and how often the model was of no use."""

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from uuid import uuid4

import orjson
from pydantic import ValidationError

from ...graphs.assistant import build
from ...graphs.opening import open as open_assistant
from ...memory.conversations import Conversations
from ...memory.redaction.redaction import Redaction
from ...memory.transcripts import Turn
from ...memory.turnlog.entry import PROMPT, LoggedRating, LoggedTurn, rating_line, turn_line
from ...memory.turnlog.files import PATTERN
from ...memory.turnlog.labels import Labels
from ...models.models import Models
from ...schema.errors import InputError
from ...schema.reply import Reply
from ...schema.settings import Settings
from ...tools.shop import Shop
from ..compare.acting.actor import Actor, Staged, packed

Update = dict[str, Any]
Fault = Callable[[Update], Update]
"""What a planted fault makes of a node's output."""
PATIENT = {"cache": False, "retrieval_timeout_s": 60.0, "search_timeout_s": 60.0, "profile_timeout_s": 60.0, "turn_log": None, "redis_url": None}
"""A busy machine must not decide, nor an answer that was kept; and nothing of a replay is kept where buyers' conversations are."""
FAILED = {"commands": "model.read", "rank": "model.rank", "summarise": "model.summarise", "write": "model.write"}
"""What `degraded` names where a model's answer to the prompt could not be taken."""


@dataclass(frozen=True)
class Trace:
    """`turns` in order, each once; `ratings` by turn, the last of each."""

    thread: str
    turns: tuple[LoggedTurn, ...]
    ratings: dict[int, LoggedRating] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether it can be played from its beginning."""
        return [turn.reply.turn for turn in self.turns] == list(range(1, len(self.turns) + 1))

    def upto(self, number: int) -> "Trace":
        return Trace(self.thread, tuple(turn for turn in self.turns if turn.reply.turn <= number), self.ratings)

    def as_turns(self) -> list[Turn]:
        return [Turn(turn=one.reply.turn, text=one.said, reply=one.reply, at=one.at) for one in self.turns]


class Traces(NamedTuple):
    """`unread` lines were none of a turn log's."""

    all: tuple[Trace, ...]
    unread: int = 0


def of_log(folder: Path) -> Traces:
    """Raises InputError where there is no turn log."""
    files = sorted(folder.glob(PATTERN)) if folder.is_dir() else [folder] if folder.is_file() else []
    if not files:
        raise InputError(f"There is no turn log in {folder}; Daogou writes one where DAOGOU_TURN_LOG names a folder.")
    entries, unread = list[LoggedTurn | LoggedRating](), 0
    for line in (line for file in files for line in file.read_bytes().splitlines() if line.strip()):
        try:
            row = orjson.loads(line)
            rating = isinstance(row, dict) and row.get("kind") == "rating"
            entries.append(LoggedRating.model_validate(row) if rating else LoggedTurn.model_validate(row))
        except (ValueError, ValidationError):
            unread += 1
    if unread and not entries:
        raise InputError(f"{folder} is no turn log: none of its {unread} lines is a turn; Daogou writes one where DAOGOU_TURN_LOG names a folder.")
    return Traces(tuple(_gathered(entries)), unread)


def of_conversations(conversations: Conversations, labels: Labels) -> Traces:
    """Those in which something was rated, redacted as a log would be; without what a log alone knows (reading, plan, times)."""
    ratings = conversations.transcripts.all_rated()
    entries: list[LoggedTurn | LoggedRating] = []
    for thread in dict.fromkeys(rating.thread_id for rating in ratings):
        turns = conversations.get(thread)
        clean = Redaction([thread, *(turn.buyer for turn in turns[:1] if turn.buyer)])
        entries += (LoggedTurn.model_validate(turn_line(turn, {}, 0.0, {}, labels, clean)) for turn in turns)
        entries += (LoggedRating.model_validate(rating_line(one, labels, clean)) for one in ratings if one.thread_id == thread)
    return Traces(tuple(_gathered(entries)))


def _gathered(entries: Iterable[LoggedTurn | LoggedRating]) -> Iterator[Trace]:
    turns: dict[str, dict[int, LoggedTurn]] = defaultdict(dict)
    ratings: dict[str, dict[int, LoggedRating]] = defaultdict(dict)
    for entry in entries:
        if isinstance(entry, LoggedRating):
            ratings[entry.thread][entry.turn] = entry
        else:
            turns[entry.thread][entry.reply.turn] = entry
    for thread, said in turns.items():
        yield Trace(thread, tuple(turn for _, turn in sorted(said.items())), ratings.get(thread, {}))


class Played(NamedTuple):
    """The last turn as it came out again. `wrote` is what each node wrote; `answers` the whole conversation, as the suites' checks take it."""

    answers: list[dict[str, Any]]
    wrote: dict[str, Update]

    @property
    def reply(self) -> Reply:
        return Reply.model_validate({"thread_id": "", **self.answers[-1]["reply"]})


class Replayer:
    """`faults` may be planted in nodes, by their names: what each makes of the node's output."""

    def __init__(self, store: Path | None, settings: Settings, models: Models | None = None) -> None:
        self._folder = TemporaryDirectory(prefix="daogou-replay-")
        own = settings.model_copy(update={**PATIENT, "state": Path(self._folder.name)})
        self.assistant = open_assistant(store, settings=own, models=models)
        staged = _Planted()
        graph = staged.watch(build(self.assistant.shopfront.current, own, models))
        self.assistant.graph = graph.compile(checkpointer=self.assistant.threads.checkpoints, store=self.assistant.profiles.store, name="daogou")
        self._actor, self._staged = Actor(), staged
        self._actor._assistant, self._actor._staged = self.assistant, staged

    @property
    def faults(self) -> Mapping[str, Fault]:
        return self._staged.faults

    @faults.setter
    def faults(self, planted: Mapping[str, Fault]) -> None:
        self._staged.faults = planted

    @property
    def shop(self) -> Shop:
        return self.assistant.shopfront.current()

    def play(self, trace: Trace, swaps: Mapping[str, Update] | None = None) -> Played:
        """The turns in order; `swaps` stand in place of what nodes of the last one write."""
        thread, answers = f"replay-{uuid4().hex}", []
        last = len(trace.turns) - 1
        for place, turn in enumerate(trace.turns):
            coded = {node: base64.b64encode(packed(update)).decode() for node, update in (swaps or {}).items()} if place == last else {}
            asked = {"thread": thread, "text": turn.said, "now": turn.at.isoformat(), "record": False, "swaps": coded}
            answers.append({"said": turn.said, **self._actor.say(asked)})
        return Played(answers, dict(self._staged.updates))

    def close(self) -> None:
        self._actor._loop.close()
        self.assistant.close()
        self._folder.cleanup()

    def __enter__(self) -> "Replayer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Planted(Staged):
    faults: Mapping[str, Fault] = {}

    def written(self, node: str, update: Any) -> Any:
        """A swap stands in place of the fault, too."""
        if isinstance(update, dict) and node in self.faults and node not in self._swaps:
            update = self.faults[node](update)
        return super().written(node, update)


@dataclass(frozen=True)
class Version:
    """`turns` that were asked by it, of so many `buyers`; thumbs `up` and `down` on them; in how many the model `failed`. Tokens and milliseconds are
    of whole turns, in the mean."""

    version: str
    buyers: int
    turns: int
    up: int
    down: int
    failed: int
    tokens: float
    ms: float


class Versions(NamedTuple):
    name: str
    all: tuple[Version, ...]

    @property
    def p(self) -> float | None:
        """How likely it is that thumbs lie so far apart by chance; None where there aren't two versions."""
        if len(self.all) != 2:
            return None
        one, other = self.all
        return exact(one.up, one.down, other.up, other.down)

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "versions": [asdict(one) for one in self.all], "p": self.p}


@dataclass
class _Sum:
    buyers: set[str] = field(default_factory=set)
    turns: list[LoggedTurn] = field(default_factory=list)
    ratings: list[LoggedRating] = field(default_factory=list)


def compared(traces: Traces) -> Iterator[Versions]:
    """By the prompt's name."""
    sums: dict[str, dict[str, _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    for trace in traces.all:
        for turn in trace.turns:
            for name, version in turn.versions.items():
                if name.startswith(PROMPT):
                    one = sums[name.removeprefix(PROMPT)][version]
                    one.buyers.add(turn.buyer or turn.thread)
                    one.turns.append(turn)
                    one.ratings += [rated] if (rated := trace.ratings.get(turn.reply.turn)) else []
    for name, versions in sorted(sums.items()):
        yield Versions(name, tuple(_version(name, version, one) for version, one in sorted(versions.items())))


def _version(name: str, version: str, of: _Sum) -> Version:
    count, scores = len(of.turns), [one.score for one in of.ratings]
    usages = [turn.reply.usage for turn in of.turns]
    up, down, failed = sum(score > 0 for score in scores), sum(score < 0 for score in scores), FAILED.get(name)
    tokens, ms = sum(one.prompt_tokens + one.completion_tokens for one in usages) / count, sum(turn.ms for turn in of.turns) / count
    return Version(version, len(of.buyers), count, up, down, sum(failed in turn.reply.degraded for turn in of.turns), tokens, ms)


def exact(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test of the table ((a, b), (c, d)), two-sided."""
    from scipy.stats import fisher_exact

    return float(fisher_exact([[a, b], [c, d]])[1])
