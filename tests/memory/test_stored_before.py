"""Conversations that an earlier Daogou kept (`stored/`, of 30 November 2026, before commands): each opens and goes on."""

import base64
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory.transcript import VERSION, Turn
from daogou.nodes import state as stored_state
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from pydantic import ValidationError

STORED = Path(__file__).parent / "stored"
TOLD: dict[str, dict[str, Any]] = json.loads((STORED / "told.json").read_text("utf-8"))


def _restore(url: str) -> None:
    server = redis.Redis.from_url(url)
    with gzip.open(STORED / "redis.jsonl.gz", "rt") as lines:
        for row in map(json.loads, lines):
            key, value = _bytes(row["key"]), row["value"]
            match row["type"]:
                case "string":
                    server.set(key, _bytes(value))
                case "hash":
                    server.hset(key, mapping={_bytes(name): _bytes(each) for name, each in value.items()})
                case "list":
                    server.rpush(key, *map(_bytes, value))
                case "set":
                    server.sadd(key, *map(_bytes, value))
                case "zset":
                    server.zadd(key, {_bytes(name): score for name, score in value})


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)


@pytest.fixture(params=["sqlite", "redis"])
def kept(request: pytest.FixtureRequest, six_store: Path, tmp_path: Path) -> Iterator[Assistant]:
    """An assistant of today over what was kept then."""
    state, url = tmp_path / "state", None
    state.mkdir()
    if request.param == "redis":
        url = request.getfixturevalue("valkey_url")
        _restore(url)
    else:
        for file in STORED.glob("*.sqlite"):
            shutil.copy(file, state / file.name)
    with open_assistant(six_store, settings=Settings(state=state, redis_url=url)) as opened:
        yield opened


def test_every_conversation_goes_on_under_its_conditions(kept: Assistant) -> None:
    for thread, told in TOLD.items():
        turns = kept.threads.get(thread)
        assert len(turns) == told["turn"]
        assert {turn.version for turn in turns} == {1}
        reply = kept.ask("第二款的起订量是多少" if thread.startswith("zh") else "what is the MOQ of the first one?", thread=thread, buyer="anna")
        assert reply.turn == told["turn"] + 1
        assert (reply.need.category, sorted(each.name for each in reply.need.active)) == (told["category"], told["standing"])
        assert kept.threads.get(thread)[-1].version == VERSION


def test_a_conversation_of_a_newer_daogou_is_refused_in_words(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("daogou.nodes.intent.VERSION", stored_state.VERSION + 1)
        assistant.ask("婴儿睡袋", thread="newer")
    with pytest.raises(InputError, match="newer"):
        assistant.ask("100元以内", thread="newer")
    with pytest.raises(ValidationError):
        Turn.model_validate({**assistant.threads.get("newer")[0].model_dump(), "version": VERSION + 1})
