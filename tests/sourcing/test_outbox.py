"""An outbox takes a letter once: a folder by its file, a webhook by its signed request, which loses nothing where it fails."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import InputError
from daogou.schema.mailing import Mailing, SellerLetter
from daogou.schema.settings import Settings
from daogou.sourcing.outbox import FolderOutbox, Untaken, key_of, open_outbox, signature
from pydantic import SecretStr, ValidationError

from .receiver import Receiver
from .test_letters import draft, report, say, states

SECRET = "whsec_c2VjcmV0IG9mIHRoZSBzaG9w"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def sender(settings: Settings, receiver: Receiver) -> Iterator[Assistant]:
    chosen = {"outbox": receiver.url, "outbox_secret": SecretStr(SECRET), "outbox_timeout_s": 30.0, "outbox_retries": 2}
    with open_assistant(settings=settings.model_copy(update=chosen)) as opened:
        yield opened


def letter(**update: Any) -> SellerLetter:
    return SellerLetter(id="m-1", number=1, text="你好", supplier_id="s").model_copy(update=update)


def test_a_request_is_signed_and_names_its_letter(sender: Assistant, receiver: Receiver) -> None:
    mailing = say(sender, draft(sender), "yes")
    assert states(mailing) == ["sent", "sent"]
    assert [each.headers["idempotency-key"] for each in receiver.requests] == [each.id for each in mailing.letters]
    for each in receiver.requests:
        id, stamp = each.headers["webhook-id"], each.headers["webhook-timestamp"]
        assert each.headers["webhook-signature"] == signature(key_of(SECRET), id, stamp, each.body)
    assert [json.loads(each.body)["letter"]["text"] for each in receiver.requests] == [each.text for each in mailing.letters]


def test_a_failure_is_tried_again_in_bounds(sender: Assistant, receiver: Receiver) -> None:
    receiver.answers = [503, 500]
    mailing = say(sender, draft(sender), "yes")
    assert (states(mailing), [each.attempts for each in mailing.letters]) == (["sent", "sent"], [3, 1])
    assert len({each.headers["webhook-id"] for each in receiver.requests[:3]}) == 1


def test_what_was_not_taken_is_told_kept_and_sent_again_once(sender: Assistant, receiver: Receiver) -> None:
    receiver.answers = [503, 503, 503]
    mailing = draft(sender)
    failed = say(sender, mailing, "yes")
    assert states(failed) == ["failed", "sent"] and "503" in failed.letters[0].error and failed.letters[0].error in failed.text
    assert states(say(sender, mailing, "yes")) == ["failed", "sent"]  # approving twice sends nothing again
    assert states(say(sender, mailing, "resend")) == ["sent", "sent"]
    assert states(say(sender, mailing, "resend")) == ["sent", "sent"]
    assert receiver.letters == {each.id: json.loads(receiver.taken[each.id])["letter"]["text"] for each in mailing.letters}
    assert len(receiver.requests) == 5


@pytest.mark.parametrize("status", [400, 302])
def test_what_no_second_try_helps_is_tried_once(sender: Assistant, receiver: Receiver, status: int) -> None:
    receiver.answers = [status, status]
    assert states(say(sender, draft(sender), "yes")) == ["failed", "failed"]
    assert len(receiver.requests) == 2


def test_a_request_that_was_taken_and_not_answered_is_the_same_at_the_second_try(sender: Assistant, receiver: Receiver) -> None:
    receiver.answers = [0]  # it takes the letter, and hangs up
    mailing = draft(sender)
    assert states(say(sender, mailing, "yes")) == ["sent", "sent"]
    first, second = receiver.requests[:2]
    assert (first.headers["idempotency-key"], first.body) == (second.headers["idempotency-key"], second.body)


def test_a_webhook_that_does_not_answer_ends_at_its_deadline(settings: Settings, receiver: Receiver) -> None:
    receiver.silent = True
    chosen = {"outbox": receiver.url, "outbox_secret": SecretStr("s"), "outbox_timeout_s": 0.2}
    with open_assistant(settings=settings.model_copy(update=chosen)) as sender:
        mailing = draft(sender, report(sender, {"goods": "无线鼠标", "quantity": 200}))
        assert states(say(sender, mailing, "yes")) == ["failed"]
        receiver.silent = False
        assert states(say(sender, mailing, "resend")) in (["sent"], ["failed"])


def test_a_file_is_written_once_and_not_again_where_it_was_taken_away(tmp_path: Path) -> None:
    outbox, now = FolderOutbox(tmp_path / "out"), datetime.now(UTC)
    taken = asyncio.run(outbox.hand_over(letter(), {}, now))
    content = Path(taken.place).read_bytes()
    asyncio.run(outbox.hand_over(letter(text="another"), {}, now))
    assert Path(taken.place).read_bytes() == content and len(list((tmp_path / "out").iterdir())) == 1
    (tmp_path / "out" / "done").mkdir()
    Path(taken.place).rename(tmp_path / "out" / "done" / Path(taken.place).name)
    asyncio.run(outbox.hand_over(letter(), {}, now))
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["done"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(Untaken):
        asyncio.run(FolderOutbox(tmp_path / "out").hand_over(letter(), {}, datetime.now(UTC)))


@pytest.mark.parametrize("where", ["file:", "ftp://x/y", "http://example.com/hook", "https://example.com/hook?key=1", "example.com"])
def test_what_is_no_outbox_is_refused(where: str) -> None:
    with pytest.raises(ValidationError):
        Settings(outbox=where)


def test_a_webhook_needs_a_secret() -> None:
    with pytest.raises(InputError):
        open_outbox(Settings(outbox="https://example.com/hook"))
    assert open_outbox(Settings()) is None


def test_nothing_of_a_secret_comes_out(sender: Assistant) -> None:
    mailing: Mailing = say(sender, draft(sender), "yes")
    assert SECRET not in mailing.model_dump_json()
