"""Turns that overlap, are asked again, or are ended: over a real server and several processes."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings
from pydantic import SecretStr

MESSAGES, PROCESSES = 16, 2
ASK = """
import asyncio, json, sys
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings

async def all_at_once(assistant, names):
    replies = await asyncio.gather(*(assistant.aask(f"婴儿睡袋 {name}元以内", thread="overlapping") for name in names))
    return [(name, reply.turn) for name, reply in zip(names, replies)]

store, url, *names = sys.argv[1:]
with open_assistant(store, settings=Settings(redis_url=url)) as assistant:
    print(json.dumps(asyncio.run(all_at_once(assistant, [int(name) for name in names]))))
"""


def test_overlapping_messages_of_two_processes_lose_none(six_store: Path, valkey_url: str) -> None:
    shares = [range(start, MESSAGES, PROCESSES) for start in range(PROCESSES)]
    command = [sys.executable, "-P", "-c", ASK, str(six_store), valkey_url]
    asking = [subprocess.Popen([*command, *map(str, share)], stdout=subprocess.PIPE, text=True) for share in shares]
    told = [json.loads(each.communicate()[0].splitlines()[-1]) for each in asking]
    assert sorted(turn for share in told for _, turn in share) == list(range(1, MESSAGES + 1))
    for share in told:  # those of one process came in order, and were answered so
        assert [turn for _, turn in share] == sorted(turn for _, turn in share)
    with open_assistant(six_store, settings=Settings(redis_url=SecretStr(valkey_url))) as assistant:
        assert len(assistant.threads.get("overlapping")) == MESSAGES


@pytest.fixture(params=["folder", "redis"])
def either(request: pytest.FixtureRequest, six_store: Path, tmp_path: Path) -> Settings:
    if request.param == "folder":
        return Settings(store=six_store, state=tmp_path / "state")
    return Settings(store=six_store, redis_url=SecretStr(request.getfixturevalue("valkey_url")))


def test_a_turn_asked_again_by_its_id_gets_its_reply_and_is_no_second_turn(either: Settings) -> None:
    with open_assistant(settings=either) as assistant:
        thread = assistant.ask("婴儿睡袋").thread_id
        first = assistant.ask("便宜的", thread=thread, turn_id="a")
        again = assistant.ask("便宜的", thread=thread, turn_id="a")
        assert again == first
        assert assistant.ask("便宜的", thread=thread, turn_id="b").turn == first.turn + 1
        assert [turn.turn for turn in assistant.threads.get(thread)] == [1, 2, 3]


def test_a_retry_while_the_first_still_runs_waits_for_its_reply(either: Settings) -> None:
    async def both(assistant: Assistant) -> None:
        one, other = await asyncio.gather(*(assistant.aask("婴儿睡袋", thread="retry", turn_id="a") for _ in range(2)))
        assert one == other
        assert len(assistant.threads.get("retry")) == 1

    with open_assistant(settings=either) as assistant:
        assistant.threads.delete("retry")
        asyncio.run(both(assistant))
