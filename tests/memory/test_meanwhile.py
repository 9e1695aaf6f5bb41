"""A turn ends without Redis while another thread of its process stores the turns before it: none of them is lost without a word."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from daogou.memory import write_back
from daogou.memory.redis_conversations import RedisConversations
from langgraph.checkpoint.base import CheckpointTuple

from ..long import few
from .test_outage_property import World, say
from .test_outages import eventually


@pytest.mark.parametrize("gone_on", few([True, False], True))
def test_a_turn_that_ends_while_those_before_it_are_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone_on: bool) -> None:
    """`gone_on`: whether the conversation went on elsewhere meanwhile, so that what is held can't be stored."""
    monkeypatch.setattr(write_back, "PAUSE_S", 60.0)  # what is stored here is stored below
    world, thread = World(tmp_path / "server"), "t"
    here, there = world.workers
    assert isinstance(here, RedisConversations)
    try:
        asyncio.run(say(here, thread, "begin"))
        world.proxies[0].cut()
        asyncio.run(say(here, thread, "without Redis"))
        if gone_on:
            asyncio.run(say(there, thread, "elsewhere"))
        _mended(world)
        last, during = here.checkpoints.last, iter([True])

        def meanwhile(name: str) -> CheckpointTuple | None:
            found = last(name)
            if next(during, False):
                world.proxies[0].cut()
                asyncio.run(say(here, thread, "meanwhile"))
                _mended(world)
            return found

        monkeypatch.setattr(here.checkpoints, "last", meanwhile)
        _settled(here, thread)
        _settled(here, thread)
        _, stored, told = asyncio.run(say(here, thread, "end"))
        assert (stored, told) == (True, 2 if gone_on else 0)
        assert [turn.text for turn in there.get(thread)] == ["begin", *(["elsewhere"] if gone_on else ["without Redis", "meanwhile"]), "end"]
    finally:
        world.close()


def _mended(world: World) -> None:
    world.proxies[0].mend()
    eventually(lambda: world.workers[0].list() is not None)


def _settled(here: RedisConversations, thread: str) -> None:
    leases: Any = here._leases
    with leases.at_once(thread) as lease:
        assert lease is not None
        here._write_back.settle(thread, lease.fence)
