"""Letters are kept as a conversation is, in a folder and in Redis: beyond a restart, as long after their last use, and no longer than their buyer."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from daogou.graphs.opening import open as open_assistant
from daogou.memory import keys
from daogou.memory.names import LETTERS, Key
from daogou.schema.errors import InputError
from daogou.schema.mailing import Answer
from daogou.schema.settings import Settings
from daogou.schema.sourcing_report import SourcingReport
from daogou.schema.sourcing_task import WrittenTask
from pydantic import SecretStr

LINES = ({"goods": "婴儿睡袋", "quantity": 100}, {"goods": "无线鼠标", "quantity": 200})


@pytest.fixture(scope="module")
def report(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> SourcingReport:
    with open_assistant(settings=Settings(store=six_store, state=tmp_path_factory.mktemp("plans"))) as assistant:
        return assistant.source(WrittenTask.model_validate({"lines": LINES}))


def test_they_outlive_a_restart_and_go_with_their_buyer(home: Settings, six_store: Path, report: SourcingReport, tmp_path: Path) -> None:
    settings = home.model_copy(update={"store": six_store, "outbox": f"file:{tmp_path / 'out'}"})
    buyer = uuid4().hex
    with open_assistant(settings=settings) as assistant:
        mailing = asyncio.run(assistant.letters.draft(report, buyer=buyer))
    with open_assistant(settings=settings) as assistant:
        assert asyncio.run(assistant.letters.get(mailing.id, buyer)) == mailing
        done = asyncio.run(assistant.letters.answer(mailing.id, Answer(answer="yes", version=1), buyer=buyer))
        assert [each.status for each in done.letters] == ["sent", "sent"]
        assert assistant.threads.list(buyer) == ()
        assistant.threads.delete_buyer(buyer)
        with pytest.raises(InputError):
            asyncio.run(assistant.letters.get(mailing.id, buyer))


def test_in_a_folder_they_are_kept_so_many_days_after_their_last_use(six_store: Path, report: SourcingReport, tmp_path: Path) -> None:
    settings = Settings(store=six_store, state=tmp_path / "state", thread_days=7)
    with open_assistant(settings=settings) as assistant:
        used, left = (asyncio.run(assistant.letters.draft(report)) for _ in range(2))
        for each in (used, left):
            assistant.threads.transcripts.touch(Key.of(each.id, LETTERS), None, datetime.now(UTC) - timedelta(days=8))
        asyncio.run(assistant.letters.answer(used.id, Answer(answer="no", version=1)))
    with open_assistant(settings=settings) as assistant:
        assert asyncio.run(assistant.letters.get(used.id)).letters[0].status == "declined"
        with pytest.raises(InputError):
            asyncio.run(assistant.letters.get(left.id))


def test_in_redis_they_are_kept_so_many_days_after_their_last_use(
    valkey_url: str, database: redis.Redis, six_store: Path, report: SourcingReport
) -> None:
    settings = Settings(store=six_store, redis_url=SecretStr(valkey_url), thread_days=7, cache=False)
    with open_assistant(settings=settings) as assistant:
        mailing = asyncio.run(assistant.letters.draft(report))
        own = [key for key in keys.keys(keys.PREFIX, Key.of(mailing.id, LETTERS)) if database.exists(key)]
        for key in own:
            database.expire(key, 60)
        asyncio.run(assistant.letters.answer(mailing.id, Answer(answer="no", version=1)))
        assert own and all(int(database.ttl(key)) > 6 * 24 * 60 * 60 for key in own)


def test_those_of_a_conversation_wait_beyond_a_restart(home: Settings, six_store: Path, tmp_path: Path) -> None:
    settings = home.model_copy(update={"store": six_store, "outbox": f"file:{tmp_path / 'out'}"})
    buyer, thread = uuid4().hex, uuid4().hex
    with open_assistant(settings=settings) as assistant:
        assistant.ask("婴儿睡袋100个、无线鼠标200个", thread=thread, buyer=buyer)
    with open_assistant(settings=settings) as assistant:
        drafted = assistant.ask("给他们写信", thread=thread, buyer=buyer).letters
    assert drafted is not None and not (tmp_path / "out").exists()
    with open_assistant(settings=settings) as assistant:
        changed = assistant.ask("鼠标改成80个", thread=thread, buyer=buyer).letters
    with open_assistant(settings=settings) as assistant:
        done = assistant.ask("可以,发吧", thread=thread, buyer=buyer).letters
    assert changed is not None and done is not None and (changed.id, done.id) == (drafted.id, drafted.id)
    assert [each.status for each in done.letters] == ["sent", "sent"] and len(list((tmp_path / "out").iterdir())) == 2
    with open_assistant(settings=settings) as assistant:
        assert assistant.ask("可以,发吧", thread=thread, buyer=buyer).letters is None and len(list((tmp_path / "out").iterdir())) == 2
        assert [(each.answer, each.who) for each in asyncio.run(assistant.letters.get(done.id, buyer)).log] == [("changed", buyer), ("yes", buyer)]


def test_they_are_forgotten_with_their_conversation(home: Settings, six_store: Path) -> None:
    settings, thread = home.model_copy(update={"store": six_store}), uuid4().hex
    with open_assistant(settings=settings) as assistant:
        assistant.ask("婴儿睡袋100个、无线鼠标200个", thread=thread)
        drafted = assistant.ask("给他们写信", thread=thread).letters
        assert drafted is not None
        assistant.threads.delete(thread)
        with pytest.raises(InputError):
            asyncio.run(assistant.letters.get(drafted.id))
