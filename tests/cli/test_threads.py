"""Conversations that were held: listed, shown, exported, forgotten; in SQLite and in Valkey alike."""

import json
import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from .command import Command


@pytest.fixture(params=["sqlite", "redis"])
def kept(request: pytest.FixtureRequest, shop: Command) -> Command:
    if request.param == "redis":
        shop.set(redis_url=request.getfixturevalue("valkey_url"))
    return shop


def test_a_conversation_is_listed_shown_exported_and_deleted(kept: Command, tmp_path: Path) -> None:
    kept("ask", "无线鼠标", "--thread", "kept-1", "--buyer", "ann")
    kept("ask", "哪个品牌好?", "--thread", "kept-1", "--buyer", "ann")
    listed = json.loads(kept("threads", "list", "--buyer", "ann", "--json").out.splitlines()[0])
    assert (listed["thread_id"], listed["turns"], listed["title"]) == ("kept-1", 2, "无线鼠标")
    assert "kept-1" in kept("threads", "list").out
    assert "你> 哪个品牌好?" in kept("threads", "show", "kept-1").out
    assert kept("threads", "export", "kept-1", "--out", str(tmp_path / "t.jsonl")).status == 0
    lines = (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["无线鼠标", "哪个品牌好?"]
    assert kept("threads", "export", "kept-1").out.splitlines() == lines
    assert kept("threads", "delete", "kept-1").status == 0
    assert kept("threads", "show", "kept-1").status == 2
    assert json.loads(kept("ask", "无线鼠标", "--thread", "kept-1", "--json").out)["turn"] == 1
    kept("threads", "delete", "kept-1")


def test_conversations_of_one_id_about_two_stores_are_told_apart(kept: Command, six_store: Path, tmp_path: Path) -> None:
    other, name = shutil.copytree(six_store, tmp_path / "other"), f"t-{uuid4().hex}"
    kept("ask", "无线鼠标", "--thread", name, "--buyer", name)
    assert json.loads(kept("ask", "婴儿睡袋", "--thread", name, "--buyer", name, "--store", str(other), "--json").out)["turn"] == 1
    listed = [json.loads(line) for line in kept("threads", "list", "--buyer", name, "--json").out.splitlines()]
    assert [(each["thread_id"], each["title"], each["store"]) for each in listed] == [
        (name, "婴儿睡袋", str(other)),
        (name, "无线鼠标", str(six_store)),
    ]
    assert str(other) in kept("threads", "list", "--buyer", name).out
    assert "婴儿睡袋" not in kept("threads", "list", "--buyer", name, "--store", str(six_store)).out
    for what in ("show", "export", "delete"):
        asked = kept("threads", what, name)
        assert asked.status == 2 and str(other) in asked.err and str(six_store) in asked.err
    assert "婴儿睡袋" in kept("threads", "show", name, "--store", str(other)).out
    assert json.loads(kept("threads", "export", name, "--store", str(six_store)).out)["text"] == "无线鼠标"
    assert kept("threads", "delete", name, "--store", str(six_store)).status == 0
    assert "婴儿睡袋" in kept("threads", "show", name).out
    kept("ask", "无线鼠标", "--thread", name, "--buyer", name)
    kept("threads", "delete", "--buyer", name)
    assert kept("threads", "show", name).status == 2


@pytest.mark.parametrize("what", ["show", "export", "delete"])
def test_an_unknown_conversation_is_wrong_input(daogou: Command, what: str) -> None:
    done = daogou("threads", what, "none")
    assert done.status == 2
    assert "daogou threads list" in done.err


def test_an_empty_list_is_no_failure(daogou: Command) -> None:
    assert (daogou("threads", "list").status, daogou("threads", "list", "--json").out) == (0, "")


NAMING = (["ask", "睡袋", "--thread"], ["ask", "睡袋", "--buyer"], ["suggest", "--thread"], ["threads", "show"], ["threads", "delete"])


@pytest.mark.parametrize("name", ["x" * 201, "\udcff"])
@pytest.mark.parametrize("line", NAMING)
def test_a_name_that_cannot_be_kept_is_wrong_input(shop: Command, line: list[str], name: str) -> None:
    done = shop(*line, name)
    assert done.status == 2
    assert "characters" in done.err


def test_suggestions_for_a_conversation_are_its_buyers(shop: Command) -> None:
    shop("ask", "无线鼠标", "--thread", "t", "--buyer", "ann")
    assert shop("suggest", "--thread", "t", "--buyer", "ann").out.count("\n") == 3
    for other in (["--buyer", "bob"], []):
        assert shop("suggest", "--thread", "t", *other).status == 2


def test_all_conversations_of_a_buyer_are_deleted_at_once(kept: Command) -> None:
    for thread in ("kept-2", "kept-3"):
        kept("ask", "无线鼠标", "--thread", thread, "--buyer", "cat")
    assert "Deleted 2" in kept("threads", "delete", "--buyer", "cat").err
    assert "kept-2" not in kept("threads", "list").out
    assert kept("threads", "show", "kept-3").status == 2


@pytest.mark.parametrize("names", [(), ("kept-1", "--buyer", "ann")])
def test_what_to_delete_is_named_in_one_way(daogou: Command, names: tuple[str, ...]) -> None:
    assert daogou("threads", "delete", *names).status == 2
