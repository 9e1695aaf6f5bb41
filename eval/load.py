"""Many buyers at once, over HTTP, at a server of its own: `python -m daogou.eval.load [--workers 2] [--minutes 10]`; and one address that floods
beside a buyer at another: `python -m daogou.eval.bench crowded`.

`daogou serve` and, unless there is to be none, a scripted model, each in a process of its own; several workers share a Valkey. First one buyer alone,
then all of them: whole conversations, each turn's events read as they come, the next message at once behind it, so that the server is never idle.
"""

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from ..catalogue.store import Store
from ..schema.errors import DaogouError
from .compare.obedient import OBEDIENT
from .memory.turn import server as valkey
from .report import Figure, Report, Samples, Timings, ratio
from .stores import Bench, as_program
from .talk import LANGUAGES, Talk

GROWTH = 5.0
"""Percent of memory that a soak may add."""
SETTLING = 0.2
"""The part of a soak behind which memory is compared: until then caches fill."""
READY_S = 120.0
USUAL = (20_000, 20, 3, 0.0, 1, True)
BUYER, FLOODER = "127.0.0.2", "127.0.0.3"
DEAR = "龘" * 400 + "吗？第二款怎么样，" + "，".join(f"第{number}款" for number in range(60))
MOST = 10.0
"""How many times as long a turn may take, p50: the issue that asked for this had seen 33."""
KIND = re.compile(r'^data: {"type":"(?:CUSTOM",.*?"name":"(cards|degraded)"|(\w+)")')
TITLES = {"first": "until the turn's first event", "cards": "until the cards", "whole": "the whole turn"}


def measure(products: int, buyers: int, conversations: int, minutes: float, workers: int, model: bool, bench: Bench) -> Report:
    """`conversations` of each buyer, of eight turns, beside as many of one alone; then a soak of `minutes`."""
    store = bench.store(products)
    with served(store, workers=workers, model=model) as (url, process):
        rounds = asyncio.run(_rounds(url, store, process, buyers, conversations))
        soaked, memory = asyncio.run(_soak(url, store, process, buyers, minutes)) if minutes else (Round(), [])
    setting: dict[str, object] = {"products": products, "buyers": buyers, "turns": len(rounds["alone"].first), "workers": workers}
    setting |= {"soak_minutes": minutes, "model": "scripted" if model else "none"}
    return _reported(Report("load" if workers == 1 else "workers", "Many buyers at once, over HTTP", setting), rounds, setting, soaked, memory)


@dataclass
class Round:
    """Turns from their request on: until the first event of the turn itself, the cards where there are any, and the end."""

    first: Samples = field(default_factory=Samples)
    cards: Samples = field(default_factory=Samples)
    whole: Samples = field(default_factory=Samples)
    seconds: float = 0.0
    spent: float = float("nan")  # seconds of a processor, of all of the server's processes
    failed: int = 0
    degraded: int = 0

    @property
    def rate(self) -> float:
        return len(self.whole) / self.seconds if self.seconds else float("nan")

    async def turn(self, client: httpx.AsyncClient, thread: str, buyer: str, text: str) -> None:
        begin, seen = time.perf_counter(), dict[str, float]()
        asked = {"text": text, "buyer_id": buyer}
        async with client.stream("POST", f"/v1/threads/{thread}/turns", json=asked, headers={"Accept": "text/event-stream"}) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: ") and (found := KIND.search(line)):
                    seen.setdefault(found[1] or found[2], (time.perf_counter() - begin) * 1000)
        if "RUN_FINISHED" not in seen:
            self.failed += 1
            return
        self.degraded += "degraded" in seen
        self.first.add(seen["STEP_STARTED"])
        self.whole.add(seen["RUN_FINISHED"])
        if "cards" in seen:
            self.cards.add(seen["cards"])


class Buyers:
    """Each has messages and conversations of his own, also beside those of an earlier round: nothing is answered from what another asked."""

    def __init__(self, url: str, store: Path, first: int = 1) -> None:
        self._url, self._catalogue, self._seeds = url, Store(store).current(), count(first)

    async def round(self, buyers: int, conversations: int, until: float = float("inf")) -> Round:
        """All of them at once, each one message after the other."""
        talks = [Talk(self._catalogue, seed) for seed in islice(self._seeds, buyers)]
        found, begin = Round(), time.perf_counter()
        await asyncio.gather(*(self._buyer(place, talk, found, conversations, until) for place, talk in enumerate(talks, 1)))
        found.seconds = time.perf_counter() - begin
        return found

    async def _buyer(self, place: int, talk: Talk, found: Round, conversations: int, until: float) -> None:
        first = LANGUAGES[talk.seed % 2 :] + LANGUAGES[: talk.seed % 2]
        async with httpx.AsyncClient(base_url=self._url, timeout=120, transport=httpx.AsyncHTTPTransport(local_address=_address(place))) as client:
            for number, language in zip(range(conversations), cycle(first), strict=False):
                for message in talk.conversation(language):
                    if time.monotonic() >= until:
                        return
                    await found.turn(client, f"load-{talk.seed}-{number}", f"buyer-{talk.seed}", message.text)


def _address(place: int) -> str | None:
    """Of a buyer's own, as buyers have: those of one address wait for each other. Linux has them all without being told."""
    return f"127.1.{place // 250}.{place % 250 + 1}" if sys.platform == "linux" else None


async def _rounds(url: str, store: Path, process: int, buyers: int, conversations: int) -> dict[str, Round]:
    ours, rounds = Buyers(url, store), dict[str, Round]()
    await ours.round(2 * len(family(process)), 2)  # before anything counts: each worker answers some
    for name, many in (("alone", 1), ("together", buyers)):
        before = spent(process)
        rounds[name] = await ours.round(many, conversations)
        rounds[name].spent = spent(process) - before
    return rounds


async def _soak(url: str, store: Path, process: int, buyers: int, minutes: float) -> tuple[Round, list[tuple[float, float]]]:
    """Minutes gone and megabytes of the server, every few seconds."""
    begin = time.monotonic()
    until, ours, found = begin + minutes * 60, Buyers(url, store, 1_000_000), list[tuple[float, float]]()
    playing = asyncio.create_task(ours.round(buyers, sys.maxsize, until))
    while not playing.done():
        found.append(((time.monotonic() - begin) / 60, sum(map(resident, family(process)))))
        await asyncio.wait([playing], timeout=max(1.0, minutes * 0.6))
    return playing.result(), found


def resident(process: int) -> float:
    """Megabytes of a process on Linux; NaN elsewhere."""
    with suppress(OSError):
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return float("nan")


def family(process: int) -> list[int]:
    """A process and those that it began, on Linux; itself elsewhere."""
    with suppress(OSError):
        begun = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return [process, *(each for child in begun for each in family(int(child)))]
    return [process]


def spent(process: int) -> float:
    """Seconds of a processor that a process and those that it began have had, on Linux; NaN elsewhere."""
    total = 0.0
    for each in family(process):
        try:
            told = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return float("nan")
        total += (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _reported(report: Report, rounds: dict[str, Round], setting: Mapping[str, object], soaked: Round, memory: list[tuple[float, float]]) -> Report:
    alone, together, buyers, workers = rounds["alone"], rounds["together"], setting["buyers"], setting["workers"]
    every = (alone, together, soaked)
    for name in ("first", "cards", "whole"):
        report.times(TITLES[name], Timings({which: getattr(one, name) for which, one in rounds.items()}))
    report.figures += [
        ratio(f"first event p95, {buyers} buyers / one alone", together.first.p95, alone.first.p95, None),
        ratio(f"cards p95, {buyers} buyers / one alone", together.cards.p95, alone.cards.p95, None),
        Figure("turns a second, one buyer", alone.rate, None, ">=", ""),
        Figure(f"turns a second, {buyers} buyers, {workers} worker{'s' * (workers != 1)}", together.rate, None, ">=", ""),
        *(
            Figure(f"the server's processor a turn, {title}", 1000 * one.spent / len(one.whole), None, "<=", " ms")
            for title, one in (("one buyer", alone), (f"{buyers} buyers", together))
        ),
        Figure("turns that went without something", sum(one.degraded for one in every), 0, "=", "", "a retrieval that was too late"),
        Figure("turns that failed", sum(one.failed for one in every), 0, "=", "", f"of {sum(len(one.whole) + one.failed for one in every)}"),
    ]
    if memory:
        report.table("memory of the server in the soak", ("minute", "MB"), [(f"{minute:.1f}", mb) for minute, mb in memory])
        settled = [mb for minute, mb in memory if minute >= memory[-1][0] * SETTLING]
        grown = 100 * (settled[-1] / settled[0] - 1)
        report.figures.append(Figure("memory added in the soak", grown, GROWTH, "<=", " %", f"{settled[0]:.0f} to {settled[-1]:.0f} MB"))
    return report


@contextmanager
def served(store: Path, *, limited: bool = False, workers: int = 1, model: bool = True) -> Iterator[tuple[str, int]]:
    """Workers over the store: their address, and the process above them, or the one. `limited`: with the limits of requests set by default."""
    with TemporaryDirectory(prefix="daogou-load-") as state, ExitStack() as beside:
        port = _free_port()
        own: dict[str, object] = {"STORE": store.absolute(), "STATE": state}
        own |= {"LLM_BASE_URL": beside.enter_context(_model()), "LLM_MODEL": OBEDIENT} if model else {}
        own |= {"REDIS_URL": beside.enter_context(valkey()).url} if workers > 1 else {}
        own |= {} if limited else dict.fromkeys(("RATE_BUYER", "RATE_TURNS", "RATE_ADDRESS"), "none")
        env = {name: value for name, value in os.environ.items() if not name.startswith("DAOGOU_")}
        env |= {f"DAOGOU_{name}": str(value) for name, value in own.items()}
        command = [sys.executable, "-P", "-m", "daogou.cli", "serve", "--port", str(port), "--workers", str(workers)]
        with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                _wait(f"http://127.0.0.1:{port}", process)
                yield f"http://127.0.0.1:{port}", process.pid
            finally:
                process.terminate()


@contextmanager
def _model() -> Iterator[str]:
    """The scripted model in a process of its own, so that its work is none of the buyers'."""
    port = _free_port()
    script = f"from {__package__}.compare.obedient import serve; serve({port})"
    with subprocess.Popen([sys.executable, "-P", "-c", script]) as process:
        try:
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_S
    while time.monotonic() < end and process.poll() is None:
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        time.sleep(0.1)
    raise DaogouError("The server didn't begin; start `daogou serve` over the same store to see why.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def crowded(products: int, connections: int, turns: int, bench: Bench) -> Report:
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
    await _buyer_at(url, store, Samples(), 4, 1)  # before anything counts
    await _buyer_at(url, store, alone, turns, 2)
    flood = [asyncio.create_task(_flood(url, number, counted)) for number in range(connections)]
    await asyncio.sleep(1)
    await _buyer_at(url, store, beside, turns, 3)
    for one in flood:
        one.cancel()
    await asyncio.gather(*flood, return_exceptions=True)
    return alone, beside, counted[0]


async def _buyer_at(url: str, store: Path, found: Samples, turns: int, seed: int) -> None:
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


if __name__ == "__main__":
    as_program(measure, USUAL)
