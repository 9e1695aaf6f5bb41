"""One address that floods, and a buyer at another: `python -m daogou.eval.bench crowded`.

A worker with the limits that are set by default. First the buyer alone; then the same beside connections that send dear messages without a pause,
each under a new cookie, from one address of the loopback.
"""

import asyncio
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

import httpx

from ..catalogue.store import Store
from .figure import ratio
from .load import served
from .played import LANGUAGES
from .report import Report
from .samples import Samples, Timings
from .stores import Bench
from .talk import Talk

BUYER, FLOODER = "127.0.0.2", "127.0.0.3"
DEAR = "龘" * 400 + "吗？第二款怎么样，" + "，".join(f"第{number}款" for number in range(60))
MOST = 10.0
"""How many times as long a turn may take, p50: the issue that asked for this had seen 33."""


def measure(products: int, connections: int, turns: int, bench: Bench) -> Report:
    """`turns` of the buyer alone, and as many beside the `connections` that flood."""
    store = bench.store(products)
    with served(store, limited=True) as (url, _):
        alone, beside, answered = asyncio.run(_played(url, store, connections, turns))
    setting = {"products": products, "connections": connections, "turns": turns, "turns of the flood answered": answered}
    report = Report("crowded", "One address that floods", setting)
    report.times("a turn of the buyer's", Timings({"alone": alone, "beside a flood": beside}))
    report.figures += [
        ratio("a turn beside a flood / alone, p50", beside.p50, alone.p50, MOST),
        ratio("a turn beside a flood / alone, p95", beside.p95, alone.p95, None),
    ]
    return report


async def _played(url: str, store: Path, connections: int, turns: int) -> tuple[Samples, Samples, int]:
    alone, beside, counted = Samples(), Samples(), [0]
    await _buyer(url, store, Samples(), 4, 1)  # before anything counts
    await _buyer(url, store, alone, turns, 2)
    flood = [asyncio.create_task(_flood(url, number, counted)) for number in range(connections)]
    await asyncio.sleep(1)
    await _buyer(url, store, beside, turns, 3)
    for one in flood:
        one.cancel()
    await asyncio.gather(*flood, return_exceptions=True)
    return alone, beside, counted[0]


async def _buyer(url: str, store: Path, found: Samples, turns: int, seed: int) -> None:
    talk = Talk(Store(store).current(), seed)
    async with httpx.AsyncClient(base_url=url, timeout=120, transport=httpx.AsyncHTTPTransport(local_address=BUYER)) as client:
        left = turns
        for number in count():
            for message in talk.conversation(LANGUAGES[number % 2]):
                if not left:
                    return
                begin = time.perf_counter()
                answer = await client.post(f"/v1/threads/crowded-{seed}-{number}/turns", json={"text": message.text})
                if answer.status_code == 200:
                    found.add((time.perf_counter() - begin) * 1000)
                    left -= 1
                else:
                    await asyncio.sleep(0.2)


async def _flood(url: str, number: int, counted: list[int]) -> None:
    """One message after the other, each by a buyer that nobody knows yet."""
    for turn in count():
        async with httpx.AsyncClient(base_url=url, timeout=120, transport=httpx.AsyncHTTPTransport(local_address=FLOODER)) as client:
            with suppress(httpx.HTTPError):
                answer = await client.post(f"/v1/threads/flood-{number}-{turn}/turns", json={"text": DEAR})
                counted[0] += answer.status_code == 200
                await asyncio.sleep(0.01)
