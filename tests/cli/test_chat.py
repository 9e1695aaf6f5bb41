"""A conversation in the terminal, here read from a pipe."""

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from daogou.cli.labels import LABELS

from .command import Command
from .terminal import screen


def until(terminal: int, prompt: str | None) -> str:
    """What the program prints up to its prompt, or to its end; a minute of silence is a failure."""
    seen = b""
    while prompt is None or not seen.decode("utf-8", "replace").endswith(prompt):
        assert select.select([terminal], [], [], 60)[0], seen.decode("utf-8", "replace")
        try:
            more = os.read(terminal, 4096)
        except OSError:  # Linux's word for the end
            break
        if not more:
            break
        seen += more
    return seen.decode("utf-8", "replace")


def chatted(store: Path, state: Path, locale: str, *lines: str) -> str:
    """What a person sees who says these lines at a real pseudo-terminal, then ends."""
    ours, theirs = pty.openpty()
    spoken = {"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LC_MESSAGES": locale}  # what is typed is read by the second, which must be there
    env = {**os.environ, "DAOGOU_STORE": str(store), "DAOGOU_STATE": str(state), "TERM": "xterm-256color", "COLUMNS": "160", **spoken}
    command = [sys.executable, "-P", "-m", "daogou.cli", "chat", "--thread", "t1"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True) as process:
        os.close(theirs)
        try:
            text = ""
            for line in (*lines, "/quit"):
                text += until(ours, "> ")
                os.write(ours, f"{line}\n".encode())
            text += until(ours, None)
            assert process.wait(60) == 0
        finally:
            process.kill()  # or a failure here would leave it waiting for a line, and the run waiting for it
    os.close(ours)
    return text


def turns(shop: Command, thread: str) -> list[str]:
    return [json.loads(line)["text"] for line in shop("threads", "export", thread).out.splitlines()]


def test_each_line_is_a_turn(shop: Command) -> None:
    done = shop("chat", "--thread", "t1", stdin="给宝宝找一款秋冬睡袋,100元以内\n\n怎么选?\n哪个品牌好?\n")
    assert done.status == 0, done.err
    assert "你> 怎么选?" in done.out
    assert turns(shop, "t1") == ["给宝宝找一款秋冬睡袋,100元以内", "怎么选?", "哪个品牌好?"]


def test_a_number_taps_the_follow_up(shop: Command) -> None:
    shop("chat", "--thread", "t1", stdin="给宝宝找一款秋冬睡袋\n2\n")
    lines = [json.loads(line) for line in shop("threads", "export", "t1").out.splitlines()]
    assert lines[1]["text"] == lines[0]["reply"]["suggestions"][1]["text"]


def test_a_mark_taps_the_relaxation(shop: Command) -> None:
    done = shop("chat", "--thread", "t1", stdin="婴儿睡袋 10元以内\nr1\n")
    lines = [json.loads(line) for line in shop("threads", "export", "t1").out.splitlines()]
    offered = lines[0]["reply"]["relaxations"][0]
    assert f"r1. {offered['say']} ({offered['count']})" in done.out
    assert lines[1]["text"] == offered["say"] and len(lines[1]["reply"]["cards"]) == offered["count"]


def test_new_begins_another_thread_and_quit_ends(shop: Command) -> None:
    done = shop("chat", "--thread", "t1", stdin="无线鼠标\n/help\n/new\n婴儿睡袋\n/quit\n连衣裙\n")
    assert done.status == 0
    assert turns(shop, "t1") == ["无线鼠标"]
    assert len(shop("threads", "list", "--json").out.splitlines()) == 2


def test_nothing_said_is_no_failure(shop: Command) -> None:
    assert shop("chat", stdin="").status == 0


def test_the_demo_plays_three_turns_in_each_language(shop: Command) -> None:
    done = shop("demo")
    assert done.status == 0, done.err
    assert done.out.count("你> ") == done.out.count("you> ") == 3
    threads = [json.loads(line) for line in shop("threads", "list", "--json").out.splitlines()]
    assert [thread["turns"] for thread in threads] == [3, 3]


def test_the_demo_ends_in_the_language_of_the_terminal(shop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    done = shop("demo")
    assert done.out.rfind("你> ") > done.out.rfind("you> ") > 0


def test_a_person_at_a_terminal_is_prompted_and_sees_colour(six_store: Path, tmp_path: Path) -> None:
    """Prompt, cards, a follow-up by its number, the end. Nothing that turns while he waits is left on the screen, or runs into what is said."""
    text = chatted(six_store, tmp_path, "zh_CN.UTF-8", "无线鼠标", "3")
    assert "¥32.00" in text
    assert "→ " in text
    assert "\x1b[" in text
    seen = screen(text)
    assert [line for line in seen if line.startswith("#  商品")]
    assert [line for line in seen if any("\u2801" <= char <= "\u28ff" for char in line)] == []


@pytest.mark.parametrize(("locale", "languages"), [pytest.param("zh_TW.UTF-8", ["zh"], marks=pytest.mark.long), ("C", ["zh", "en"])])
def test_whoever_has_said_nothing_yet_is_told_what_to_do_in_the_words_of_the_terminal(
    six_store: Path, tmp_path: Path, locale: str, languages: list[str]
) -> None:
    """Where its locale names no language, in both; each later word is in the buyer's own."""
    seen = screen(chatted(six_store, tmp_path, locale, "a wireless mouse", "/help"))
    hints = [language for line in seen for language in LABELS if line.startswith(LABELS[language]["hint"][:20])]
    assert hints == [*languages, "en"]


@pytest.mark.parametrize(("line", "one", "two"), [("socks", "last turn", "last 2 turns"), ("袜子", "最近 1 轮", "最近 2 轮")])
def test_turns_that_redis_never_took_are_counted_when_it_ends(shop: Command, monkeypatch: pytest.MonkeyPatch, line: str, one: str, two: str) -> None:
    """A new conversation may begin without Redis, since nobody can have it yet."""
    monkeypatch.setattr("daogou.memory.write_back.CLOSING_S", 0.0)
    shop.set(redis_url="redis://127.0.0.1:1/0")
    for messages, last in (((line,), one), ((line, "/new", line, line), two)):
        done = shop("chat", stdin="\n".join(messages))
        assert done.status == 0, done.err
        assert last in done.err.splitlines()[-1]
    assert one in done.err
