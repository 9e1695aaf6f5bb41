"""Two workers, a way to Redis each that is cut and mended at random: what was acknowledged without a word of caution is never lost."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from daogou.memory.conversations import Conversations, Outcome, make_conversations
from daogou.memory.locks import FENCE
from daogou.schema.errors import OutsideError
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from .proxy import Proxy
from .servers import Server
from .talk import said, talk, turn
from .test_outages import eventually

WORKERS = 2


class World:
    """A server, and workers that each have a way of their own to it."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder, appendonly="yes", appendfsync="always")  # by the second, a write may wait in a busy server and go with it
        self.proxies = [Proxy(self.server.port) for _ in range(WORKERS)]
        self.workers = [make_conversations(Settings(redis_url=SecretStr(proxy.url))) for proxy in self.proxies]

    def close(self) -> None:
        for worker in self.workers:
            worker.close()
        for proxy in self.proxies:
            proxy.close()
        self.server.close()

    def well(self) -> None:
        for proxy in self.proxies:
            proxy.mend()
        eventually(lambda: all(not list(worker.held.unsaved()) for worker in self.workers))  # type: ignore[attr-defined]
        for worker in self.workers:
            eventually(lambda worker=worker: worker.list() is not None)  # type: ignore[misc]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        opened = World(Path(folder) / "server")
        yield opened
        opened.close()


async def say(kept: Conversations, thread: str, text: str, flickers: Proxy | None = None) -> tuple[int, bool, int]:
    """As the assistant does: the turn's number, whether it is stored, how many are said to be lost. `flickers`: a way that is cut while the
    conversation would be read, and whole again when it is stored."""

    def mended() -> None:
        if flickers is not None:
            flickers.mend()
            eventually(lambda: kept.list() is not None)

    outcomes: list[Outcome] = []

    def tell(reply: Reply, outcome: Outcome) -> Reply:
        outcomes.append(outcome)
        return reply

    async with kept.locks.turn(thread) as lease:
        await asyncio.to_thread(kept.begin, thread, None, text, lease, False)
        config: Any = {"configurable": {"thread_id": thread, FENCE: lease.fence}}
        if flickers is not None:
            flickers.cut()
        state = await talk(kept.checkpoints, mended).ainvoke(said(text), config, durability="exit")
        number = len(state["messages"]) // 2
        await asyncio.to_thread(kept.keep, thread, turn(thread, number, text=text), lease, tell)
    return number, outcomes[-1].stored, outcomes[0].lost


_what = ["say", "say", "say", "flicker", "cut", "mend", "restart"]
_steps = st.lists(st.tuples(st.sampled_from(_what), st.integers(0, WORKERS - 1)), min_size=4, max_size=12)


@example(steps=[("say", 0), ("say", 1), ("flicker", 0), ("say", 1)])
@example(steps=[("say", 1), ("flicker", 0), ("say", 1), ("cut", 1), ("say", 1)])
@example(steps=[("say", 0), ("say", 1), ("restart", 0), ("flicker", 0), ("flicker", 1)])
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=_steps)
def test_no_acknowledged_turn_is_lost_and_no_lost_one_is_hidden(world: World, steps: list[tuple[str, int]]) -> None:
    world.well()
    thread = f"t-{uuid4().hex}"
    assert asyncio.run(say(world.workers[0], thread, "begin"))[1]
    acknowledged, lost = ["begin"], 0
    cautioned: list[str] = []
    for place, (what, worker) in enumerate(steps):
        if what == "cut":
            world.proxies[worker].cut()
        elif what == "mend":
            world.proxies[worker].mend()
        elif what == "restart":
            world.server.kill()
            world.server.start()
        else:
            try:
                flickers = world.proxies[worker] if what == "flicker" else None
                _, stored, told = asyncio.run(say(world.workers[worker], thread, f"message {place}", flickers))
            except OutsideError:
                continue  # a clean error: the worker doesn't hold the conversation
            (acknowledged if stored else cautioned).append(f"message {place}")
            lost += told
    world.well()
    lost += asyncio.run(say(world.workers[0], thread, "end"))[2]
    kept = [turn.text for turn in world.workers[1].get(thread)]
    assert [text for text in kept if text in acknowledged] == acknowledged
    assert set(kept) <= {*acknowledged, *cautioned, "end"}
    assert len(cautioned) == len([text for text in kept if text in cautioned]) + lost  # each was stored later, or told of
    found = world.workers[1].checkpoints.get_tuple({"configurable": {"thread_id": thread}})
    assert found is not None
    assert [message.content for message in found.checkpoint["channel_values"]["messages"]][::2] == kept
