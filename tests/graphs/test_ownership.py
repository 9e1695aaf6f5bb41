"""A conversation belongs to the buyer who opened it: after a crash, for suggestions, and until it is forgotten whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import InputError, StoreError
from daogou.schema.settings import Settings
from pydantic import SecretStr


@pytest.fixture(params=["sqlite", "redis"])
def kept(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Assistant]:
    if request.param == "redis":
        settings = settings.model_copy(update={"redis_url": SecretStr(request.getfixturevalue("valkey_url"))})
    with open_assistant(settings=settings) as opened:
        yield opened
        opened.threads.delete("owned")


def test_a_deleted_thread_is_forgotten_whole(kept: Assistant) -> None:
    kept.ask("婴儿睡袋", thread="owned", buyer="ann")
    assert kept.threads.delete("owned")
    assert kept.ask("怎么选?", thread="owned", buyer="bob").turn == 1
    assert not kept.threads.delete("nobody's")


def test_the_owner_is_known_after_a_crash_in_the_middle_of_storing(kept: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(kept.threads.transcripts, "append" if kept.settings.redis_url is None else "enlist", crash)
        with pytest.raises(RuntimeError):
            kept.ask("婴儿睡袋", thread="owned", buyer="ann")
    with pytest.raises(InputError):
        kept.ask("怎么选?", thread="owned", buyer="bob")
    assert kept.ask("怎么选?", thread="owned", buyer="ann").turn == 2
    assert [turn.text for turn in kept.threads.get("owned")] == ["婴儿睡袋", "怎么选?"]
    assert kept.threads.list("ann")[0].thread_id == "owned"


@pytest.mark.parametrize("name", ["x" * 201, "\ud800"])
def test_a_name_that_cannot_be_kept_is_wrong_input(assistant: Assistant, name: str) -> None:
    for ask in (
        lambda: assistant.ask("睡袋", thread=name),
        lambda: assistant.ask("睡袋", buyer=name),
        lambda: assistant.suggest(thread=name),
        lambda: assistant.suggest(thread="t", buyer=name),
        lambda: assistant.threads.delete(name),
        lambda: assistant.threads.get(name),
        lambda: assistant.threads.list(name),
    ):
        with pytest.raises(InputError):
            ask()


def test_a_state_folder_that_is_taken_away_is_told_of(assistant: Assistant, tmp_path: Path) -> None:
    assistant.ask("婴儿睡袋", thread="t")
    state = tmp_path / "state"
    state.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="moved or deleted"):
        assistant.ask("怎么选?", thread="t")
    (tmp_path / "elsewhere").rename(state)
    assert assistant.ask("怎么选?", thread="t").turn == 2
    shutil.rmtree(state)
    with pytest.raises(StoreError, match="moved or deleted"):
        assistant.ask("怎么选?", thread="t")


def test_a_reply_is_rated_by_whose_it_is_until_it_is_forgotten(kept: Assistant) -> None:
    kept.ask("婴儿睡袋", thread="owned", buyer="ann")
    kept.feedback.add("owned", 1, -1, "太贵", buyer="ann")
    with pytest.raises(InputError):
        kept.feedback.add("owned", 1, 1, buyer="bob")
    assert [(one.score, one.comment) for one in kept.feedback.list("owned", buyer="ann")] == [(-1, "太贵")]
    kept.threads.delete("owned")
    kept.ask("婴儿睡袋", thread="owned", buyer="bob")
    assert kept.feedback.list("owned", buyer="bob") == ()
