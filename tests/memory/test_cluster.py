"""Conversations on a cluster of three nodes: kept, listed, forgotten, and gone on with when a node dies."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory import deletions
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings
from pydantic import SecretStr

from .cluster import three_nodes
from .test_outages import ask

THREADS = [f"t{number}" for number in range(6)]  # on all three nodes


@pytest.fixture
def url() -> Iterator[str]:
    with three_nodes() as named:
        yield named


@pytest.fixture
def workers(url: str, six_store: Path) -> Iterator[list[Assistant]]:
    settings = Settings(redis_url=SecretStr(url), thread_days=3, cache=False)
    with open_assistant(six_store, settings=settings) as one, open_assistant(six_store, settings=settings) as other:
        yield [one, other]


def test_conversations_are_kept_listed_and_forgotten(url: str, workers: list[Assistant]) -> None:
    one, other = workers
    for thread in THREADS:
        one.ask("婴儿睡袋 100元以内", thread=thread, buyer="ann", turn_id="a")
        reply = other.ask("有机棉的", thread=thread, buyer="ann", turn_id="b")
        assert (reply.turn, reply.degraded) == (2, ())
        assert one.ask("有机棉的", thread=thread, buyer="ann", turn_id="b") == reply
    assert {thread.thread_id for thread in one.threads.list("ann")} == set(THREADS)
    assert one.threads.delete(THREADS[0])
    assert other.threads.delete_buyer("ann") == len(THREADS) - 1
    one.profiles.delete("ann")
    with redis.RedisCluster(host="127.0.0.1", port=int(url.rpartition(":")[2])) as cluster:
        assert {key.decode() for key in cluster.scan_iter(match="*")} <= {deletions.KEY}


def test_a_node_that_dies_ends_no_conversation(url: str, workers: list[Assistant]) -> None:
    one, other = workers
    for thread in THREADS:
        one.ask("婴儿睡袋 100元以内", thread=thread)
    with redis.RedisCluster(host="127.0.0.1", port=int(url.rpartition(":")[2])) as cluster:
        dying = cluster.get_node_from_key("{t0}")
    with redis.Redis(port=dying.port) as node:
        os.kill(int(node.info("server")["process_id"]), signal.SIGKILL)
    replies = [ask(one, "有机棉的", thread) for thread in THREADS]
    assert {reply.turn for reply in replies} == {2}
    assert replies[0].degraded == ("memory",)
    with pytest.raises(OutsideError):
        ask(other, "便宜的", THREADS[0])
