"""A conversation in the terminal, here read from a pipe."""

import json

from .command import Command


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
