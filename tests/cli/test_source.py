"""`daogou source`: a list in words or a file, planned; the template; a workbook and JSON."""

import json
from pathlib import Path

from openpyxl import load_workbook

from .command import Command


def test_a_list_in_words(shop: Command) -> None:
    done = shop("source", "婴儿睡袋100个、无线鼠标200个，预算1万")
    assert done.status == 0
    assert "¥9490.00" in done.out and "¥510.00" in done.out


def test_a_table_to_a_workbook_and_json(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("item,qty\n婴儿睡袋,100\n无线鼠标,200\nexcavator,1\n", "utf-8")
    done = shop("source", str(tmp_path / "list.csv"), "--out", str(tmp_path / "plan.xlsx"), "--json", str(tmp_path / "plan.json"))
    assert done.status == 0
    report = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert [each["status"] for each in report["lines"]] == ["planned", "planned", "lacking"]
    assert report["plans"][0]["total"] == "9490.00"
    assert len(load_workbook(tmp_path / "plan.xlsx").sheetnames) == 6


def test_a_task_in_json_is_printed_as_json(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "task.json").write_text(json.dumps({"lines": [{"goods": "无线鼠标", "quantity": 20}], "budget": 700}), "utf-8")
    done = shop("source", str(tmp_path / "task.json"), "--json", "-")
    assert json.loads(done.out)["plans"][0]["left"] == "60.00"


def test_the_template_is_written_and_read(shop: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    assert shop("source", "--template", str(path)).status == 0
    book = load_workbook(path)
    book.worksheets[0].append([1, "无线鼠标", 20])
    book.save(path)
    done = shop("source", str(path), "--language", "en")
    assert done.status == 0 and "¥640.00" in done.out


def test_wrong_input_says_what_to_do(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"lines": [{"goods": 3}]}', "utf-8")
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    for line in ([], [str(tmp_path / "none.csv")], [str(tmp_path / "bad.json")], [str(tmp_path / "bad.xlsx")], ["x", "--language", "fr"]):
        done = shop("source", *line)
        assert done.status == 2 and done.err.strip(), line
