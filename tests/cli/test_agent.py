"""`daogou agent`: begun, shown, approved or declined, and deleted."""

import json
from pathlib import Path

import pytest

pytest.importorskip("langchain")

from .command import Command

WORDS = {"zh": "婴儿睡袋100个、无线鼠标200个，给卖家写询价信", "en": "100 baby sleeping bags and 200 wireless mice, and draft letters to the sellers"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_sent_before_the_yes(shop: Command, tmp_path: Path, language: str) -> None:
    out = tmp_path / "out"
    shop.set(outbox=f"file:{out}")
    begun = json.loads(shop("agent", "begin", WORDS[language], "--id", "a", "--buyer", "ann", "--json").out)
    assert begun["status"] == "waits" and not out.exists()
    assert json.loads(shop("agent", "show", "a", "--buyer", "ann", "--json").out) == begun
    assert shop("agent", "approve", "a", "--buyer", "ann").status == 2 and not out.exists()  # nobody at a terminal to be asked
    done = json.loads(shop("agent", "approve", "a", "--version", "1", "--buyer", "ann", "--json").out)
    assert done["status"] == "done" and len(list(out.iterdir())) == 2
    assert shop("agent", "show", "a", "--buyer", "bob").status == 2
    assert shop("agent", "delete", "a", "--buyer", "ann").status == 0 and shop("agent", "show", "a", "--buyer", "ann").status == 2


def test_a_no_sends_nothing(shop: Command, tmp_path: Path) -> None:
    shop.set(outbox=f"file:{tmp_path / 'out'}")
    assert "daogou agent approve a" in shop("agent", "begin", WORDS["zh"], "--id", "a").out
    assert {each["status"] for each in json.loads(shop("agent", "decline", "a", "--json").out)["mailing"]["letters"]} == {"declined"}
    assert not (tmp_path / "out").exists()
