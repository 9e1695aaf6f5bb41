"""A turn whose listener leaves, and one whose conversation is deleted meanwhile, leave nothing behind; in a folder and over a real server."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import redis
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import InputError, ThreadDeleted
from daogou.schema.settings import Settings
from pydantic import SecretStr


@pytest.fixture(params=["folder", "redis"])
def settings(request: pytest.FixtureRequest, six_store: Path, tmp_path: Path) -> Settings:
    if request.param == "folder":
        return Settings(store=six_store, state=tmp_path / "state")
    return Settings(store=six_store, redis_url=SecretStr(request.getfixturevalue("valkey_url")))


@pytest.fixture
def assistant(settings: Settings) -> Iterator[Assistant]:
    with open_assistant(settings=settings) as opened:
        yield opened


@pytest.fixture
def thread() -> str:
    return f"t-{uuid4().hex}"


def traces(assistant: Assistant, thread: str) -> list[Any]:
    """What is still known of a conversation, in any place."""
    url = assistant.settings.redis_url
    keys: list[Any] = []
    if url is not None:
        with redis.Redis.from_url(url.get_secret_value()) as client:
            keys = list(client.scan_iter(match=f"*{thread}*"))
    state = assistant.threads.checkpoints.get_tuple({"configurable": {"thread_id": thread}})
    return [*keys, *filter(None, [state, assistant.threads.find(thread), *assistant.threads.get(thread)])]


def until(assistant: Assistant, thread: str, progress: str, then: Callable[[], Any] | None = None) -> None:
    """A turn of Ann's during which something happens; without it, nobody listens from then on."""

    async def turn() -> None:
        events = assistant.stream("婴儿睡袋", thread=thread, buyer="ann")
        async for event in events:
            if (event.event, event.data) == ("progress", progress):
                if then is None:
                    break
                await asyncio.to_thread(then)
        await events.aclose()

    asyncio.run(turn())


def test_a_name_is_free_again_when_nobody_waited_for_its_first_reply(assistant: Assistant, thread: str) -> None:
    until(assistant, thread, "intent")
    assert traces(assistant, thread) == []
    assert assistant.ask("婴儿睡袋", thread=thread, buyer="bob").turn == 1


def test_it_is_not_free_when_there_was_a_turn_before(assistant: Assistant, thread: str) -> None:
    assistant.ask("婴儿睡袋", thread=thread, buyer="ann")
    until(assistant, thread, "intent")
    with pytest.raises(InputError):
        assistant.ask("婴儿睡袋", thread=thread, buyer="bob")
    assert assistant.ask("便宜的", thread=thread, buyer="ann").turn == 2


@pytest.mark.parametrize(("turns", "progress"), [(0, "intent"), (1, "follow_ups")])
def test_a_conversation_deleted_in_the_middle_of_a_turn_stays_so(assistant: Assistant, thread: str, turns: int, progress: str) -> None:
    for _ in range(turns):
        assistant.ask("婴儿睡袋", thread=thread, buyer="ann")
    with pytest.raises(ThreadDeleted, match="deleted"):
        until(assistant, thread, progress, lambda: assistant.threads.delete(thread))
    assert traces(assistant, thread) == []


def test_one_deleted_just_before_the_reply_goes_out_stays_so(assistant: Assistant, thread: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = assistant.threads.keep

    def kept(*arguments: Any) -> Any:
        assistant.threads.delete(thread)
        return keep(*arguments)

    monkeypatch.setattr(assistant.threads, "keep", kept)
    with pytest.raises(ThreadDeleted):
        assistant.ask("婴儿睡袋", thread=thread, buyer="ann")
    assert traces(assistant, thread) == []
