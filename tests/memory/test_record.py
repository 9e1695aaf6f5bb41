"""How large what is stored may be once it is unpacked."""

import tracemalloc
import zlib
from typing import Any

import ormsgpack
import pytest
import redis
from daogou.memory.record import LARGEST, Damaged, Oversized, pack, unpack
from daogou.memory.redis import RedisSaver
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import empty_checkpoint


def place(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}


def put(saver: RedisSaver, thread: str, value: str, run: str) -> RunnableConfig:
    versions: Any = {"said": saver.get_next_version(None, None)}
    made: Any = empty_checkpoint() | {"channel_values": {"said": value}, "channel_versions": versions}
    return saver.put(place(thread), made, {"run_id": run}, versions)


def swollen(size: int) -> bytes:
    """A few hundred KiB that would be so many bytes."""
    return b"\1" + zlib.compress(ormsgpack.packb(["msgpack", b"\0" * size]), 9)


def test_a_record_of_a_few_hundred_kib_does_not_fill_memory() -> None:
    stored = swollen(4 * LARGEST)
    tracemalloc.start()
    with pytest.raises(Oversized, match="record"):
        unpack(stored, 2, "the record")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * LARGEST


def test_what_may_be_packed_may_be_unpacked_to_the_byte() -> None:
    for size in range(1990, 2010):
        try:
            packed = pack("x" * size, what="the record", largest=2000)
        except Oversized:
            assert size > 1990
        else:
            assert unpack(packed, 1, "the record", 2000) == ["x" * size]
            with pytest.raises(Oversized):
                unpack(packed, 1, "the record", size)
    with pytest.raises(Oversized):
        unpack(b"\0" + ormsgpack.packb(["x" * 3000]), 1, "the record", 2000)


@pytest.mark.parametrize("cut", [-1, -4, 20, 3])
def test_a_record_that_is_cut_off_is_damaged(cut: int) -> None:
    with pytest.raises(Damaged):
        unpack(pack("".join(map(str, range(2000))))[:cut], 1, "the record")


@pytest.mark.parametrize("where", ["value", "write", "metadata"])
def test_a_checkpoint_that_is_too_large_stays_for_a_saver_that_takes_it(saver: RedisSaver, database: redis.Redis, where: str) -> None:
    texts = {**dict.fromkeys(("value", "write", "metadata"), "short"), where: "long" * 20_000}
    saver.put_writes(put(saver, "t", texts["value"], texts["metadata"]), [("said", texts["write"])], "task")
    put(saver, "other", "hers", "hers")
    small = RedisSaver(client=database, prefix=saver.prefix, largest=50_000)
    for _ in range(2):
        with pytest.raises(Oversized, match="'t'.*largest"):
            small.get_tuple(place("t"))
    small.delete_for_runs(["hers"])
    assert small.get_tuple(place("other")) is None
    found = saver.get_tuple(place("t"))
    assert found and found.pending_writes
    assert (found.checkpoint["channel_values"]["said"], found.metadata["run_id"], found.pending_writes[0][2]) == (
        texts["value"],
        texts["metadata"],
        texts["write"],
    )


def test_a_value_that_could_not_be_read_again_is_not_stored(saver: RedisSaver, database: redis.Redis) -> None:
    small = RedisSaver(client=database, prefix=saver.prefix, largest=50_000)
    with pytest.raises(Oversized, match="'said'"):
        put(small, "t", "long" * 20_000, "r")
    at = put(small, "t", "short", "r")
    with pytest.raises(Oversized, match="largest"):
        small.put_writes(at, [("said", "long" * 20_000)], "task")
    found = small.get_tuple(place("t"))
    assert found and found.pending_writes == []
