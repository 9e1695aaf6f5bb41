"""A worker's computing is shared: whoever asks for much, another's next node is soon computed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from threading import Event
from time import thread_time

import pytest
from daogou.models.waiting import waiting
from daogou.nodes.line import Party
from daogou.nodes.shares import CREDIT_S, Shares

MANY, FEW, OTHER = Party("address 1"), Party("address 2"), Party("address 3")
END_S = 60.0


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as opened:
        yield opened


def burn(seconds: float) -> None:
    end = thread_time() + seconds
    while thread_time() < end:
        pass


def noted(order: list[str], name: str, seconds: float = 0.0) -> None:
    order.append(name)
    burn(seconds)


def waited(go: Event, order: list[str], name: str) -> None:
    go.wait()
    order.append(name)


def run(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), END_S))


def test_who_used_least_goes_next_however_many_wait_before_him(pool: ThreadPoolExecutor) -> None:
    async def work() -> None:
        shares, order, go = Shares(1), list[str](), Event()
        with shares.turn(MANY), shares.turn(MANY):
            await shares.compute(MANY, pool, lambda: burn(0.01))
            jobs = [asyncio.ensure_future(shares.compute(MANY, pool, lambda: waited(go, order, "many"))) for _ in range(6)]
            await asyncio.sleep(0)
            with shares.turn(FEW):
                jobs += [asyncio.ensure_future(shares.compute(FEW, pool, lambda: noted(order, "few"))) for _ in range(2)]
                await asyncio.sleep(0)
                go.set()
                await asyncio.gather(*jobs)
        assert order == ["many", "few", "few", *["many"] * 5]

    run(work)


def test_who_asks_for_much_waits_between_two_nodes_of_a_turn_that_goes_before_his(pool: ThreadPoolExecutor) -> None:
    async def work() -> None:
        shares, order = Shares(2), list[str]()

        async def turns(party: Party, number: int, turns: int) -> None:
            with ExitStack() as stack:
                for _ in range(turns):
                    stack.enter_context(shares.turn(party))
                for _ in range(number):
                    await shares.compute(party, pool, lambda: noted(order, party.name, 0.002))

        with shares.turn(MANY):
            await shares.compute(MANY, pool, lambda: burn(0.05))
            few = asyncio.ensure_future(turns(FEW, 8, 1))
            await asyncio.sleep(0)
            await asyncio.gather(few, turns(MANY, 8, 2))
        assert order == [*[FEW.name] * 8, *[MANY.name] * 8]

    run(work)


def test_who_used_more_goes_on_where_nobody_computes_before_him(pool: ThreadPoolExecutor) -> None:
    async def work() -> None:
        shares = Shares(1)
        with shares.turn(MANY), shares.turn(MANY), shares.turn(FEW):  # few waits for a model, say
            await shares.compute(MANY, pool, lambda: burn(0.05))
            await shares.compute(MANY, pool, lambda: burn(0.05))

    run(work)


def test_nobody_has_more_than_one_credit(pool: ThreadPoolExecutor) -> None:
    async def work() -> None:
        shares, order, go = Shares(1), list[str](), Event()
        with shares.turn(MANY), shares.turn(OTHER):
            for _ in range(20):  # few was away all the time
                await shares.compute(MANY, pool, lambda: burn(CREDIT_S / 10))
            with shares.turn(FEW):
                await shares.compute(FEW, pool, lambda: burn(CREDIT_S * 1.5))
                held = asyncio.ensure_future(shares.compute(OTHER, pool, go.wait))
                await asyncio.sleep(0)
                jobs = [asyncio.ensure_future(shares.compute(party, pool, partial(order.append, party.name))) for party in (FEW, MANY)]
                await asyncio.sleep(0)
                go.set()
                await asyncio.gather(held, *jobs)
        assert order == [MANY.name, FEW.name]

    run(work)


def test_buyers_of_one_party_take_turns(pool: ThreadPoolExecutor) -> None:
    async def work() -> None:
        shares, order, go = Shares(1), list[str](), Event()
        buyers = ["ann", "ann", "ann", "bob", "bob", "cid"]
        held = asyncio.ensure_future(shares.compute(OTHER, pool, go.wait))
        await asyncio.sleep(0)
        jobs = [asyncio.ensure_future(shares.compute(Party("address", buyer), pool, partial(order.append, buyer))) for buyer in buyers]
        await asyncio.sleep(0)
        go.set()
        await asyncio.gather(held, *jobs)
        assert order == ["ann", "bob", "cid", "ann", "bob", "ann"]

    run(work)


@pytest.mark.parametrize("begun", [True, False])
def test_who_gives_up_leaves_his_place_to_others(pool: ThreadPoolExecutor, begun: bool) -> None:
    async def work() -> None:
        shares, go = Shares(1), Event()
        held = asyncio.ensure_future(shares.compute(MANY, pool, go.wait))
        gone = asyncio.ensure_future(shares.compute(FEW, pool, lambda: None))
        await asyncio.sleep(0)
        (held if begun else gone).cancel()
        await asyncio.sleep(0)
        go.set()
        await asyncio.gather(held, gone, return_exceptions=True)
        await shares.compute(OTHER, pool, lambda: None)
        assert not shares._jobs

    run(work)


def test_who_waits_for_another_server_keeps_nobody_from_computing(pool: ThreadPoolExecutor) -> None:
    async def work() -> None:
        shares, go = Shares(1), Event()

        def ask_elsewhere() -> None:
            with waiting():
                go.wait()

        asking = [asyncio.ensure_future(shares.compute(MANY, pool, ask_elsewhere)) for _ in range(3)]
        await shares.compute(FEW, pool, lambda: None)
        go.set()
        await asyncio.gather(*asking)
        assert not shares._jobs

    run(work)


def test_a_job_beyond_its_deadline_keeps_its_place_until_it_ends(pool: ThreadPoolExecutor) -> None:
    async def work() -> None:
        shares, order, go = Shares(1), list[str](), Event()
        with shares.turn(MANY), shares.turn(FEW):
            with pytest.raises(TimeoutError):
                await shares.compute(MANY, pool, lambda: waited(go, order, "many"), deadline_s=0.001)
            behind = asyncio.ensure_future(shares.compute(FEW, pool, lambda: noted(order, "few"), deadline_s=END_S))
            await asyncio.sleep(0)
            go.set()
            await behind
        assert order == ["many", "few"]

    run(work)
