"""The turn log: what a replay needs and nothing private, bounded, and no turn's trouble."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.graphs.opening import open as open_assistant
from daogou.memory.conversations import open_conversations
from daogou.memory.redaction.redaction import Redaction
from daogou.memory.turnlog.entry import LoggedRating, LoggedTurn
from daogou.memory.turnlog.files import LogFiles
from daogou.memory.turnlog.labels import Labels
from daogou.memory.turnlog.turn_log import TurnLog
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings

from ...waiting import HANG_S
from ..talk import turn

SECRETS = ("13812345678", "文三路138号", "王芳", "fang.wang88@163.com", "DD88213407", "secret-thread-77", "ann-of-hangzhou")


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]


def test_a_conversation_is_logged_as_a_replay_needs_it_and_without_private_data(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    logged = settings.model_copy(update={"turn_log": folder})
    said = "婴儿睡袋,100元以内,我叫王芳,电话13812345678,寄到杭州市文三路138号,邮箱 fang.wang88@163.com,上次订单 DD88213407"
    with open_assistant(settings=logged) as assistant:
        first = assistant.ask(said, thread="secret-thread-77", buyer="ann-of-hangzhou")
        assistant.ask("第二款有什么认证?", thread="secret-thread-77", buyer="ann-of-hangzhou")
        assistant.feedback.add("secret-thread-77", 1, -1, "我叫王芳,太贵", buyer="ann-of-hangzhou")
    written = lines(folder)
    assert [row["kind"] for row in written] == ["turn", "turn", "rating"]
    text = json.dumps(written, ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret in text]
    one, two, rating = LoggedTurn.model_validate(written[0]), LoggedTurn.model_validate(written[1]), LoggedRating.model_validate(written[2])
    assert one.said.startswith("婴儿睡袋,100元以内") and one.reply.cards == first.cards and one.reply.need.category == first.need.category
    assert one.shown == tuple(card.product_id for card in first.cards) and one.plan == {"answer": "listing", "internal": "search", "asks": True}
    assert one.reading is not None and one.reading["intent"] == "search" and one.generation == "g000001" and one.versions["embedding"] == "usem3"
    assert two.focus == (one.shown[1],) and two.reply.citations and two.reply.timings_ms["intent"] >= 0 and two.ms > 0
    assert one.thread == two.thread == rating.thread and (rating.turn, rating.score) == (1, -1) and "太贵" in (rating.comment or "")
    assert (next(folder.glob("*.jsonl")).stat().st_mode & 0o077) == 0


def test_nothing_is_logged_unless_it_is_asked_for(settings: Settings) -> None:
    with open_assistant(settings=settings) as assistant:
        assistant.ask("婴儿睡袋")
    assert settings.state is not None and not list(settings.state.rglob("turn*.jsonl"))


def test_a_folder_that_cannot_be_written_is_told_of_at_opening(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="DAOGOU_TURN_LOG"):
        open_assistant(settings=settings.model_copy(update={"turn_log": tmp_path / "file" / "log"}))


def test_a_disk_that_fails_later_is_no_turns_trouble(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with open_assistant(settings=settings.model_copy(update={"turn_log": tmp_path / "log"})) as assistant:
        with monkeypatch.context() as patch:
            patch.setattr(LogFiles, "append", full)
            assert assistant.ask("婴儿睡袋", thread="t").cards
            _written(assistant)
        assert assistant.ask("毛巾", thread="t").turn == 2
    assert [row["said"] for row in lines(tmp_path / "log")] == ["毛巾"]


def _written(assistant: Any) -> None:
    """Until the thread that writes has nothing left to do."""
    done = threading.Event()

    def line() -> dict[str, Any]:
        done.set()
        return {}

    assistant._turn_log._hand_over(line)
    assert done.wait(HANG_S)


def test_a_writer_that_hangs_delays_nobody_and_what_is_too_much_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hold = threading.Event()
    monkeypatch.setattr(LogFiles, "append", lambda *_: hold.wait(HANG_S))
    log = TurnLog(LogFiles(tmp_path, 1 << 20, 30), Labels(b"k" * 32))
    for number in range(1, 1200):
        log.turn(turn("t", number), {}, 1.0)
    assert log._queue.full()
    hold.set()
    log.close()


def test_files_are_bounded_by_size_and_by_days(tmp_path: Path) -> None:
    files, day = LogFiles(tmp_path, 8000, 3), datetime(2026, 11, 1, tzinfo=UTC)
    line = b"x" * 99 + b"\n"
    for _ in range(200):
        files.append(line, day)
    kept = sorted(tmp_path.glob("*.jsonl"))
    assert sum(file.stat().st_size for file in kept) <= 8000 and len(kept) > 3 and all(file.stat().st_size <= 1000 for file in kept)
    assert kept[-1].name == "turns-2026-11-01-0020.jsonl"
    files.append(line, day + timedelta(days=2))
    assert kept[-1].exists()
    files.append(line, day + timedelta(days=4))
    assert [file.name for file in sorted(tmp_path.glob("*.jsonl"))] == ["turns-2026-11-03-0001.jsonl", "turns-2026-11-05-0001.jsonl"]


def test_a_label_is_the_same_beside_one_key_and_tells_nothing(tmp_path: Path) -> None:
    one, again = Labels.kept_in(tmp_path), Labels.kept_in(tmp_path)
    assert one.of("t-1") == again.of("t-1") != one.of("t-2") and "t-1" not in one.of("t-1")
    assert Labels(b"x" * 32).of("t-1") != one.of("t-1") and ((tmp_path / "turn-log.key").stat().st_mode & 0o077) == 0


def test_every_planted_slip_stays_out_of_the_log(tmp_path: Path) -> None:
    planted = yaml.safe_load((Path(__file__).parents[2] / "graphs" / "planted.yaml").read_text("utf-8"))
    log = TurnLog(LogFiles(tmp_path, 1 << 24, 30), Labels(b"k" * 32))
    for number, thread in enumerate(planted["threads"], 1):
        log.turn(turn(thread, number, thread, f"{thread} 婴儿睡袋"), {}, 1.0)
    log.close()
    text = "".join(file.read_text("utf-8") for file in tmp_path.glob("*.jsonl"))
    assert text.count("婴儿睡袋") == len(planted["threads"]) and not [thread for thread in planted["threads"] if thread in text]


def test_a_conversation_that_is_deleted_goes_out_of_the_log_with_what_waits_to_be_written(settings: Settings, tmp_path: Path) -> None:
    logged = settings.model_copy(update={"turn_log": tmp_path / "log"})
    with open_assistant(settings=logged) as assistant:
        for thread in ("gone", "stays", "later"):
            assistant.ask("婴儿睡袋", thread=thread)
        assistant.feedback.add("gone", 1, -1)
        assistant.threads.delete("gone")
    assert len({row["thread"] for row in lines(tmp_path / "log")}) == len(lines(tmp_path / "log")) == 2
    with open_conversations(logged) as conversations:  # as `daogou threads delete` does
        assert conversations.delete("stays")
    (left,) = lines(tmp_path / "log")
    assert left["thread"] == Labels.kept_in(tmp_path / "state").of("later")
    assert not list((tmp_path / "log").glob("*.new"))


@pytest.mark.parametrize(("told", "name"), [("我叫王小明，想找婴儿睡袋", "王小明"), ("My name is John Carter, I need a baby sleeping bag", "Carter")])
def test_what_another_process_was_told_stays_out_of_the_log_of_this_one(told: str, name: str, settings: Settings, tmp_path: Path) -> None:
    logged = settings.model_copy(update={"turn_log": tmp_path / "log"})
    for text in (told, f"100元以内的，{name} 要" if name.isalpha() and not name.isascii() else f"{name} wants it under 100 yuan"):
        with open_assistant(settings=logged) as assistant:  # one process after the other
            assistant.ask(text, thread="th")
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "log").glob("*.jsonl"))
    assert written.count('"kind": "turn"') == 2
    assert name not in written


def test_an_identity_number_without_its_last_letter_stays_out(tmp_path: Path) -> None:
    clean = Redaction()
    assert "11010519491231002" not in clean.of("身份证11010519491231002X") + clean.of("身份 11010519491231002")
