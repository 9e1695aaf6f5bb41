"""`daogou letters`: drafted from a report, shown, changed, approved and sent once."""

import json
from pathlib import Path
from typing import Any

import pytest

from .command import Command

LIST = "婴儿睡袋100个、无线鼠标200个"


@pytest.fixture
def out(shop: Command, tmp_path: Path) -> Path:
    shop.set(outbox=f"file:{tmp_path / 'out'}")
    return tmp_path / "out"


@pytest.fixture
def drafted(shop: Command, out: Path, tmp_path: Path) -> Any:
    shop("source", LIST, "--json", str(tmp_path / "plan.json"))
    return json.loads(shop("letters", "draft", str(tmp_path / "plan.json"), "--target", "2=25", "--buyer", "ann", "--json").out)


def states(said: str) -> list[str]:
    return [each["status"] for each in json.loads(said)["letters"]]


def test_changed_shown_and_approved(shop: Command, drafted: Any, out: Path) -> None:
    his = (drafted["id"], "--buyer", "ann", "--json")
    assert [each["lines"][0]["target"] for each in drafted["letters"]] == [None, "25.00"]
    changed = json.loads(shop("letters", "change", *his, "--letter", "2", "--quantity", "2=300").out)
    assert (changed["version"], changed["letters"][1]["lines"][0]["quantity"]) == (2, 300)
    assert shop("letters", "approve", *his).status == 2 and not out.exists()  # nobody at a terminal to be asked
    assert shop("letters", "approve", *his, "--version", "1").status == 2 and not out.exists()
    assert states(shop("letters", "decline", *his, "--letter", "1").out) == ["declined", "prepared"]
    for _ in range(2):
        assert states(shop("letters", "approve", *his, "--version", "2", "--by", "Li").out) == ["declined", "sent"]
    assert len(list(out.iterdir())) == 1
    assert json.loads(shop("letters", "show", *his).out)["log"][-1]["who"] == "Li"
    assert shop("letters", "show", drafted["id"]).status == 2
    assert shop("letters", "delete", drafted["id"], "--buyer", "ann").status == 0 and shop("letters", "show", *his).status == 2


def test_drafted_right_behind_a_plan(shop: Command, out: Path) -> None:
    asked = shop("source", LIST, "--letters", "cheapest")
    assert asked.status == 0 and "mouse-silent" in asked.out and ", version 1" in asked.out and not out.exists()
    assert shop("source", LIST, "--letters", "dearest").status == 2


def test_a_change_that_is_none_is_told(shop: Command, drafted: Any, out: Path) -> None:
    for wrong in (("--quantity", "2=-3"), ("--quantity", "x"), ("--quantity", "2=2.5"), (), ("--drop", "7"), ("--text", "/none")):
        assert shop("letters", "change", drafted["id"], "--buyer", "ann", "--letter", "2", *wrong).status == 2, wrong


@pytest.mark.parametrize("content", ["{}", "", "no json", '{"task": 1}'])
def test_what_is_no_report_is_told(shop: Command, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    assert shop("letters", "draft", str(tmp_path / "x.json")).status == 2
    assert shop("letters", "draft", str(tmp_path / "none.json")).status == 2


def test_a_quote_is_read_confirmed_and_answered(shop: Command, drafted: Any, out: Path, tmp_path: Path) -> None:
    his = (drafted["id"], "--buyer", "ann", "--json")
    (tmp_path / "quote.csv").write_text("product id,unit price,moq\nmouse-silent,26,200\n")
    read = json.loads(shop("letters", "quote", drafted["id"], str(tmp_path / "quote.csv"), "--letter", "2", "--buyer", "ann", "--json").out)
    assert read["quotes"][0]["status"] == "read"
    done = json.loads(shop("letters", "confirm", drafted["id"], read["quotes"][0]["id"], *his[1:]).out)
    assert done["comparison"]["quoted"] == "5200.00"
    shop("letters", "approve", *his, "--version", "1")
    assert json.loads(shop("letters", "remind", *his, "--letter", "2").out)["letters"][-1]["kind"] == "reminder"
    assert json.loads(shop("letters", "counter", *his, "--letter", "2").out)["letters"][-1]["kind"] == "counter"
    assert shop("letters", "counter", *his, "--target", "2=20").status == 2
    assert len(list(out.iterdir())) == 2


def test_what_the_outbox_did_not_take_is_a_failure(shop: Command, drafted: Any, out: Path) -> None:
    out.write_text("a file where the folder should be")
    for answer in ("approve", "resend"):
        done = shop("letters", answer, drafted["id"], "--buyer", "ann", "--json", "--version", "1")
        assert states(done.out) == ["failed", "failed"] and done.status not in (0, 2)
