"""The whole conversation, in both homes alike."""

import json
import uuid
from datetime import UTC, datetime

import pytest
import redis
from daogou.memory.redis_transcripts import RedisTranscripts
from daogou.memory.transcripts import export, open_transcripts
from daogou.schema.settings import Settings

from .talk import reply, turn


def new_id() -> str:
    return f"t-{uuid.uuid4()}"


def test_turns_come_back_in_order_and_whole(home: Settings) -> None:
    kept, thread = open_transcripts(home), new_id()
    for number in (2, 10, 1):
        kept.append(thread, turn(thread, number, "ann", f"message {number}"))
    kept.close()
    again = open_transcripts(home)
    assert [(turn.turn, turn.text, turn.buyer) for turn in again.get(thread)] == [(n, f"message {n}", "ann") for n in (1, 2, 10)]
    assert again.get(thread)[0].reply == reply(thread, 1)
    again.close()


def test_the_same_turn_again_replaces_it(home: Settings) -> None:
    kept, thread = open_transcripts(home), new_id()
    kept.append(thread, turn(thread, 1, reply=reply(thread, 1, "first")))
    kept.append(thread, turn(thread, 1, reply=reply(thread, 1, "second")))
    assert [turn.reply.text for turn in kept.get(thread)] == ["second"]
    kept.close()


def test_a_list_is_newest_first_and_by_owner(home: Settings) -> None:
    kept, buyer = open_transcripts(home), new_id()
    mine, others, later = new_id(), new_id(), new_id()
    for day, (thread, owner) in enumerate([(mine, buyer), (others, "bob"), (later, buyer)], start=1):
        kept.append(thread, turn(thread, 1, owner, f"day {day}", at=datetime(2026, 1, day, tzinfo=UTC)))
    kept.append(mine, turn(mine, 2, buyer, "again", at=datetime(2026, 1, 9, tzinfo=UTC)))
    assert [(thread.thread_id, thread.turns, thread.title) for thread in kept.list(buyer)] == [(mine, 2, "day 1"), (later, 1, "day 3")]
    assert [thread.thread_id for thread in kept.list(buyer, limit=1)] == [mine]
    assert {mine, others, later} <= {thread.thread_id for thread in kept.list(limit=1000)}
    kept.close()


@pytest.mark.parametrize("opener", ["ann", None])
def test_a_thread_keeps_its_owner(home: Settings, opener: str | None) -> None:
    kept, thread, intruder = open_transcripts(home), new_id(), new_id()
    kept.append(thread, turn(thread, 1, opener, "hello"))
    kept.append(thread, turn(thread, 2, intruder, "mine now"))
    found = kept.find(thread)
    assert found is not None
    assert found.buyer == opener
    assert kept.list(intruder) == ()
    kept.close()


def test_delete_forgets_one_thread_only(home: Settings) -> None:
    kept, gone, stays = open_transcripts(home), new_id(), new_id()
    for thread in (gone, stays):
        kept.append(thread, turn(thread, 1, "ann", "hello"))
    assert kept.delete(gone)
    assert not kept.delete(gone)
    assert (kept.find(gone), kept.get(gone)) == (None, ())
    assert kept.get(stays)
    assert gone not in {thread.thread_id for thread in kept.list("ann", limit=1000)}
    kept.close()


def test_half_a_surrogate_pair_is_kept_as_a_question_mark(home: Settings) -> None:
    kept, thread = open_transcripts(home), new_id()
    kept.append(thread, turn(thread, 1, None, "睡袋\ud800"))
    assert kept.get(thread)[0].text == "睡袋?"
    kept.close()


def test_export_is_one_json_line_a_turn(home: Settings) -> None:
    kept, thread = open_transcripts(home), new_id()
    for number in (1, 2):
        kept.append(thread, turn(thread, number, "ann", f"第{number}句\n换行"))
    lines = export(kept, thread).splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["第1句\n换行", "第2句\n换行"]
    kept.close()


def test_a_turn_that_an_earlier_version_stored_plain_is_read(valkey_url: str) -> None:
    transcripts = RedisTranscripts(valkey_url)
    said = turn("plain", 1, text="睡袋" * 500)
    transcripts.append("plain", said)
    with redis.Redis.from_url(valkey_url) as client:
        key = "daogou:transcript:{plain}:turns"
        assert len(client.hget(key, "1") or b"") < len(said.model_dump_json()) / 2
        client.hset(key, "1", said.model_dump_json())
    assert transcripts.get("plain") == (said,)
    transcripts.close()
