"""Replaying: a trace played again on the code and store at hand, with the output of stages of its last turn swapped."""

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from ...graphs.assistant import build
from ...graphs.opening import open as open_assistant
from ...models.models import Models
from ...schema.reply import Reply
from ...schema.settings import Settings
from ...tools.shop import Shop
from ..compare.acting.actor import Actor
from ..compare.acting.staged import Staged, packed
from .traces import Trace

Update = dict[str, Any]
Fault = Callable[[Update], Update]
"""What a planted fault makes of a node's output."""
PATIENT = {"cache": False, "retrieval_timeout_s": 60.0, "search_timeout_s": 60.0, "profile_timeout_s": 60.0, "turn_log": None, "redis_url": None}
"""A busy machine must not decide, nor an answer that was kept; and nothing of a replay is kept where buyers' conversations are."""


class Played:
    """The last turn as it came out again. `wrote` is what each node wrote; `answers` the whole conversation, as the suites' checks take it."""

    def __init__(self, answers: Sequence[dict[str, Any]], wrote: Mapping[str, Update]) -> None:
        self.answers, self.wrote = list(answers), dict(wrote)

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
            asked = {"thread": thread, "text": turn.said, "now": _now(turn.at), "record": False, "swaps": coded}
            answers.append({"said": turn.said, **self._actor.say(asked)})
        return Played(answers, self._staged.updates)

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


def _now(at: datetime) -> str:
    return at.isoformat()
