"""A server that is up and has lost conversations which a worker answered: FLUSHALL, or keys thrown out for want of room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings
from pydantic import SecretStr

from .servers import Server, server

WORDS = ("婴儿睡袋", "100元以内", "有机棉的", "便宜的")


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    with server(tmp_path / "alone") as running:
        yield running


def opened(alone: Server, store: Path) -> Assistant:
    return open_assistant(store, settings=Settings(redis_url=SecretStr(alone.url), cache=False))


def flush(alone: Server) -> None:
    with alone.client() as client:
        client.flushall()


def test_what_a_worker_answered_comes_back_after_flushall(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker:
        for thread in map(str, range(10)):
            before = [worker.ask(text, thread=thread, buyer="ann").need for text in WORDS]
        flush(alone)
        for thread in map(str, range(10)):
            reply = worker.ask("谢谢", thread=thread, buyer="ann")
            assert (reply.turn, reply.degraded) == (len(WORDS) + 1, ())
            assert reply.need == before[-1]
            assert [turn.text for turn in worker.threads.get(thread)] == [*WORDS, "谢谢"]
    with opened(alone, six_store) as another:  # it lies in Redis again, not in the worker alone
        assert another.ask("谢谢", thread="3", buyer="ann").turn == len(WORDS) + 2
        assert len(another.threads.list("ann")) == 10


def test_looking_at_a_conversation_brings_it_back_too(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker:
        for text in WORDS:
            worker.ask(text, thread="t", buyer="ann")
        flush(alone)
        found = worker.threads.find("t")
        assert found is not None and (found.buyer, found.turns) == ("ann", len(WORDS))
        assert len(worker.threads.get("t")) == len(WORDS)


@pytest.mark.parametrize("part", ["checkpoint", "transcript"])
def test_half_a_conversation_that_was_thrown_out_comes_back(alone: Server, six_store: Path, part: str) -> None:
    with opened(alone, six_store) as worker:
        before = [worker.ask(text, thread="t").need for text in WORDS]
        with alone.client() as client:
            client.delete(*client.keys(f"daogou:{part}:{{t}}:*"))
        reply = worker.ask("谢谢", thread="t")
        assert (reply.turn, reply.need) == (len(WORDS) + 1, before[-1])
        assert len(worker.threads.get("t")) == len(WORDS) + 1


def test_what_was_deleted_by_another_process_stays_deleted(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        for text in WORDS:
            worker.ask(text, thread="t", buyer="ann")
        assert another.threads.delete("t")
        assert worker.threads.find("t") is None
        assert worker.ask("谢谢", thread="t", buyer="ann").turn == 1
        assert len(worker.threads.get("t")) == 1


def test_another_worker_that_went_on_without_it_is_told_of(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as one, opened(alone, six_store) as other:
        for text in WORDS:
            one.ask(text, thread="t")
        flush(alone)
        assert other.ask("婴儿睡袋", thread="t").turn == 1  # it never held the conversation
        told = one.ask("便宜的", thread="t")
        assert (told.turn, told.degraded) == (2, ("turns",))
        assert "turns" not in one.ask("谢谢", thread="t").degraded
