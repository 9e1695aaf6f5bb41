"""One turn at a time on a thread: in order, refused, ended, freed when a worker dies, and closed to who lost it; within a process and over Redis."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from uuid import uuid4

import pytest
import redis
from daogou.memory.locks import FENCE, LocalTurnLocks, Strategy, TurnLocks, held
from daogou.memory.redis_locks import RedisTurnLocks
from daogou.schema.errors import LeaseLost, TurnRefused
from daogou.schema.settings import Settings
from langchain_core.runnables import RunnableConfig

from ..waiting import HANG_S
from .opened import open_checkpoints, open_locks
from .talk import said, talk


@pytest.fixture
def locks(home: Settings) -> Iterator[TurnLocks]:
    opened = open_locks(home)
    yield opened
    opened.close()


def thread() -> str:
    return f"t-{uuid4().hex}"


def test_turns_run_one_by_one_in_the_order_in_which_they_came(locks: TurnLocks) -> None:
    told: list[str] = []

    async def turn(name: int, at: str) -> None:
        async with locks.turn(at):
            told.append(f"{name} begins")
            await asyncio.sleep(0.002)
            told.append(f"{name} ends")

    async def all_of_them() -> None:
        at, running = thread(), []
        for name in range(6):
            running.append(asyncio.ensure_future(turn(name, at)))
            await asyncio.sleep(0)  # so that they came in this order
        await asyncio.gather(*running)

    asyncio.run(all_of_them())
    assert told == [f"{name} {what}" for name in range(6) for what in ("begins", "ends")]


def test_another_thread_does_not_wait(locks: TurnLocks) -> None:
    async def both() -> None:
        async with locks.turn(thread()), locks.turn(thread()):
            pass

    asyncio.run(asyncio.wait_for(both(), HANG_S))


def test_a_message_that_will_not_wait_is_refused(locks: TurnLocks) -> None:
    async def asked_twice() -> None:
        at = thread()
        async with locks.turn(at):
            with pytest.raises(TurnRefused):
                async with locks.turn(at, "reject"):
                    pass
        async with locks.turn(at, "reject"):
            pass

    asyncio.run(asked_twice())


def test_an_interrupting_message_ends_the_first_and_goes_before_those_that_wait(locks: TurnLocks) -> None:
    told: list[str] = []

    async def first(at: str) -> None:
        async def parts() -> AsyncGenerator[None, None]:
            told.append("first works")
            try:
                await asyncio.sleep(HANG_S)
            except asyncio.CancelledError:
                told.append("first stops")
                raise
            yield None

        async with locks.turn(at) as lease:
            async for _ in held(parts(), lease):
                pass

    async def another(at: str, name: str, strategy: Strategy) -> None:
        async with locks.turn(at, strategy):
            told.append(name)

    async def three() -> None:
        at = thread()
        running = asyncio.ensure_future(first(at))
        while not told:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        waits = asyncio.ensure_future(another(at, "waits", "enqueue"))
        await asyncio.sleep(0.05)
        await another(at, "interrupts", "interrupt")
        with pytest.raises(LeaseLost):
            await running
        await waits

    asyncio.run(asyncio.wait_for(three(), HANG_S))
    assert [each for each in told if each != "first stops"] == ["first works", "interrupts", "waits"]
    assert "first stops" in told


def test_who_gives_up_waiting_is_not_waited_for(locks: TurnLocks) -> None:
    async def run() -> None:
        at = thread()

        async def wait() -> None:
            async with locks.turn(at):
                pass

        async with locks.turn(at):
            waiting = asyncio.ensure_future(wait())
            await asyncio.sleep(0.05)
            waiting.cancel()
            await asyncio.wait([waiting])
        async with locks.turn(at):
            pass

    asyncio.run(asyncio.wait_for(run(), HANG_S))


def test_a_worker_that_died_frees_its_thread_within_its_lease(valkey_url: str) -> None:
    dead, living = RedisTurnLocks(valkey_url, lease_ms=200), RedisTurnLocks(valkey_url, lease_ms=200)

    async def run() -> None:
        at = thread()
        dead._asked(at, "ticket", "enqueue")  # granted, and never renewed or given back
        async with living.turn(at):
            pass

    asyncio.run(asyncio.wait_for(run(), HANG_S))
    dead.close()
    living.close()


@pytest.mark.parametrize("lose", ["interrupted", "expired", "deleted"])
def test_a_worker_that_lost_its_lease_stores_nothing(valkey_url: str, lose: str) -> None:
    from pydantic import SecretStr

    locks, saver = RedisTurnLocks(valkey_url), open_checkpoints(Settings(redis_url=SecretStr(valkey_url)))
    at = thread()
    client = redis.Redis.from_url(valkey_url)

    async def run() -> None:
        async with locks.turn(at) as lease:
            config: RunnableConfig = {"configurable": {"thread_id": at, FENCE: lease.fence}}
            await talk(saver).ainvoke(said("first"), config, durability="exit")
            outcomes: dict[str, Callable[[], Awaitable[object]]] = {
                "interrupted": lambda: asyncio.to_thread(locks._asked, at, "another", "interrupt"),
                "expired": lambda: asyncio.to_thread(client.delete, f"daogou:checkpoint:{{{at}}}:fence"),
                "deleted": lambda: saver.adelete_thread(at),
            }
            await outcomes[lose]()
            with pytest.raises(LeaseLost):
                await talk(saver).ainvoke(said("second"), config, durability="exit")

    asyncio.run(run())
    found = saver.get_tuple({"configurable": {"thread_id": at}})
    said_before = [message.content for message in found.checkpoint["channel_values"]["messages"]] if found else []
    assert said_before == ([] if lose == "deleted" else ["first", "turn 1"])
    assert lose != "deleted" or not list(client.scan_iter(match=f"*{at}*"))
    client.close()
    saver.close()
    locks.close()


def test_a_line_that_has_ended_leaves_no_key(valkey_url: str) -> None:
    locks, at = RedisTurnLocks(valkey_url), thread()

    async def run() -> None:
        await asyncio.gather(*(one() for _ in range(3)))

    async def one() -> None:
        async with locks.turn(at):
            pass

    asyncio.run(run())
    with redis.Redis.from_url(valkey_url) as client:
        assert not list(client.scan_iter(match=f"*{at}*"))
    locks.close()


def test_within_a_process_nothing_of_a_thread_stays() -> None:
    locks = LocalTurnLocks()

    async def run() -> None:
        async with locks.turn("t"):
            pass

    asyncio.run(run())
    assert not locks._lines
