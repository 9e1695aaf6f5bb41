"""A server that is up and has lost conversations which a worker answered: FLUSHALL, or keys thrown out for want of room."""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory.record import Damaged
from daogou.memory.redis_conversations import RESTORED, RedisConversations
from daogou.memory.redis_locks import RENEW_S
from daogou.schema.errors import InputError, LeaseLost, ThreadDeleted
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ..long import few
from ..waiting import HANG_S, until
from .servers import Server, server

LOCK = "daogou:checkpoint:{t}:fence"
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


def throw_out(alone: Server, key: str) -> None:
    with alone.client() as client:
        client.delete(key)


def ask_while(worker: Assistant, text: str, happening: Callable[[], object], wait_s: float = 0.0, **more: str) -> Reply:
    """A turn in the middle of which something happens, and that then takes a while."""

    async def turn() -> Reply:
        async for event in worker.stream(text, **{"thread": "t", "buyer": "ann", **more}):  # type: ignore[arg-type]
            if (event.event, event.data) == ("progress", "internal_retrieval"):
                await asyncio.to_thread(happening)
                await asyncio.sleep(wait_s)
            if event.event == "reply":
                reply: Reply = event.data
        return reply

    return asyncio.run(asyncio.wait_for(turn(), HANG_S))


def texts(worker: Assistant, thread: str = "t") -> list[str]:
    return [turn.text for turn in worker.threads.get(thread)]


def test_what_a_worker_answered_comes_back_after_flushall(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker:
        for thread in map(str, range(3)):
            before = [worker.ask(text, thread=thread, buyer="ann").need for text in WORDS]
        flush(alone)
        for thread in map(str, range(3)):
            reply = worker.ask("谢谢", thread=thread, buyer="ann")
            assert (reply.turn, reply.degraded) == (len(WORDS) + 1, ())
            assert reply.need == before[-1]
            assert [turn.text for turn in worker.threads.get(thread)] == [*WORDS, "谢谢"]
    with opened(alone, six_store) as another:  # it lies in Redis again, not in the worker alone
        assert another.ask("谢谢", thread="1", buyer="ann").turn == len(WORDS) + 2
        assert len(another.threads.list("ann")) == 3


def test_looking_at_a_conversation_brings_it_back_too(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker:
        for text in WORDS:
            worker.ask(text, thread="t", buyer="ann")
        flush(alone)
        found = worker.threads.find("t")
        assert found is not None and (found.buyer, found.turns) == ("ann", len(WORDS))
        assert len(worker.threads.get("t")) == len(WORDS)


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


WAITS = (0.0, 3 * RENEW_S)
"""Whether the turn finds out when it is stored, or when it asks for its lease before."""
AT_ONCE = pytest.mark.parametrize("wait_s", few(WAITS, WAITS[0]))
LATER = pytest.mark.parametrize("wait_s", few(WAITS, WAITS[1]))


@pytest.mark.parametrize("wait_s", WAITS)
@pytest.mark.parametrize("turns", few([0, 1, len(WORDS)], len(WORDS)))
def test_a_turn_that_runs_while_the_server_is_emptied_is_stored_with_all_before_it(alone: Server, six_store: Path, turns: int, wait_s: float) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        worker.threads.open("t", "ann", "my bags")
        for text in WORDS[:turns]:
            worker.ask(text, thread="t", buyer="ann")
        reply = ask_while(worker, "婴儿睡袋", lambda: flush(alone), wait_s)
        assert (reply.turn, reply.degraded) == (turns + 1, ())
        assert texts(another) == [*WORDS[:turns], "婴儿睡袋"]
        found = another.threads.find("t")
        assert found is not None and (found.title, found.buyer, found.store) == ("my bags", "ann", worker.threads.store)
        assert another.ask("便宜的", thread="t", buyer="ann").turn == turns + 2
        assert [thread.thread_id for thread in another.threads.list("ann")] == ["t"]


@LATER
def test_a_turn_whose_lease_alone_was_thrown_out_goes_on(alone: Server, six_store: Path, wait_s: float) -> None:
    with opened(alone, six_store) as worker:
        before = worker.ask(WORDS[0], thread="t", buyer="ann")
        reply = ask_while(worker, WORDS[1], lambda: throw_out(alone, LOCK), wait_s)
        assert (before.turn, reply.turn, reply.degraded, texts(worker)) == (1, 2, (), list(WORDS[:2]))


@AT_ONCE
@pytest.mark.parametrize("turns", few([0, 2], 2))
def test_a_conversation_that_another_process_deleted_in_a_turn_stays_so(alone: Server, six_store: Path, turns: int, wait_s: float) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        for text in WORDS[:turns]:
            worker.ask(text, thread="t", buyer="ann")
        with pytest.raises(ThreadDeleted, match="deleted"):
            ask_while(worker, "婴儿睡袋", lambda: another.threads.delete("t"), wait_s)
        assert worker.threads.find("t") is None and not alone.left()


@AT_ONCE
def test_an_earlier_conversation_of_that_name_that_was_deleted_ends_no_turn(alone: Server, six_store: Path, wait_s: float) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        for text in WORDS:
            worker.ask(text, thread="t", buyer="ann")
        assert another.threads.delete("t")
        reply = ask_while(worker, "婴儿睡袋", lambda: throw_out(alone, "daogou:checkpoint:{t}:fence"), wait_s)
        assert (reply.turn, reply.degraded, texts(worker)) == (1, (), ["婴儿睡袋"])
        flush(alone)
        assert (worker.ask("便宜的", thread="t", buyer="ann").turn, texts(another)) == (2, ["婴儿睡袋", "便宜的"])


@AT_ONCE
@pytest.mark.parametrize("turns", few([0, 2], 2))
def test_a_turn_whose_place_another_worker_took_is_told_so(alone: Server, six_store: Path, turns: int, wait_s: float) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        for text in WORDS[:turns]:
            worker.ask(text, thread="t", buyer="ann")

        def begun_anew() -> None:
            with ThreadPoolExecutor(1) as pool, alone.client() as client:
                mine = client.get(LOCK)
                flush(alone)
                asked = pool.submit(another.ask, "袜子", thread="t", buyer="ann")
                while not asked.done():  # the first may take its lease again before the other comes
                    if client.get(LOCK) == mine:
                        client.delete(LOCK)
                    time.sleep(0.01)
            assert asked.result().turn == 1

        with pytest.raises(LeaseLost) as told:
            ask_while(worker, "婴儿睡袋", begun_anew, wait_s)
        assert not isinstance(told.value, ThreadDeleted)
        assert texts(another) == ["袜子"]


@LATER
def test_a_turn_that_was_stopped_elsewhere_does_not_take_its_place_again(alone: Server, six_store: Path, wait_s: float) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        worker.ask(WORDS[0], thread="t", buyer="ann")

        async def stopped() -> None:
            async with another.threads.locks.turn("t", "interrupt"):
                pass

        with pytest.raises(LeaseLost):
            ask_while(worker, "有机棉的", lambda: asyncio.run(stopped()), wait_s)
        assert texts(worker) == [WORDS[0]]


def test_messages_that_wait_leave_the_place_to_the_turn_that_had_it(alone: Server, six_store: Path) -> None:
    said = ["婴儿睡袋", "100元以内", "有机棉的", "便宜的"]
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        waiting, flushed = Event(), Event()

        def emptied() -> None:
            waiting.set()
            with alone.client() as client:
                until(lambda: client.zcard("daogou:checkpoint:{t}:queue") == len(said) - 1)
            flush(alone)
            flushed.set()

        def ask(place: int) -> Reply:
            waiting.wait(HANG_S)
            with alone.client() as client:
                until(lambda: flushed.is_set() or client.zcard("daogou:checkpoint:{t}:queue") == place - 1)
            return worker.ask(said[place], thread="t", buyer="ann")

        with ThreadPoolExecutor(len(said)) as pool:
            first = pool.submit(ask_while, worker, said[0], emptied, 3 * RENEW_S)
            rest = [pool.submit(ask, place) for place in range(1, len(said))]
            replies = [each.result(HANG_S) for each in (first, *rest)]
        assert [(reply.turn, reply.degraded) for reply in replies] == [(number, ()) for number in range(1, len(said) + 1)]
        assert texts(another) == said


def test_words_that_nobody_can_bring_back_are_told_of_by_the_turn_that_ran(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as another:
        another.ask(WORDS[0], thread="t", buyer="ann")
    with opened(alone, six_store) as worker:
        reply = ask_while(worker, WORDS[1], lambda: flush(alone))
        assert (reply.turn, reply.degraded) == (2, ("record",))
        assert (worker.ask(WORDS[2], thread="t", buyer="ann").degraded, texts(worker)) == ((), list(WORDS[1:3]))


def test_a_server_that_is_emptied_while_a_turn_is_stored_gives_no_lease_again_behind_its_back(
    alone: Server, six_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(alone, six_store) as another:
        another.ask(WORDS[0], thread="t", buyer="ann")
    with opened(alone, six_store) as worker:
        assert isinstance(worker.threads, RedisConversations)
        commit, emptied = worker.threads.checkpoints.commit, Event()

        def late(*arguments: Any) -> Any:
            if not emptied.is_set():
                emptied.set()
                flush(alone)
                time.sleep(3 * RENEW_S)
            return commit(*arguments)

        monkeypatch.setattr(worker.threads.checkpoints, "commit", late)
        assert worker.ask(WORDS[1], thread="t", buyer="ann").degraded == ("record",)
        assert texts(worker) == [WORDS[1]]


def test_words_that_another_worker_answered_are_shown_by_it(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        another.ask(WORDS[0], thread="t", buyer="ann")
        assert ask_while(worker, WORDS[1], lambda: flush(alone)).degraded == ("record",)
        assert texts(another) == list(WORDS[:2])


def test_a_server_that_is_emptied_again_and_again_is_given_all(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker:
        for number, text in enumerate(WORDS, 1):
            reply = ask_while(worker, text, lambda: flush(alone), 2 * RENEW_S * (number % 2))
            assert (reply.turn, reply.degraded) == (number, ())
            flush(alone)
        assert texts(worker) == list(WORDS)


def test_a_list_has_what_this_worker_holds_and_brings_it_back(alone: Server, six_store: Path) -> None:
    names = [f"t{number}" for number in range(RESTORED + 4)]

    def listed(assistant: Assistant) -> list[tuple[object, ...]]:
        return [(each.thread_id, each.title, each.turns, each.updated_at) for each in assistant.threads.list("ann")]

    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        for name in names:
            worker.ask(WORDS[0], thread=name, buyer="ann")
        worker.ask(WORDS[0], thread="bobs", buyer="bob")
        worker.threads.rename(names[0], "the first")
        assert another.threads.delete(names[1]) and not worker.threads.behind("ann")
        left = [name for name in reversed(names) if name != names[1]]
        before = listed(worker)
        assert [each[0] for each in before] == left and before[-1][1] == "the first"
        flush(alone)
        assert [each.thread_id for each in worker.threads.list("ann", 2)] == left[:2]
        assert listed(worker) == before
        until(lambda: not worker.threads.behind("ann"))
        assert listed(another) == before == listed(worker)
        flush(alone)
        with ThreadPoolExecutor(1) as pool:  # while a turn runs, nothing of it is stored by who looks
            looked = [worker.threads.list("bob")]
            ask_while(worker, WORDS[1], lambda: looked.append(pool.submit(worker.threads.list, "bob").result(HANG_S)), thread="bobs", buyer="bob")
        assert [each.turns for listed in looked for each in listed] == [1, 1]


def test_a_list_alone_that_was_thrown_out_is_made_anew(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        worker.ask(WORDS[0], thread="t", buyer="ann")
        throw_out(alone, "daogou:transcript:of:ann")
        assert [thread.thread_id for thread in worker.threads.list("ann")] == ["t"]
        assert [thread.thread_id for thread in another.threads.list("ann")] == ["t"]


CHECKPOINTS = [f"daogou:checkpoint:{{t}}:{part}" for part in ("index", "checkpoints", "channels", "writes", "fence", "queue", "seen")]
SAID = [f"daogou:transcript:{{t}}:{part}" for part in ("turns", "ids", "entry", "ratings")]


@pytest.mark.parametrize(("key", "in_a_turn"), few(product([*CHECKPOINTS, *SAID], [False, True]), (CHECKPOINTS[1], True), (SAID[0], False)))
def test_one_key_that_was_thrown_out_comes_back_where_the_conversation_is_held(alone: Server, six_store: Path, key: str, in_a_turn: bool) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        for text in WORDS:
            before = worker.ask(text, thread="t", buyer="ann")
        if in_a_turn:
            reply = ask_while(worker, "谢谢", lambda: throw_out(alone, key))
        else:
            throw_out(alone, key)
            reply = worker.ask("谢谢", thread="t", buyer="ann")
        assert (reply.turn, reply.need, reply.degraded) == (len(WORDS) + 1, before.need, ())
        assert texts(worker) == texts(another) == [*WORDS, "谢谢"]
        assert another.ask("婴儿睡袋", thread="t", buyer="ann").turn == len(WORDS) + 2
        found = another.threads.find("t")
        assert found is not None and (found.title, found.store) == (WORDS[0], worker.threads.store)


@pytest.mark.parametrize("key", few([*CHECKPOINTS, *SAID], CHECKPOINTS[1], SAID[0]))
def test_where_nobody_holds_it_what_one_key_had_is_told_in_a_sentence(alone: Server, six_store: Path, key: str) -> None:
    with opened(alone, six_store) as worker:
        for text in WORDS:
            worker.ask(text, thread="t", buyer="ann")
    throw_out(alone, key)
    with opened(alone, six_store) as another:
        with pytest.raises(InputError):
            another.ask("谢谢", thread="t", buyer="bob")
        if key.endswith((":checkpoints", ":channels")):
            for _ in range(2):  # it isn't begun anew beside what was said
                with pytest.raises(Damaged, match="begin a new conversation") as told:
                    another.ask("谢谢", thread="t", buyer="ann")
                assert told.value.code == "thread_damaged"
            assert texts(another) == list(WORDS)
            assert another.threads.delete("t") and another.ask("谢谢", thread="t", buyer="ann").turn == 1
            return
        reply = another.ask("谢谢", thread="t", buyer="ann")
        assert (reply.turn, reply.degraded) == (len(WORDS) + 1, ("record",) if key.endswith(":turns") else ())
        assert another.ask("婴儿睡袋", thread="t", buyer="ann").degraded == ()


def test_a_state_that_cannot_be_read_is_gone_on_from_where_it_is_held(alone: Server, six_store: Path) -> None:
    with opened(alone, six_store) as worker, opened(alone, six_store) as another:
        for text in WORDS:
            worker.ask(text, thread="t", buyer="ann")
        key = "daogou:checkpoint:{t}:checkpoints"
        with alone.client() as client:
            last = max(name for name in client.hkeys(key) if not name.endswith(b"\0"))
            client.hset(key, last, b"rubbish")
        with pytest.raises(Damaged, match="send the message again"):
            another.ask("谢谢", thread="t", buyer="ann")
        assert worker.ask("谢谢", thread="t", buyer="ann").turn == len(WORDS) + 1
        assert another.ask("婴儿睡袋", thread="t", buyer="ann").turn == len(WORDS) + 2
