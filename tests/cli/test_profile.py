"""What is known of a buyer: shown, edited and deleted from the command line; in SQLite and in Valkey alike."""

import json
from typing import Any

import click
import pytest

from .command import Command


@pytest.fixture(params=["sqlite", "redis"])
def kept(request: pytest.FixtureRequest, shop: Command) -> Command:
    if request.param == "redis":
        shop.set(redis_url=request.getfixturevalue("valkey_url"))
    shop("profile", "delete", "--buyer", "cli-ann", "--conversations")
    return shop


def held(command: Command, buyer: str = "cli-ann") -> dict[str, Any]:
    return {trait["id"]: trait for trait in json.loads(command("profile", "show", "--buyer", buyer, "--json").out)["traits"]}


def test_what_was_said_is_shown_with_where_it_is_from(kept: Command) -> None:
    kept("ask", "我们货发德国,从来不要羊毛的", "--thread", "cli-t1", "--buyer", "cli-ann")
    traits = held(kept)
    assert {(name, trait["thread"], trait["turn"]) for name, trait in traits.items()} == {
        ("market.DE", "cli-t1", 1),
        ("attr.material.not", "cli-t1", 1),
    }
    shown = kept("profile", "show", "--buyer", "cli-ann").out
    assert "market=DE" in shown
    assert "cli-t1" in shown
    assert held(kept, "cli-bob") == {}


def test_it_is_edited(kept: Command) -> None:
    line = ["profile", "edit", "--buyer", "cli-ann"]
    assert kept(*line, "--set", "market=德国, FR", "--set", "trade=boutique", "--set", "price<=50", "--category", "婴儿睡袋").status == 0
    assert set(held(kept)) == {"market.DE", "market.FR", "trade.boutique", "price.upper@婴儿睡袋"}
    assert kept(*line, "--set", "market=US", "--remove", "trade.boutique").status == 0
    assert set(held(kept)) == {"market.US", "price.upper@婴儿睡袋"}
    trait = held(kept)["price.upper@婴儿睡袋"]
    assert (trait["thread"], trait["wish"]["hard"]) == ("", False)


@pytest.mark.parametrize("wrong", [["--set", "market=Atlantis"], ["--set", "colour=red"], ["--set", "market="], ["--remove", "nothing"], []])
def test_what_cannot_be_set_is_wrong_input(kept: Command, wrong: list[str]) -> None:
    done = kept("profile", "edit", "--buyer", "cli-ann", *wrong)
    assert (done.status, held(kept)) == (2, {})
    assert done.err


def test_the_editor_changes_what_is_changed_in_it(kept: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("ask", "我们货发德国,从来不要羊毛的", "--thread", "cli-t1", "--buyer", "cli-ann")
    kept("profile", "edit", "--buyer", "cli-ann", "--set", "price<=50", "--category", "婴儿睡袋")
    seen: list[str] = []

    def editor(text: str) -> str:
        seen.append(text)
        return text.replace("market=DE", "market=US")

    monkeypatch.setattr(click, "edit", editor)
    monkeypatch.setattr("daogou.cli.screen.interactive", lambda: True)
    assert kept("profile", "edit", "--buyer", "cli-ann").status == 0
    traits = held(kept)
    assert set(traits) == {"market.US", "attr.material.not", "price.upper@婴儿睡袋"}
    assert traits["attr.material.not"]["thread"] == "cli-t1"  # what was left alone keeps where it is from
    assert "price<=50 @ 婴儿睡袋" in seen[0]


def test_a_deleted_profile_is_gone_and_conversations_with_it(kept: Command) -> None:
    kept("ask", "我们货发德国,想看婴儿睡袋", "--thread", "cli-t1", "--buyer", "cli-ann")
    assert kept("profile", "delete", "--buyer", "cli-ann").status == 0
    assert held(kept) == {}
    assert kept("threads", "show", "cli-t1").status == 0
    assert kept("profile", "delete", "--buyer", "cli-ann").status == 2
    kept("ask", "我们货发德国", "--thread", "cli-t1", "--buyer", "cli-ann")
    assert kept("profile", "delete", "--buyer", "cli-ann", "--conversations").status == 0
    assert kept("threads", "show", "cli-t1").status == 2
