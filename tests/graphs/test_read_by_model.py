"""Turns that a language model reads beside the built-in reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.schema.errors import Unreachable
from daogou.schema.settings import Settings

MESSAGES = ["想找婴儿睡袋，90元以内", "looking for a baby sleeping bag under 90 yuan"]


class Opened:
    """An assistant whose model says `says`."""

    def __init__(self, store: Path, state: Path, reader: str) -> None:
        self.says: str | Exception = ""
        self.model = ScriptedModel(self._said)
        settings = Settings.model_validate({"store": store, "state": state, "reader": reader})
        self.assistant: Assistant = open_assistant(settings=settings, models=Models(PromptLibrary(), read=self.model))

    def _said(self, ask: Ask) -> str:
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


@pytest.fixture(scope="module", params=["model", "unsure"])
def opened(request: pytest.FixtureRequest, six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    one = Opened(six_store, tmp_path_factory.mktemp("state"), request.param)
    yield one
    one.assistant.close()


@pytest.fixture
def always(opened: Opened) -> Opened:
    opened.model.asked.clear()
    if opened.assistant.settings.reader != "model":
        pytest.skip("it asks only where the network isn't sure")
    return opened


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (MESSAGES[0], "The buyer wants a sleeping bag."),
        (MESSAGES[1], "x" * 10_000),
        (MESSAGES[0], "want price <= 5; want brand = Acme"),
        (MESSAGES[1], "forget; drop all; keep; sent"),
        (MESSAGES[0], "want price >= 90"),
        (MESSAGES[1], Unreachable("nothing came in time")),
    ],
    ids=["prose", "long", "invented", "removals", "inverted", "late"],
)
def test_a_model_that_reads_badly_changes_nothing(always: Opened, text: str, says: str | Exception) -> None:
    always.says = says
    reply = always.assistant.ask(text, thread=f"{text}{str(says)[:40]}")
    assert (reply.need.category, [one.name for one in reply.need.active]) == ("婴儿睡袋", ["price<=90"])
    assert len(always.model.asked) == 1
    usable = isinstance(says, str) and says.startswith(("want price >= 90", "forget"))
    assert reply.degraded == (() if usable else ("model.read",))


def test_what_only_the_model_reads_is_a_wish(always: Opened) -> None:
    always.says = "seek baby sleeping bag; want words = cloudlike"
    reply = always.assistant.ask("baby sleeping bag cloudlike", thread="wish")
    assert reply.degraded == ("model.rank",)  # which ones fit the wish best is asked as well
    assert not any(one.hard for one in reply.need.active)


def test_it_is_told_the_titles_and_the_message_and_asked_for_a_line(always: Opened) -> None:
    always.says = "seek baby sleeping bag"
    always.assistant.ask(MESSAGES[1], thread="titles")
    always.says = "ask moq of #1"
    always.assistant.ask("what is the moq of the first?", thread="titles")
    first, second = (ask for ask in always.model.asked if ask.task == "commands")
    assert second.messages[-1].text.startswith("1. ")
    assert second.messages[-1].text.endswith("what is the moq of the first? =>")
    assert first.messages[0] == second.messages[0]  # what a server keeps of the prompt
    assert second.line and second.grammar is not None and '"#1"' in second.grammar
    assert first.grammar is not None and '"#1"' not in first.grammar


def test_it_is_asked_only_where_the_network_is_not_sure(opened: Opened) -> None:
    opened.model.asked.clear()
    opened.says = "seek baby sleeping bag"
    reply = opened.assistant.ask(MESSAGES[1], thread="sure")
    assert len(opened.model.asked) == (opened.assistant.settings.reader == "model")
    assert bool(reply.usage.prompt_tokens) == (opened.assistant.settings.reader == "model")


def test_the_built_in_reader_asks_no_model(six_store: Path, tmp_path: Path) -> None:
    one = Opened(six_store, tmp_path / "state", "built-in")
    with one.assistant as assistant:
        assistant.ask("a baby sleeping bag, cloudlike", thread="t")
    assert not any(ask.task == "commands" for ask in one.model.asked)
