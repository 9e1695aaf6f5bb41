"""A server's request slots: one limit for all callers and event loops; none is lost."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from random import Random

from daogou.models.request_slots import RequestSlots, slots_at

from ..waiting import HANG_S


def test_no_place_is_lost_or_doubled_where_those_who_wait_are_cancelled() -> None:
    slots, taken, most = RequestSlots(3), 0, 0

    async def one(random: Random) -> None:
        nonlocal taken, most
        async with slots.one():
            taken += 1
            most = max(most, taken)
            await asyncio.sleep(0.001 * random.random())
            taken -= 1

    async def crowd(seed: int) -> None:
        random = Random(seed)
        tasks = [asyncio.create_task(one(random)) for _ in range(100)]
        for task in random.sample(tasks, 40):
            await asyncio.sleep(0)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def all_of_them() -> None:
        async with slots.one(), slots.one(), slots.one():
            await crowd_that_waits()

    async def crowd_that_waits() -> None:
        waiting = [asyncio.create_task(one(Random(1))) for _ in range(5)]
        await asyncio.sleep(0)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    asyncio.run(crowd(0))
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(asyncio.run, crowd(seed)) for seed in range(8)]:
            done.result()
    asyncio.run(asyncio.wait_for(all_of_them(), HANG_S))
    asyncio.run(asyncio.wait_for(all_of_them(), HANG_S))


def test_the_least_that_anybody_names_holds() -> None:
    slots = slots_at("http://127.0.0.1:9/few", 4)
    assert slots_at("http://127.0.0.1:9/few", 2) is slots
    assert slots_at("http://127.0.0.1:9/few", 3).limit == 2

    async def third() -> bool:
        async with slots.one(), slots.one():
            try:
                async with asyncio.timeout(0.05), slots.one():
                    return True
            except TimeoutError:
                return False

    assert not asyncio.run(third())
