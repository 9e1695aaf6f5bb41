"""Somebody wrote over a key of ours: one clear error at most, no other conversation suffers, and what is damaged can be deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory.record import Damaged
from daogou.schema.errors import DaogouError
from daogou.schema.profile import Profile
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ..long import few
from .servers import Server, server

OF_THREAD = [f"daogou:checkpoint:{{t}}:{part}" for part in ("index", "checkpoints", "channels", "writes", "fence", "queue", "seen")]
SAID = [f"daogou:transcript:{{t}}:{part}" for part in ("turns", "ids", "entry")]
SHARED = ["daogou:transcript:threads", "daogou:transcript:of:ann", "daogou:transcript:deleted"]
HARMLESS = [*OF_THREAD, "daogou:transcript:{t}:ids", *SHARED]
"""Without these nothing is missing: they are made anew, from what the worker holds where need be."""


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    with server(tmp_path / "alone") as running:
        yield running


@pytest.fixture
def assistant(alone: Server, six_store: Path) -> Iterator[Assistant]:
    with open_assistant(six_store, settings=Settings(redis_url=SecretStr(alone.url), thread_days=3, cache=False)) as opened:
        opened.ask("婴儿睡袋", thread="t", buyer="ann", turn_id="a")
        opened.ask("婴儿睡袋", thread="u", buyer="bob", turn_id="a")
        yield opened


def over(alone: Server, key: str, text: bool = True) -> None:
    with alone.client() as client:
        client.delete(key)
        if text:
            client.set(key, "another's")
        else:
            client.rpush(key, "another's")


def tried(assistant: Assistant) -> str:
    """What asking says went wrong."""
    try:
        assistant.ask("便宜的", thread="t", buyer="ann", turn_id="b")
    except DaogouError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("text", few([True, False], True))
@pytest.mark.parametrize("key", few([*OF_THREAD, *SAID, *SHARED], OF_THREAD[1], OF_THREAD[4], SAID[0], SHARED[0]))
def test_one_clear_error_and_nobody_else_suffers(alone: Server, assistant: Assistant, key: str, text: bool) -> None:
    over(alone, key, text)
    said = tried(assistant)
    assert (said == "") == (key in HARMLESS), said
    assert "WRONGTYPE" not in said and (not said or "damaged" in said)
    assert assistant.ask("便宜的", thread="u", buyer="bob").turn == 2
    assert "u" in [thread.thread_id for thread in assistant.threads.list()]
    assert tried(assistant) == "" or key.endswith("entry")  # whose it is can't be known
    over(alone, key)
    assert assistant.threads.delete("t") or key in SHARED
    assert assistant.threads.delete_buyer("bob") == 1
    assistant.threads.delete_buyer("ann")
    assert alone.left() <= {"daogou:transcript:threads", "{daogou:transcript:threads}-damaged"}


@pytest.mark.parametrize("key", SHARED)
def test_a_list_of_conversations_is_made_anew(alone: Server, assistant: Assistant, key: str) -> None:
    assistant.threads.claim("begun", "ann", "and never answered")
    over(alone, key)
    assert {thread.thread_id for thread in assistant.threads.list()} == {"t", "u"}
    over(alone, key)
    assert [thread.thread_id for thread in assistant.threads.list("ann")] == ["t"]
    assert assistant.threads.delete_buyer("ann") == 2


def test_a_profile_is_told_of_once_and_begins_anew(alone: Server, assistant: Assistant) -> None:
    assistant.ask("我们货发德国", thread="v", buyer="ann")
    (key,) = alone.client().scan_iter("daogou:store:*")
    over(alone, key.decode())
    with pytest.raises(Damaged, match="removed"):
        assistant.profiles.get("ann")
    assert assistant.profiles.get("ann") == Profile(buyer="ann")
    assert not assistant.profiles.delete("ann")
