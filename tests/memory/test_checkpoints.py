"""A conversation goes on: in another event loop, another process, beside another thread, after an outage."""

import asyncio
import uuid
from pathlib import Path
from typing import Any

import pytest
from daogou.schema.errors import InputError, OutsideError, StoreError
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.schema.settings import Settings
from pydantic import SecretStr

from .opened import open_checkpoints
from .talk import config, said, talk


def new_thread() -> str:
    return f"t-{uuid.uuid4()}"


def say(saver: Any, thread: str, text: str) -> Any:
    """One turn in an event loop of its own."""
    return asyncio.run(talk(saver).ainvoke(said(text), config(thread), durability="exit"))


def test_a_thread_goes_on_in_another_loop(home: Settings) -> None:
    saver, thread = open_checkpoints(home), new_thread()
    for turn in (1, 2, 3):
        state = say(saver, thread, f"message {turn}")
    saver.close()
    assert [message.content for message in state["messages"]] == ["message 1", "turn 1", "message 2", "turn 2", "message 3", "turn 3"]
    assert state["need"] == Need(query="message 3")
    assert state["shown"][0] == Shown(turn=1, product_ids=("bag-cotton", "bag-wool"))


def test_a_thread_goes_on_in_another_saver(home: Settings) -> None:
    thread = new_thread()
    for turn in (1, 2):
        saver = open_checkpoints(home)
        state = say(saver, thread, f"message {turn}")
        saver.close()
    assert len(state["shown"]) == 2


def test_two_threads_stay_apart(home: Settings) -> None:
    saver, one, other = open_checkpoints(home), new_thread(), new_thread()
    say(saver, one, "婴儿睡袋")
    state = say(saver, other, "wireless mouse")
    assert state["need"].query == "wireless mouse"
    assert len(state["messages"]) == 2
    assert say(saver, one, "第二款")["messages"][0].content == "婴儿睡袋"
    saver.close()


def test_threads_that_run_at_once_are_all_kept(home: Settings) -> None:
    saver, threads = open_checkpoints(home), [new_thread() for _ in range(8)]

    async def all_at_once() -> Any:
        graph = talk(saver)
        return await asyncio.gather(*(graph.ainvoke(said(thread), config(thread)) for thread in threads))

    assert [state["messages"][0].content for state in asyncio.run(all_at_once())] == threads
    assert all(saver.get_tuple(config(thread)) for thread in threads)
    saver.close()


def test_a_deleted_thread_is_gone(home: Settings) -> None:
    saver, thread = open_checkpoints(home), new_thread()
    say(saver, thread, "hello")

    async def delete_and_look() -> Any:
        await saver.adelete_thread(thread)
        return await saver.aget_tuple(config(thread)), [found async for found in saver.alist(config(thread))]

    assert asyncio.run(delete_and_look()) == (None, [])
    saver.close()


def test_two_savers_share_one_file(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path)
    one, other = open_checkpoints(settings), open_checkpoints(settings)

    async def from_both() -> None:
        calls = [talk(saver).ainvoke(said("hi"), config(f"{n}-{i}")) for n, saver in enumerate((one, other)) for i in range(10)]
        await asyncio.gather(*calls)

    asyncio.run(from_both())
    assert len(list(one.list(None))) == len(list(other.list(None))) >= 20
    one.close()
    other.close()


def test_a_state_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="DAOGOU_STATE"):
        open_checkpoints(Settings(state=tmp_path / "file" / "state"))


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "checkpoints.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match=r"checkpoints\.sqlite"):
        open_checkpoints(Settings(state=tmp_path))


def test_redis_that_is_away_says_where_and_hides_the_password() -> None:
    saver = open_checkpoints(Settings(redis_url=SecretStr("redis://shop:s3cret@127.0.0.1:1/0")))
    with pytest.raises(OutsideError, match=r"Redis at 127\.0\.0\.1:1/0 didn't answer") as caught:
        say(saver, "t", "hello")
    assert "s3cret" not in str(caught.value)
    assert caught.value.__suppress_context__
    saver.close()


def test_a_url_of_another_kind_is_wrong_input() -> None:
    with pytest.raises(InputError, match="DAOGOU_REDIS_URL"):
        open_checkpoints(Settings(redis_url=SecretStr("http://127.0.0.1")))
