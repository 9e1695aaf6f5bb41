"""What buyers think of replies, in both homes alike: kept with the conversation, and forgotten with it."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
import redis
from daogou.memory.conversations import Conversations, make_conversations
from daogou.memory.feedback import Feedback
from daogou.memory.transcripts import open_transcripts
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from pydantic import SecretStr

from .talk import turn


@pytest.fixture
def kept(home: Settings) -> Any:
    conversations = make_conversations(home)
    yield conversations
    conversations.close()


def held(kept: Conversations, buyer: str | None = "ann", turns: int = 2) -> str:
    thread = f"t-{uuid.uuid4()}"
    for number in range(1, turns + 1):
        kept.append(thread, turn(thread, number, buyer))
    return thread


def test_a_second_rating_of_a_turn_replaces_the_first(kept: Conversations, home: Settings) -> None:
    feedback, thread = Feedback(kept), held(kept)
    feedback.add(thread, 2, -1, "  第二款超预算了 ", buyer="ann")
    feedback.add(thread, 1, 1, buyer="ann")
    second = feedback.add(thread, 2, 1, " ", buyer="ann")
    assert [(one.turn, one.score, one.comment) for one in feedback.list(thread, buyer="ann")] == [(1, 1, None), (2, 1, None)]
    assert open_transcripts(home).rated(thread)[1] == second


def test_a_rating_of_what_isnt_there_is_refused(kept: Conversations) -> None:
    feedback, thread = Feedback(kept), held(kept)
    for number in (0, 3, -1, 2**70, True, 1.0):
        with pytest.raises(InputError, match="no turn"):
            feedback.add(thread, number, 1, buyer="ann")  # type: ignore[arg-type]
    for score in (0, 2, True, "1", 1.0):
        with pytest.raises(InputError, match="score"):
            feedback.add(thread, 1, score, buyer="ann")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="2,000"):
        feedback.add(thread, 1, -1, "差" * 2001, buyer="ann")
    assert feedback.list(thread, buyer="ann") == ()


@pytest.mark.parametrize("owner", ["ann", None])
def test_only_the_owner_rates_and_reads(kept: Conversations, owner: str | None) -> None:
    feedback, thread = Feedback(kept), held(kept, owner)
    feedback.add(thread, 1, -1, "too dear", buyer=owner)
    for other in ("bob", None if owner else "ann"):
        with pytest.raises(InputError, match="no conversation"):
            feedback.add(thread, 1, 1, buyer=other)
        with pytest.raises(InputError, match="no conversation"):
            feedback.list(thread, buyer=other)
    with pytest.raises(InputError, match="no conversation"):
        feedback.add(f"t-{uuid.uuid4()}", 1, 1, buyer=owner)
    assert feedback.list(thread, buyer=owner)[0].score == -1


def test_ratings_go_with_their_conversation(kept: Conversations) -> None:
    feedback, gone, stays = Feedback(kept), held(kept), held(kept)
    for thread in (gone, stays):
        feedback.add(thread, 1, -1, buyer="ann")
    assert kept.delete(gone)
    kept.append(gone, turn(gone, 1, "bob"))
    assert feedback.list(gone, buyer="bob") == ()
    assert feedback.list(stays, buyer="ann")


def test_all_ratings_are_read_over_conversations_from_a_day_on(kept: Conversations) -> None:
    feedback, one, other = Feedback(kept), held(kept, "ann"), held(kept, None)
    feedback.add(one, 2, -1, buyer="ann")
    between = datetime.now(UTC)
    feedback.add(other, 1, 1)
    mine = [(rating.thread_id, rating.turn) for rating in feedback.all() if rating.thread_id in (one, other)]
    assert mine == [(one, 2), (other, 1)]
    assert [rating.thread_id for rating in feedback.all(since=between) if rating.thread_id in (one, other)] == [other]


def test_a_rating_lives_as_long_as_its_conversation_in_redis(valkey_url: str) -> None:
    kept = make_conversations(Settings(redis_url=SecretStr(valkey_url), thread_days=2))
    feedback, thread = Feedback(kept), held(kept)
    feedback.add(thread, 1, -1, buyer="ann")
    key = f"daogou:transcript:{{{thread}}}:ratings"
    with redis.Redis.from_url(valkey_url) as client:
        assert 0 < client.ttl(key) <= 2 * 24 * 3600
        client.expire(key, 5)
        kept.append(thread, turn(thread, 3, "ann"))
        assert client.ttl(key) > 24 * 3600
    kept.close()


def test_a_damaged_rating_is_left_out_and_another_type_is_set_aside(valkey_url: str) -> None:
    kept = make_conversations(Settings(redis_url=SecretStr(valkey_url)))
    feedback, thread = Feedback(kept), held(kept)
    feedback.add(thread, 2, -1, buyer="ann")
    key = f"daogou:transcript:{{{thread}}}:ratings"
    with redis.Redis.from_url(valkey_url) as client:
        client.hset(key, "1", b"\xffjunk")
        assert [one.turn for one in feedback.list(thread, buyer="ann")] == [2]
        client.set(key, "not ours", keepttl=False)
        feedback.add(thread, 1, 1, buyer="ann")
        assert [one.turn for one in feedback.list(thread, buyer="ann")] == [1]
        kept.delete(thread)
        assert not list(client.scan_iter(match=f"*{thread}*"))
    kept.close()
