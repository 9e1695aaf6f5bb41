"""Conversations over a real model that is too weak for the work: they end as without it, and nothing that it says reaches a buyer untrue."""

import os
import re
from collections.abc import AsyncGenerator
from random import Random
from urllib.request import urlopen

import pytest
from daogou.catalogue.store import Store
from daogou.eval.modelled.suite import Chosen, Played, play, untrue
from daogou.eval.scenario import WORDINGS, scenarios
from daogou.ingest.demo import demo_store
from daogou.models.language_model import Answer, Ask
from daogou.models.prompt_library import PromptLibrary
from daogou.models.server_model import ServerModel
from daogou.models.window import Window
from daogou.schema.reply import Usage
from daogou.schema.settings import Settings

from ..waiting import HANG_S

NAME = "Qwen2.5-Coder-0.5B"
UNREAD = "consumer-first-time-parent"
"""A scenario with words of which the built-in reader isn't sure, so that the model is asked to read too."""
WHOLE = 40
TURNS = int(os.environ.get("TURNS") or WHOLE)


def chosen() -> Chosen:
    """Scenarios of `TURNS` turns at least, the same in every run; all of them where ALL is set. Of a few turns no more are played."""
    every = [(each, WORDINGS[0]) for each in scenarios()]
    if os.environ.get("ALL"):
        return every
    Random(40).shuffle(every)
    every.sort(key=lambda one: one[0].id != UNREAD if TURNS >= WHOLE else len(one[0].turns))  # a few: no more than were asked for
    turns = [sum(len(scenario.turns) for scenario, _ in every[:count]) for count in range(len(every))]
    some = every[: next(count for count, sum_ in enumerate(turns) if sum_ >= TURNS)]
    return some if TURNS >= WHOLE else [(each.model_copy(update={"turns": each.turns[:TURNS]}), wording) for each, wording in some]


class Noting:
    """A model, and the shapes of answers that it was asked for."""

    def __init__(self, model: ServerModel) -> None:
        self.name, self._model = model.name, model
        self.shapes: set[str] = set()

    async def window(self) -> Window:
        return await self._model.window()

    async def complete(self, ask: Ask) -> Answer:
        self._note(ask)
        return await self._model.complete(ask)

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        self._note(ask)
        async for piece in self._model.stream(ask):
            yield piece

    def _note(self, ask: Ask) -> None:
        self.shapes.add(str((ask.shape or {}).get("title")))


@pytest.fixture(scope="session")
def noting(weak: ServerModel) -> Noting:
    return Noting(weak)


@pytest.fixture(scope="session")
def done(noting: Noting, tmp_path_factory: pytest.TempPathFactory) -> Played:
    store = demo_store(Settings(), home=tmp_path_factory.mktemp("demo"))
    plain, _ = play(store, chosen(), None)
    turns, asked = play(store, chosen(), noting, HANG_S)  # it shares this machine's processor with whatever else runs on it
    return Played("qwen", turns, plain, untrue(turns, Store(store).current()), asked)


def test_it_answers_for_itself(done: Played, root: str) -> None:
    """Or the rest would say nothing of a weak model, but of one that is away."""
    answered = sum(bool(turn.reply.usage.completion_tokens) for turn in done.turns)
    reworded = sum(turn.reply.text != plain.reply.text for turn, plain in zip(done.turns, done.plain, strict=True))
    took, degraded = sum(turn.models_ms for turn in done.turns) / 1000, sum(bool(turn.reply.degraded) for turn in done.turns)
    print(f"{len(done.turns)} turns, {done.asked} requests, {written(root):,} tokens written in {took:.0f} s")
    print(f"{answered} turns with tokens counted, in shape or not, {reworded} with another text, {degraded} degraded")
    assert len(done.turns) >= TURNS
    assert done.asked > TURNS / 2
    assert written(root) > 20 * done.asked
    assert answered > 0


def written(root: str) -> int:
    """Tokens, as its server counts them."""
    with urlopen(f"{root}/metrics", timeout=30) as answer:
        found = re.search(r"^llamacpp:tokens_predicted_total (\d+)", answer.read().decode(), re.MULTILINE)
    assert found is not None
    return int(found[1])


def test_every_conversation_ends_as_without_it(done: Played) -> None:
    assert [(turn.reply.thread_id, turn.said[-1], turn.missing) for turn in done.worse] == []


def test_no_sentence_is_without_evidence(done: Played) -> None:
    assert done.untrue == []


def test_cards_leave_first_and_their_order_changes_with_a_word_only(done: Played) -> None:
    assert [(turn.reply.thread_id, turn.reply.turn, turn.log) for turn in done.turns if not turn.cards_first] == []
    assert done.reordered == []


@pytest.mark.skipif(TURNS < WHOLE, reason="so few turns need not ask for everything")
def test_it_was_tried_on_the_prompts_that_say_so(done: Played, noting: Noting) -> None:
    prompts = PromptLibrary().all()
    print("asked with", ", ".join(f"{each.label} {each.digest}" for each in prompts if each.head.reply_schema in noting.shapes))
    assert {each.label for each in prompts if NAME in each.tried} <= {each.label for each in prompts if each.head.reply_schema in noting.shapes}
