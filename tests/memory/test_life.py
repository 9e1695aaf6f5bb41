"""How long a conversation lives, how much of it is kept, and that nothing of it stays once it is forgotten."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from daogou.graphs.opening import open as open_assistant
from daogou.memory.checkpoints import KEPT
from daogou.memory.conversations import Conversations, open_conversations
from daogou.memory.redis_transcripts import RedisTranscripts
from daogou.schema.settings import Settings
from pydantic import SecretStr

from .opened import open_checkpoints
from .servers import Server, server
from .talk import config, said, talk, turn

DAY_S = 24 * 60 * 60


@pytest.fixture
def database(valkey_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(valkey_url) as client:
        yield client


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    """A server with nothing else on it."""
    with server(tmp_path / "alone") as running:
        yield running


def say(kept: Conversations, thread: str, number: int, buyer: str | None = None, at: datetime | None = None) -> None:
    kept.claim(thread, buyer, "hello")
    asyncio.run(talk(kept.checkpoints).ainvoke(said(f"message {number}"), config(thread), durability="exit"))
    kept.append(thread, turn(thread, number, buyer, at=at or datetime.now(UTC), turn_id=f"id-{number}"))


def test_every_key_of_a_thread_ends_at_once_and_use_puts_it_off(valkey_url: str, database: redis.Redis) -> None:
    thread, settings = f"t-{uuid4().hex}", Settings(redis_url=SecretStr(valkey_url), thread_days=3)

    def lives() -> dict[str, int]:
        return {key.decode(): database.ttl(key) for key in database.scan_iter(match=f"*{thread}*")}

    with open_conversations(settings) as kept:
        say(kept, thread, 1)
        assert {part.rpartition(":")[2] for part in lives()} == {"index", "checkpoints", "channels", "turns", "ids", "entry"}
        for again in (False, True):
            for key in lives():
                database.expire(key, 100)
            if again:
                say(kept, thread, 2)
            else:
                kept.checkpoints.get_tuple(config(thread))
            assert {2 * DAY_S < life <= 3 * DAY_S for life in lives().values()} == {True}


def test_without_the_setting_nothing_ends(valkey_url: str, database: redis.Redis) -> None:
    thread = f"t-{uuid4().hex}"
    with open_conversations(Settings(redis_url=SecretStr(valkey_url))) as kept:
        say(kept, thread, 1)
    assert {database.ttl(key) for key in database.scan_iter(match=f"*{thread}*")} == {-1}


def test_in_a_folder_too_what_was_not_used_for_so_long_is_forgotten(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path, thread_days=3)
    with open_conversations(settings) as kept:
        say(kept, "old", 1, at=datetime.now(UTC) - timedelta(days=4))
        say(kept, "used", 1, at=datetime.now(UTC) - timedelta(days=4))
        say(kept, "used", 2, at=datetime.now(UTC) - timedelta(days=2))
    with open_conversations(settings) as kept:
        assert [thread.thread_id for thread in kept.list()] == ["used"]
        assert kept.checkpoints.get_tuple(config("old")) is None
        assert kept.checkpoints.get_tuple(config("used")) is not None


def test_what_is_remembered_does_not_grow_with_the_conversation(home: Settings) -> None:
    saver, thread = open_checkpoints(home), f"t-{uuid4().hex}"
    for number in range(KEPT + 5):
        asyncio.run(talk(saver).ainvoke(said(f"message {number}"), config(thread), durability="exit"))
    listed = list(saver.list(config(thread)))
    assert len(listed) == KEPT
    assert len(listed[0].checkpoint["channel_values"]["shown"]) == KEPT + 5  # and the last is whole
    assert len(listed[-1].checkpoint["channel_values"]["shown"]) == 6
    saver.close()


def test_a_claim_without_a_turn_ends_by_itself(valkey_url: str, database: redis.Redis) -> None:
    kept, thread = RedisTranscripts(valkey_url), f"t-{uuid4().hex}"
    assert kept.claim(thread, "ann", "hello") == "ann"
    assert kept.claim(thread, "bob", "hello") == "ann"
    entry = f"daogou:transcript:{{{thread}}}:entry"
    assert 0 < database.ttl(entry) <= DAY_S
    kept.append(thread, turn(thread, 1, "ann"))
    assert database.ttl(entry) == -1
    kept.close()


def test_a_deleted_conversation_leaves_no_key(alone: Server, six_store: Path) -> None:
    with open_assistant(six_store, settings=Settings(redis_url=SecretStr(alone.url), thread_days=3, cache=False)) as assistant:
        for text in ("婴儿睡袋", "便宜的"):
            assistant.ask(text, thread="t", buyer="ann", turn_id=text)
        assert assistant.threads.delete("t")
        assert not assistant.threads.delete("t")
        assert not alone.left()


def test_a_deleted_buyer_leaves_no_key(alone: Server, six_store: Path) -> None:
    settings = Settings(redis_url=SecretStr(alone.url), cache=False)
    with open_assistant(six_store, settings=settings) as assistant:
        for thread in ("one", "two"):
            assistant.ask("婴儿睡袋", thread=thread, buyer="ann")
        assistant.threads.claim("begun", "ann", "and never answered")
        assistant.ask("婴儿睡袋", thread="hers", buyer="bea")
        assert assistant.threads.delete_buyer("ann") == 3
        assert [thread.thread_id for thread in assistant.threads.list()] == ["hers"]
        assert assistant.threads.delete_buyer("bea") == 1
        assert not alone.left()


def test_a_user_who_may_do_nothing_dangerous_will_do(alone: Server, six_store: Path) -> None:
    """As managed Redis gives them: INFO and SCAN over everything may be denied."""
    with alone.client() as admin:
        admin.execute_command("ACL", "SETUSER", "shop", "on", ">s3cret", "~daogou:*", "+@all", "-@dangerous", "-@admin")
    settings = Settings(redis_url=SecretStr(f"redis://shop:s3cret@127.0.0.1:{alone.port}/0"), thread_days=3)
    with open_assistant(six_store, settings=settings) as assistant:
        first, second = (assistant.ask(text, thread="t", buyer="ann", turn_id=text) for text in ("婴儿睡袋", "便宜的"))
        assert (first.degraded, second.degraded, second.turn) == ((), (), 2)
        assert assistant.threads.delete_buyer("ann") == 1
