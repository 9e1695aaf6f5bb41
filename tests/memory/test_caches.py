"""What is kept is found by who asks the same, made once for many, and gone with its catalogue; whatever happens to the cache, an answer comes."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
import redis
from daogou.eval.memory.caches import pairs
from daogou.memory.caches import redis_shelf
from daogou.memory.caches.asked import Asked
from daogou.memory.caches.cache import Cache, open_cache
from daogou.memory.caches.local_shelf import LocalShelf
from daogou.memory.caches.neighbour import Nearness
from daogou.memory.caches.redis_shelf import RedisShelf
from daogou.memory.caches.shelf import NEIGHBOURS, Shelf
from daogou.schema.evidence import Evidence, Passages
from daogou.schema.fact import Fact
from daogou.schema.need import Need, Waiting
from daogou.schema.settings import Settings
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from ..long import few
from ..waiting import HANG_S, until
from .cluster import three_nodes
from .servers import server

GROUP = "catalogue-1"
NEED = Need(category="婴儿睡袋", query="睡袋", quantity=50, facts=(Fact(kind="market", value="DE"), Fact(kind="trade", value="boutique")))


def asked(need: Need = NEED, **other: Any) -> Asked:
    return Asked(**{"kind": "search", "catalogue": GROUP, "need": need, "words": need.query, **other})


def found(text: str) -> Passages:
    return Passages(pieces=(Evidence(kind="guide", ref="g", title="t", text=text),))


def minute(_: object) -> int:
    return 60


class Maker:
    """Counts how often it is asked; its answer has the number."""

    def __init__(self, wait: threading.Event | None = None) -> None:
        self.calls, self.begun, self._wait = 0, threading.Event(), wait

    def __call__(self) -> Passages:
        self.calls += 1
        self.begun.set()
        if self._wait is not None:
            assert self._wait.wait(HANG_S)
        return found(f"made {self.calls}")


@pytest.fixture(scope="module")
def cluster_url() -> Iterator[str]:
    with three_nodes() as url:
        yield url


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is well is waited for, however busy it is."""
    monkeypatch.setattr(redis_shelf, "TIMEOUT_S", HANG_S)


@pytest.fixture(params=few(["local", "redis", "cluster"], "local", "redis"))
def shelf(request: pytest.FixtureRequest, patient: None) -> Iterator[Shelf]:
    """An empty one, in this process, in a real Valkey or in a cluster of them."""
    if request.param == "local":
        yield LocalShelf()
        return
    url = request.getfixturevalue("valkey_url" if request.param == "redis" else "cluster_url")
    shelf = RedisShelf(url, prefix=f"test-{uuid4().hex}")
    yield shelf
    shelf.forget(GROUP)
    shelf.close()


def recall(cache: Cache, make: Callable[[], Passages], of: Asked | None = None, **other: Any) -> Passages:
    return cache.recall(of or asked(), Passages, make, **{"lasts": minute, "patience_s": HANG_S, **other})


def test_what_was_found_is_found_again(shelf: Shelf) -> None:
    cache, make = Cache(shelf), Maker()
    assert recall(cache, make) == recall(cache, make) == found("made 1")
    assert recall(Cache(shelf), make) == found("made 1")
    assert make.calls == 1 and cache.counts["hit", "search"] == 1


@given(st.integers(0, 10_000))
def test_the_order_of_saying_and_what_belongs_to_the_conversation_have_no_say(seed: int) -> None:
    random = Random(seed)
    need = next(iter(pairs(1, seed))).left
    mixed = [
        each.model_copy(update={"id": f"x{number}", "turn": random.randint(1, 9), "text": "…", "status": "inherited"})
        for number, each in enumerate(random.sample(need.conditions, len(need.conditions)))
    ]
    gone = need.conditions[0].model_copy(update={"status": "removed", "value": 7})
    facts = tuple(fact.model_copy(update={"turn": 5, "text": "…"}) for fact in reversed(need.facts))
    assert asked(need).exact == asked(need.model_copy(update={"conditions": (gone, *mixed), "facts": facts})).exact


OTHERS = {"tenant": "b", "catalogue": "catalogue-2", "model": "m2", "prompt": "p2", "kind": "retrieval", "rest": ("2026-11-25",), "words": "bag"}


@pytest.mark.parametrize("other", [{name: value} for name, value in OTHERS.items()])
def test_each_part_of_the_key_counts(other: dict[str, Any]) -> None:
    assert asked().exact != asked(**other).exact
    assert ("words" in other) == (asked().but_words == asked(**other).but_words)


@pytest.mark.parametrize("name", sorted(set(Need.model_fields) - {"conditions", "facts"}))
def test_every_field_of_a_need_counts(name: str) -> None:
    values: dict[str, Any] = {"category": "鼠标", "query": "鼠标", "audience": "x", "quantity": 51, "language": "en", "sort": ("price",), "line": 2}
    values |= {"waiting": (Waiting(category="毛巾"),), "case": {"room_temp_c": 26.0}, "words": ("像云一样",), "currency": "USD", "pack": "箱"}
    assert name in values, "a new field of a need: see that it has a say, or that it need not have one"
    assert asked().exact != asked(NEED.model_copy(update={name: values[name]}), words="睡袋").exact


def test_half_a_surrogate_pair_is_a_key(shelf: Shelf) -> None:
    assert recall(Cache(shelf), Maker(), asked(Need(query="\ud800"))) == found("made 1")


def test_many_threads_make_it_once(shelf: Shelf) -> None:
    go = threading.Event()
    cache, make = Cache(shelf), Maker(go)
    with ThreadPoolExecutor(8) as threads:
        waiting = [threads.submit(recall, cache, make) for _ in range(8)]
        assert make.begun.wait(HANG_S)
        go.set()
        assert {future.result(HANG_S).model_dump_json() for future in waiting} == {found("made 1").model_dump_json()}
    assert make.calls == 1


@pytest.mark.usefixtures("patient")
def test_two_processes_make_it_once(valkey_url: str) -> None:
    """Two caches of nothing in common but the server."""
    shelves = [RedisShelf(valkey_url, prefix="test-two") for _ in range(2)]
    go = threading.Event()
    first, second = Maker(go), Maker()
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(recall, Cache(shelves[0]), first)
        assert first.begun.wait(HANG_S)
        other = threads.submit(recall, Cache(shelves[1]), second)
        go.set()
        assert one.result(HANG_S) == other.result(HANG_S) == found("made 1")
    assert second.calls == 0


def test_who_waits_in_vain_makes_it_himself(shelf: Shelf) -> None:
    go = threading.Event()
    cache, stuck = Cache(shelf), Maker(go)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(recall, cache, stuck)
        assert stuck.begun.wait(HANG_S)
        assert recall(cache, Maker(), patience_s=0.01) == found("made 1")
        assert not first.done()
        go.set()
        first.result(HANG_S)


def test_one_that_fails_holds_up_nobody(shelf: Shelf) -> None:
    def fail() -> Passages:
        raise ValueError("no")

    cache = Cache(shelf)
    with pytest.raises(ValueError, match="no"):
        recall(cache, fail)
    assert recall(cache, Maker()) == found("made 1")
    assert recall(Cache(shelf), Maker()) == found("made 1")


def test_an_answer_that_can_not_be_written_costs_nobody_the_shelf(shelf: Shelf) -> None:
    cache, other, odd = Cache(shelf), Maker(), Need.model_construct(**{**dict(NEED), "quantity": 2**64})
    assert cache.recall(asked(), Need, lambda: odd, minute, patience_s=1) is odd
    assert recall(cache, other, asked(NEED, words="others")) == recall(cache, other, asked(NEED, words="others")) == found("made 1")
    assert cache.counts["failed", ""] == 0


def test_what_may_not_be_kept_is_made_each_time(shelf: Shelf) -> None:
    cache, make = Cache(shelf), Maker()
    assert [recall(cache, make, lasts=lambda _: 0) for _ in range(2)] == [found("made 1"), found("made 2")]


def test_it_lasts_as_long_as_it_may(shelf: Shelf) -> None:
    cache, make = Cache(shelf), Maker()
    recall(cache, make, lasts=lambda _: 1)
    until(lambda: recall(cache, make, lasts=lambda _: int(HANG_S)) != found("made 1"), "another answer")
    assert recall(cache, make) == found("made 2")


def test_all_of_a_catalogue_goes_and_nothing_of_another(shelf: Shelf) -> None:
    cache = Cache(shelf)
    near = Nearness(lambda words: np.eye(4, dtype=np.float32)[0], 0.5, lambda one, other: True)
    for number in range(1200):
        recall(cache, Maker(), asked(words=f"w{number}"), near=near if number % 100 == 0 else None)
    recall(cache, Maker(), asked(catalogue="catalogue-2"))
    cache.forget(GROUP)
    if isinstance(shelf, RedisShelf):
        assert list(shelf._client.scan_iter(f"{shelf._prefix}:{{{GROUP}}}*")) == []
    again, other = Maker(), Maker()
    recall(cache, again, asked(words="w7"))
    recall(cache, other, asked(catalogue="catalogue-2"))
    assert (again.calls, other.calls) == (1, 0)
    cache.forget("catalogue-2")


def test_in_this_process_it_is_bounded_by_bytes() -> None:
    shelf = LocalShelf(size=20_000)
    for number in range(100):
        shelf.keep(GROUP, f"e{number}", b"x" * 700, 60)
    shelf.keep(GROUP, "huge", b"x" * 30_000, 60)
    kept = [number for number in range(100) if shelf.look(GROUP, f"e{number}", "", 1).value]
    assert kept == list(range(80, 100))
    assert shelf.look(GROUP, "huge", "", 1).value is None


def test_level_two_finds_the_nearest_that_is_the_same_in_other_words(shelf: Shelf) -> None:
    angles = {"a": 0.0, "b": 0.3, "c": 0.1, "far": 1.5}
    near = Nearness(
        lambda words: np.array([np.cos(angles[words]), np.sin(angles[words])], np.float32), 0.9, lambda one, other: {one, other} != {"a", "c"}
    )
    cache = Cache(shelf)
    for words in ("b", "c", "far"):
        recall(cache, lambda words=words: found(words), asked(words=words), near=near)  # type: ignore[misc]
    assert recall(cache, Maker(), asked(words="a"), near=near) == found("b")  # c is nearer, and not the same
    assert cache.counts["near", "search"] == 2  # c was given what b had too
    assert recall(cache, Maker(), asked(words="a")) == found("b")  # from now on at level one
    assert recall(cache, Maker(), asked(words="a", tenant="other"), near=near) == found("made 1")


def test_neighbours_are_the_last_ones(shelf: Shelf) -> None:
    for number in range(NEIGHBOURS + 5):
        shelf.keep(GROUP, f"e{number}", b"v", 60, "bucket", b"%d" % number)
    near = shelf.look(GROUP, "unknown", "bucket", 1000).near
    assert list(near) == [b"%d" % number for number in range(NEIGHBOURS + 4, 4, -1)]


@pytest.mark.parametrize("damage", [b"", b"\x00rubbish", b"\x01rubbish", b"\x00\x92\xa4json\xc4\x02{}"])
def test_a_damaged_entry_is_made_anew(shelf: Shelf, damage: bytes) -> None:
    shelf.keep(GROUP, asked().exact, damage, 60, asked().but_words, damage)
    near = Nearness(lambda words: np.ones(1, np.float32), 0.5, lambda one, other: True)
    assert recall(Cache(shelf), Maker(), near=near) == found("made 1")
    assert recall(Cache(shelf), Maker(), asked(words="other"), near=near) in (found("made 1"),)


def test_a_type_that_is_not_ours_is_not_made_of_it(shelf: Shelf) -> None:
    cache = Cache(shelf)
    recall(cache, Maker())
    stored = shelf.look(GROUP, asked().exact, "", 1).value
    assert stored is not None
    shelf.keep(GROUP, asked().exact, stored.replace(b"Passages", b"Evidence"), 60)
    assert recall(cache, Maker()) == found("made 1")


def with_server(url: str) -> Cache:
    return open_cache(Settings(redis_url=SecretStr(url)))


def test_without_a_server_everything_is_made_and_it_is_not_asked_each_time() -> None:
    cache, make = with_server("redis://127.0.0.1:1/0"), Maker()
    for _ in range(3):
        recall(cache, make)
    assert make.calls == 3 and cache.counts["failed", ""] == 1
    cache.close()


def test_a_frozen_full_or_read_only_server_changes_no_answer(tmp_path: Path) -> None:
    with server(tmp_path / "valkey") as valkey:
        url = valkey.url
        with redis.Redis.from_url(url) as client:
            pid = int(client.info("server")["process_id"])
            os.kill(pid, signal.SIGSTOP)
            try:
                assert recall(with_server(url), Maker()) == found("made 1")
            finally:
                os.kill(pid, signal.SIGCONT)
            client.config_set("maxmemory", "1")
            assert recall(with_server(url), Maker(), asked(words="full")) == found("made 1")
            client.config_set("maxmemory", "0")
            client.replicaof("127.0.0.1", "1")
            assert recall(with_server(url), Maker(), asked(words="replica")) == found("made 1")
            client.replicaof("NO", "ONE")
            client.config_set("requirepass", "secret")
            assert recall(with_server(url), Maker(), asked(words="password")) == found("made 1")


def test_after_a_restart_it_is_used_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("daogou.memory.caches.cache.PAUSE_S", 0.0)
    with server(tmp_path / "valkey") as valkey:
        cache, make = with_server(valkey.url), Maker()
        recall(cache, make)
        valkey.kill()
        assert recall(cache, make) == found("made 2")
        valkey.start()
        assert recall(cache, make) == recall(cache, make) == found("made 3")


def test_off_means_off() -> None:
    cache, make = open_cache(Settings(cache=False)), Maker()
    recall(cache, make)
    assert recall(cache, make) == found("made 2")
