"""A sheet goes out blind and comes back: nothing is lost on the way, and nothing tells who wrote what."""

import csv
import json
from pathlib import Path

import pytest
from daogou.eval.judging.contest import Contest, Message
from daogou.eval.judging.told import with_people
from daogou.eval.sheet.export import export
from daogou.eval.sheet.gold import keep, rated, read_gold
from daogou.eval.sheet.page import page
from daogou.eval.sheet.pair import Key, blind, read_key
from daogou.eval.sheet.raters import told
from daogou.eval.sheet.ratings import read_ratings
from daogou.schema.errors import InputError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

SYSTEMS = {"prompt-7": "**{}**:有两款符合,更轻的是第 2 款。", "prompt-6": "{}:共 2 款。"}


def some(count: int = 8) -> list[Contest]:
    return [
        Contest(
            id=f"secret-{number}",
            language="zh",
            conversation=(Message(role="user", content=f"第 {number} 问"),),
            replies={system: text.format(number) for system, text in SYSTEMS.items()},
        )
        for number in range(count)
    ]


@pytest.fixture
def sheet(tmp_path: Path) -> tuple[Path, Key]:
    export(some(), tmp_path / "out", tmp_path / "key.json", seed=5)
    return tmp_path / "out", read_key(tmp_path / "key.json")


def filled(sheet: tuple[Path, Key], to: Path, rater: str, choose: str = "prompt-7", **changed: str) -> Path:
    """The CSV as somebody filled it in who prefers `choose`."""
    rows = list(csv.DictReader((sheet[0] / "pairs.csv").open(encoding="utf-8-sig")))
    for row in rows:
        row |= {"choice": "left" if sheet[1].by_id()[row["id"]].left == choose else "right", "rater": rater, **changed}
    return written(rows, to)


def written(rows: list[dict[str, str]], to: Path, encoding: str = "utf-8-sig", separator: str = ",") -> Path:
    with to.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return to


def test_nothing_that_is_handed_out_names_a_system_or_a_contest(sheet: tuple[Path, Key]) -> None:
    cells = [str(cell) for row in load_workbook(sheet[0] / "pairs.xlsx")["pairs"].iter_rows(values_only=True) for cell in row]
    for text in ((sheet[0] / "pairs.csv").read_text("utf-8-sig"), (sheet[0] / "pairs.html").read_text("utf-8"), "\n".join(cells)):
        assert "prompt-" not in text and "secret" not in text and "**" not in text
        assert all(f"第 {number} 问" in text for number in range(8))
    assert sorted(path.name for path in sheet[0].iterdir()) == ["pairs.csv", "pairs.html", "pairs.xlsx"]


def test_left_and_right_are_drawn(sheet: tuple[Path, Key]) -> None:
    many = blind(some(200), seed=1)[1]
    left = sum(opened.left == "prompt-7" for opened in many.pairs)
    assert 70 < left < 130
    assert [opened.contest for opened in many.pairs] != [contest.id for contest in some(200)]
    assert blind(some(200), seed=1)[1] == many


def test_the_key_never_lies_with_the_sheet_and_is_never_overwritten(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="elsewhere"):
        export(some(), tmp_path / "out", tmp_path / "out" / "key.json")
    export(some(), tmp_path / "out", tmp_path / "key.json")
    with pytest.raises(InputError, match="there already"):
        export(some(), tmp_path / "out", tmp_path / "key.json")


@pytest.mark.parametrize("kind", ["csv", "gbk", "semicolon", "xlsx", "xlsx in Chinese"])
def test_a_sheet_comes_back_as_it_went_out(sheet: tuple[Path, Key], tmp_path: Path, kind: str) -> None:
    file = filled(sheet, tmp_path / "a.csv", "安娜")
    rows = list(csv.DictReader(file.open(encoding="utf-8-sig")))
    if kind == "gbk":
        file = written(rows, tmp_path / "b.csv", "gb18030")
    elif kind == "semicolon":
        file = written(rows, tmp_path / "b.csv", separator=";")
    elif kind.startswith("xlsx"):
        book = load_workbook(sheet[0] / "pairs.xlsx")
        for number, row in enumerate(rows, 2):
            book["pairs"].cell(number, 6).value = row["choice"] if kind == "xlsx" else {"left": "左边 好", "right": "右"}[row["choice"]]
            book["pairs"].cell(number, 8).value = "安娜"
        file = tmp_path / "b.xlsx"
        book.save(file)
    read = read_ratings([file], sheet[1])
    assert (len(read.ratings), read.rejects, read.open) == (8, [], 0)
    assert {rating.choice for rating in read.ratings} == {"prompt-7"} and {rating.rater for rating in read.ratings} == {"安娜"}


def test_a_bad_row_is_kept_with_its_reason(sheet: tuple[Path, Key], tmp_path: Path) -> None:
    rows = list(csv.DictReader(filled(sheet, tmp_path / "a.csv", "a").open(encoding="utf-8-sig")))
    rows[0]["id"] = "P99"
    rows[1]["check"] = "0000"
    rows[2]["choice"] = "neither of them"
    rows[3]["choice"] = ""
    rows.append(rows[4])
    rows.append({**rows[5], "choice": "tie"})
    read = read_ratings([written(rows, tmp_path / "b.csv")], sheet[1])
    assert len(read.ratings) + len(read.rejects) + read.open == len(rows)
    assert [(reject.line, reason) for reject, reason in zip(sorted(read.rejects, key=lambda one: one.line), ("no pair", "another sheet", "none of", "twice and", "twice", "twice and"), strict=True) if reason not in reject.reason] == []  # fmt: skip  # noqa: E501
    assert len(read.ratings) == 3


@given(
    st.lists(
        st.tuples(st.sampled_from(["P1", "P2", "P9", ""]), st.sampled_from(["left", "右", "", "?"]), st.sampled_from(["a", "b", ""])), max_size=12
    )
)
def test_every_row_is_a_rating_a_reject_or_open(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]) -> None:
    pairs, key = blind(some(3))
    checks = {pair.id: pair.check for pair in pairs}
    table = [{"id": id, "check": checks.get(id, "x"), "choice": choice, "reason": "", "rater": rater} for id, choice, rater in rows]
    file = written([*table, {"id": "P3", "check": checks["P3"], "choice": "tie", "reason": "", "rater": "z"}], tmp_path_factory.mktemp("s") / "r.csv")
    read = read_ratings([file], key)
    assert len(read.ratings) + len(read.rejects) + read.open == len(table) + 1


def test_a_file_that_is_no_sheet_is_told(tmp_path: Path, sheet: tuple[Path, Key]) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    (tmp_path / "y.xlsx").write_text("no")
    for name, words in (("x.csv", "no column"), ("y.xlsx", "no Excel file"), ("z.csv", "can't be read")):
        with pytest.raises(InputError, match=words):
            read_ratings([tmp_path / name], sheet[1])


def test_a_reply_can_neither_run_in_a_spreadsheet_nor_end_the_page(tmp_path: Path) -> None:
    evil = Contest(id="x", language="en", conversation=(Message(role="user", content="</script><b>hi"),), replies={"a": "=HYPERLINK(1)", "b": "</script><script>alert(1)</script>\x07"})  # fmt: skip  # noqa: E501
    export([evil], tmp_path / "out", tmp_path / "key.json")
    (row,) = csv.DictReader((tmp_path / "out" / "pairs.csv").open(encoding="utf-8-sig"))
    assert "'=HYPERLINK(1)" in (row["left"], row["right"])
    sheet = load_workbook(tmp_path / "out" / "pairs.xlsx")["pairs"]
    assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}
    html = (tmp_path / "out" / "pairs.html").read_text("utf-8")
    assert html.count("</script>") == 2 and "http" not in html.replace("http-equiv", "")


def test_what_people_said_is_gold_for_these_words_only(sheet: tuple[Path, Key], tmp_path: Path) -> None:
    read = read_ratings([filled(sheet, tmp_path / "a.csv", "a"), filled(sheet, tmp_path / "b.csv", "b", "prompt-6")], sheet[1])
    assert keep(read.ratings, tmp_path / "gold.jsonl") == 16 and keep(read.ratings, tmp_path / "gold.jsonl") == 0
    gold = read_gold(tmp_path / "gold.jsonl")
    assert set(rated(gold, some(), "prompt-6", "prompt-7").values()) == {0}
    assert rated([one for one in gold if one.rater == "a"], some(), "prompt-6", "prompt-7") == {f"secret-{number}": 1 for number in range(8)}
    other = [contest.model_copy(update={"replies": {**contest.replies, "prompt-7": "other words"}}) for contest in some()]
    assert rated(gold, other, "prompt-6", "prompt-7") == {}


def test_agreement_is_told(sheet: tuple[Path, Key], tmp_path: Path) -> None:
    read = read_ratings([filled(sheet, tmp_path / "a.csv", "a"), filled(sheet, tmp_path / "b.csv", "b", "prompt-6")], sheet[1])
    rows = {row[0]: row[1] for row in told(read, read.ratings).tables[-1]["rows"]}
    assert rows["Cohen's kappa, a and b"] == "0.00"
    people = rated([one for one in read.ratings if one.rater == "a"], some(), "prompt-6", "prompt-7")
    ((judge, _, same),) = with_people({"j": dict.fromkeys(people, "prompt-7")}, "prompt-6", "prompt-7", people)
    assert judge == "j" and same.startswith("100 %")


def test_the_page_holds_its_pairs() -> None:
    html = page(blind(some())[0], "zh")
    data = json.loads(html.split('id="data">')[1].split("</script>")[0])
    assert len(data["pairs"]) == 8 and data["words"]["left"] == "左边好"
