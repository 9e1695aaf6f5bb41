"""Redis misbehaves, between turns and in the middle of one: the buyer is answered, nothing acknowledged is lost, and all is stored once it is well.

No test looks at a clock: a turn has ended while the trouble still lasted, or it has not.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import product
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory import connection
from daogou.memory.conversations import Parting, Unkept
from daogou.schema.errors import InputError, OutsideError
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ..long import few
from ..waiting import HANG_S, until
from .proxy import Proxy
from .servers import PROGRAMS, program, server
from .troubles import PASSING, READABLE, TROUBLES, Place, change_back, change_password

OUTER_S = HANG_S  # a turn that takes so long hangs
BUDGET = "婴儿睡袋 100元以内"
MOMENTS = ("between turns", "in a turn")


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A Valkey, or the program that the test names."""
    named = getattr(request, "param", "valkey")
    if program(named) is None:
        pytest.skip(f"{named}-server isn't installed")
    with server(tmp_path / "server", named, appendonly="yes") as running:
        proxy = Proxy(running.port)
        yield Place(running, proxy)
        proxy.close()


@pytest.fixture
def worker(place: Place, six_store: Path) -> Iterator[Assistant]:
    with opened(place.proxy.url, six_store) as assistant:
        yield assistant


@pytest.fixture
def other(place: Place, six_store: Path) -> Iterator[Assistant]:
    """Another worker, with a way of its own to the same server."""
    with opened(place.server.url, six_store) as assistant:
        yield assistant


def opened(url: str, store: Path) -> Assistant:
    return open_assistant(store, settings=Settings(redis_url=SecretStr(url), cache=False))


def ask(assistant: Assistant, text: str, thread: str | None = "t", **more: Any) -> Reply:
    """A turn, which must end."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(assistant.ask, text, thread, **more).result(OUTER_S)


def ask_while(assistant: Assistant, text: str, happening: Callable[[], None]) -> Reply:
    """A turn in the middle of which something happens: when retrieval has begun, so after the conversation was read and before it is stored."""

    async def turn() -> Reply:
        async for event in assistant.stream(text, thread="t"):
            if (event.event, event.data) == ("progress", "internal_retrieval"):
                await asyncio.to_thread(happening)
            if event.event == "reply":
                reply: Reply = event.data
        return reply

    return asyncio.run(asyncio.wait_for(turn(), OUTER_S))


def eventually(holds: Callable[[], bool]) -> None:
    """Soon after a server is there again; until then it may be said to be away."""

    def held() -> bool:
        with suppress(OutsideError):
            return holds()
        return False

    until(held)


def texts(assistant: Assistant) -> list[str]:
    return [turn.text for turn in assistant.threads.get("t")]


def prices(reply: Reply) -> list[Any]:
    return [condition.value for condition in reply.need.active if condition.field == "price"]


@pytest.mark.parametrize("place", few(PROGRAMS, "valkey"), indirect=True)
@pytest.mark.parametrize(("name", "moment"), few(product(TROUBLES, MOMENTS), ("killed", MOMENTS[0]), ("restarted empty", MOMENTS[1])))
def test_the_conversation_goes_on_and_is_stored_when_all_is_well(place: Place, worker: Assistant, other: Assistant, name: str, moment: str) -> None:
    trouble = TROUBLES[name]
    assert not ask(worker, BUDGET).degraded
    if moment == "between turns":
        trouble.begin(place)
        second = ask(worker, "有机棉的")
    else:
        second = ask_while(worker, "有机棉的", lambda: trouble.begin(place))
    assert second.degraded == ("memory",) or (name in PASSING and not second.degraded)
    assert (second.turn, prices(second)) == (2, [100])  # it knew what was said before
    trouble.end(place)
    eventually(lambda: texts(other) == [BUDGET, "有机棉的"])
    third = ask(other, "便宜的")
    assert (third.turn, prices(third), third.degraded) == (3, [100], ())
    fourth = ask(worker, "第一款有什么认证?")  # which went on without it, in between
    assert (fourth.turn, prices(fourth), fourth.degraded) == (4, [100], ())
    assert texts(worker) == [BUDGET, "有机棉的", "便宜的", "第一款有什么认证?"]


@pytest.mark.parametrize("name", few([name for name in TROUBLES if name not in READABLE], "killed"))
def test_a_conversation_that_cannot_be_read_is_no_new_one(place: Place, worker: Assistant, other: Assistant, name: str) -> None:
    ask(other, BUDGET)
    TROUBLES[name].begin(place)
    with pytest.raises(OutsideError):
        ask(worker, "有机棉的")
    TROUBLES[name].end(place)
    eventually(lambda: worker.threads.find("t") is not None)
    assert (ask(worker, "有机棉的").turn, texts(other)) == (2, [BUDGET, "有机棉的"])


@pytest.mark.parametrize("name", few(["full", "read-only"], "read-only"))
def test_what_can_only_be_read_is_gone_on_from(place: Place, worker: Assistant, other: Assistant, name: str) -> None:
    ask(other, BUDGET)
    TROUBLES[name].begin(place)
    reply = ask(worker, "有机棉的")
    assert (reply.turn, prices(reply), reply.degraded) == (2, [100], ("memory",))
    TROUBLES[name].end(place)
    eventually(lambda: texts(other) == [BUDGET, "有机棉的"])


@pytest.mark.parametrize("name", few([name for name in TROUBLES if name not in PASSING], "full"))
def test_a_conversation_may_begin_and_go_on_meanwhile(place: Place, worker: Assistant, other: Assistant, name: str) -> None:
    TROUBLES[name].begin(place)
    first = ask(worker, BUDGET, None, buyer="ann", turn_id="a")
    thread = first.thread_id
    assert first.degraded[-1] == "memory"  # as well as the profile of this buyer, who has none yet
    assert ask(worker, BUDGET, thread, buyer="ann", turn_id="a") == first  # asked again, it is no second turn
    with pytest.raises(InputError):
        ask(worker, "hello", thread, buyer="bob")
    second = ask(worker, "有机棉的", thread, buyer="ann")
    assert (second.turn, prices(second), second.degraded[-1]) == (2, [100], "memory")
    TROUBLES[name].end(place)
    eventually(lambda: len(other.threads.get(thread)) == 2)
    assert ask(other, "便宜的", thread, buyer="ann").turn == 3
    assert [found.thread_id for found in other.threads.list("ann")] == [thread]
    other.threads.delete(thread)
    assert not place.server.left()


def test_turns_that_another_worker_went_on_without_are_told_of(place: Place, worker: Assistant, other: Assistant) -> None:
    ask(worker, BUDGET)
    place.proxy.cut()
    assert ask(worker, "有机棉的").degraded == ("memory",)
    assert ask(worker, "评分高的").degraded == ("memory",)
    assert ask(other, "便宜的").turn == 2
    place.proxy.mend()
    eventually(lambda: (found := other.threads.find("t")) is not None and found.missed == 2)
    third = ask(other, "第一款有什么认证?")
    assert (third.turn, third.degraded) == (3, ("turns",))
    assert "2" in third.text.splitlines()[0]
    assert ask(worker, "有机棉的").degraded == ()
    assert texts(worker) == [BUDGET, "便宜的", "第一款有什么认证?", "有机棉的"]


def test_what_was_deleted_elsewhere_does_not_come_back(place: Place, worker: Assistant, other: Assistant) -> None:
    ask(worker, BUDGET)
    place.proxy.cut()
    ask(worker, "有机棉的")
    other.threads.delete("t")
    place.proxy.mend()
    eventually(lambda: not list(worker.threads.held.unsaved()) and not place.server.left())  # type: ignore[attr-defined]
    assert (ask(worker, "婴儿睡袋").turn, ask(worker, "便宜的").turn) == (1, 2)


def test_a_server_that_is_away_costs_its_time_out_once(place: Place, worker: Assistant) -> None:
    ask(worker, BUDGET)
    place.server.freeze()
    ask(worker, "有机棉的")
    place.proxy.asked = b""
    for text in ("便宜的", "评分高的", "第一款有什么认证?"):
        assert ask(worker, text).degraded == ("memory",)
    assert b"EVALSHA" not in place.proxy.asked  # nobody but the probe asked it anything
    place.server.thaw()
    eventually(lambda: len(texts(worker)) == 5)


def test_many_turns_at_once_all_end_while_the_server_is_frozen(place: Place, worker: Assistant) -> None:
    for number in range(8):
        ask(worker, BUDGET, f"t{number}")
    place.server.freeze()
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda number: ask(worker, "有机棉的", f"t{number}"), range(8)))
    assert {(reply.turn, reply.degraded) for reply in replies} == {(2, ("memory",))}
    place.server.thaw()
    eventually(lambda: all(len(worker.threads.get(f"t{number}")) == 2 for number in range(8)))


def test_turns_of_one_conversation_keep_their_order_without_the_server(place: Place, worker: Assistant) -> None:
    ask(worker, BUDGET)
    place.server.kill()

    async def at_once() -> list[Reply]:
        return list(await asyncio.gather(*(worker.aask(f"{price}元以内", thread="t") for price in (90, 80, 70))))

    replies = asyncio.run(asyncio.wait_for(at_once(), OUTER_S))
    assert [(reply.turn, prices(reply)) for reply in replies] == [(2, [90]), (3, [80]), (4, [70])]
    place.server.start()
    eventually(lambda: texts(worker) == [BUDGET, "90元以内", "80元以内", "70元以内"])


def test_closing_a_worker_stores_what_it_holds(place: Place, six_store: Path, other: Assistant) -> None:
    with opened(place.proxy.url, six_store) as worker:
        place.proxy.cut()
        thread = ask(worker, BUDGET, None).thread_id
        place.proxy.mend()
        eventually(lambda: worker.threads.list() is not None)
    assert len(other.threads.get(thread)) == 1


def test_a_server_that_comes_back_empty_again_and_again_is_given_every_turn(place: Place, worker: Assistant, other: Assistant) -> None:
    said = [BUDGET, *(f"{price}元以内" for price in range(99, 88, -1))]
    for number, text in enumerate(said):
        assert ask(worker, text).degraded == ()
        if number in (2, 9, 10):
            TROUBLES["restarted empty"].begin(place)
    assert texts(other) == said
    found = other.threads.find("t")
    assert found is not None and found.title == BUDGET


def test_turns_that_nobody_could_store_again_are_told_of(place: Place, worker: Assistant, other: Assistant) -> None:
    ask(worker, BUDGET)
    ask(other, "有机棉的")
    TROUBLES["restarted empty"].begin(place)
    third = ask(other, "便宜的")
    assert (third.turn, prices(third)[0], third.degraded) == (3, 100, ("record",))
    assert "1" in third.text.splitlines()[0]
    assert (ask(other, "评分高的").degraded, texts(other)) == ((), ["有机棉的", "便宜的", "评分高的"])


def test_what_another_buyer_began_on_a_server_that_had_forgotten_it_is_his(place: Place, worker: Assistant, other: Assistant) -> None:
    ask(worker, BUDGET, buyer="ann")
    TROUBLES["restarted empty"].begin(place)
    other.threads.claim("t", "bob", "hello")
    reply = ask(worker, "有机棉的", buyer="bob")
    assert (reply.turn, prices(reply)) == (1, [])


def test_a_process_that_starts_finds_out_by_itself_that_nobody_answers(place: Place, six_store: Path) -> None:
    place.server.freeze()
    with opened(place.proxy.url, six_store) as worker:
        eventually(lambda: connection.away(connection.address(place.proxy.url)))
        assert ask(worker, BUDGET, None).degraded == ("memory",)
        assert b"EVALSHA" not in place.proxy.asked
        place.server.thaw()


def test_a_password_that_was_refused_is_said_to_be_so_each_time(place: Place, worker: Assistant) -> None:
    change_password(place)
    for thread in ("one", "other"):
        with pytest.raises(OutsideError, match="password"):
            ask(worker, BUDGET, thread)
    change_back(place)
    eventually(lambda: worker.threads.list() == ())


def test_a_worker_that_closes_waits_a_little_for_a_server_that_is_away(place: Place, six_store: Path, other: Assistant) -> None:
    worker, said = opened(place.proxy.url, six_store), Said()
    worker.threads.parting = said
    thread = ask(worker, BUDGET, None).thread_id
    place.server.freeze()
    ask(worker, "有机棉的", thread)
    closing = Thread(target=worker.close)
    closing.start()
    eventually(lambda: said.waited == [Unkept(thread, 1, "zh")])
    place.server.thaw()
    closing.join()
    assert (len(other.threads.get(thread)), said.gone) == (2, [])


def test_a_worker_that_closes_in_vain_says_why(place: Place, six_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daogou.memory.write_back.CLOSING_S", 0.0)
    worker, said = opened(place.proxy.url, six_store), Said()
    worker.threads.parting = said
    thread = ask(worker, BUDGET, None).thread_id
    change_password(place)
    ask(worker, "有机棉的", thread)
    worker.close()
    change_back(place)
    assert (said.gone, "password" in said.why) == ([Unkept(thread, 1, "zh")], True)


class Said(Parting):
    """What was said at closing."""

    def __init__(self) -> None:
        self.waited: list[Unkept] = []
        self.gone: list[Unkept] = []
        self.why = ""

    def waiting(self, left: Sequence[Unkept], seconds: float) -> None:
        self.waited += left

    def lost(self, left: Sequence[Unkept], why: str) -> None:
        self.gone += left
        self.why = why


def test_a_server_that_comes_back_empty_when_the_words_are_stored_is_given_all(
    place: Place, worker: Assistant, other: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(worker, BUDGET)
    keep = worker.threads.keep

    def kept(*arguments: Any) -> Reply:
        TROUBLES["restarted empty"].begin(place)
        return keep(*arguments)

    monkeypatch.setattr(worker.threads, "keep", kept)
    assert ask(worker, "有机棉的").degraded == ()
    assert texts(other) == [BUDGET, "有机棉的"]
