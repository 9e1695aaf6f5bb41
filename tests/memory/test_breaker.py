"""A server that is away is asked by the probe alone, until it answers."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
import redis
from daogou.memory import connection, keys, scripts
from daogou.memory.breaker import Breaker
from daogou.memory.redis_locks import LEASE_MS, LEFT_MS, WAIT_MS, RedisTurnLocks
from daogou.schema.errors import OutsideError, Unreachable

from .servers import Server, server
from .test_outages import eventually


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    with server(tmp_path / "alone") as running:
        yield running


def test_it_closes_when_the_probe_goes_through_and_not_before() -> None:
    probes: list[str] = []
    well = Event()

    def probe() -> None:
        probes.append("asked")
        if not well.is_set():
            raise ConnectionError

    breaker = Breaker(probe)
    assert not breaker.open()
    breaker.trip()
    breaker.trip()
    eventually(lambda: len(probes) > 1)
    assert breaker.open()
    well.set()
    eventually(lambda: not breaker.open())
    asked = len(probes)
    breaker.trip()
    eventually(lambda: not breaker.open())
    assert len(probes) == asked + 1


def test_what_nobody_asks_for_is_probed_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daogou.memory.breaker.FORGOTTEN_S", 0.0)
    probes: list[str] = []
    breaker = Breaker(lambda: probes.append("asked"))
    breaker.trip()
    eventually(lambda: not breaker.open())
    assert not probes  # whoever comes next tries for himself


def test_all_parts_find_out_together(alone: Server) -> None:
    where = connection.address(alone.url)
    first, second = connection.connect(alone.url), connection.connect(alone.url)
    alone.kill()
    with pytest.raises(Unreachable), connection.redis_trouble(where):
        first.ping()
    with pytest.raises(Unreachable), connection.redis_trouble(where):
        raise AssertionError(f"{second} is not asked")
    alone.start()

    def answers() -> bool:
        with connection.redis_trouble(where):
            return bool(second.ping())

    eventually(answers)


def test_a_server_that_refuses_is_asked_again(alone: Server) -> None:
    where, client = connection.address(alone.url), connection.connect(alone.url)
    client.config_set("maxmemory", "1")
    with pytest.raises(OutsideError) as refused, connection.redis_trouble(where):
        client.set("key", "value")
    assert not isinstance(refused.value, Unreachable)
    with connection.redis_trouble(where):
        assert client.get("key") is None


def test_a_lease_whose_grant_got_lost_is_granted_again(valkey_url: str) -> None:
    """Tried again after a time-out, a worker would wait behind itself until its own lease ends."""
    thread, client = f"t-{uuid4().hex}", redis.Redis.from_url(valkey_url)
    names = keys.keys(keys.PREFIX, thread, keys.TURN)
    first = scripts.run(client, "acquire", names, ["ticket", LEASE_MS, WAIT_MS, "enqueue", "", LEFT_MS])
    assert scripts.run(client, "acquire", names, ["ticket", LEASE_MS, WAIT_MS, "enqueue", "", LEFT_MS]) == first
    assert scripts.run(client, "acquire", names, ["another", LEASE_MS, WAIT_MS, "enqueue", "", LEFT_MS])[:2] == [0, 1]


def test_a_lease_that_could_not_be_given_back_is_when_its_worker_comes_by(alone: Server) -> None:
    locks = RedisTurnLocks(alone.url)
    assert locks._asked("t", "ticket", "enqueue")
    alone.freeze()
    locks._release("t", "ticket")
    alone.thaw()

    def free() -> bool:
        with locks.at_once("t") as lease:
            return lease is not None

    eventually(free)
    assert alone.client().dbsize() == 0
    locks.close()
