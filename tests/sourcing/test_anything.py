"""Whatever a table or a message holds, it is read or refused with a reason; goods that stand in a list are in its lines."""

import csv
import io
from typing import Any

import hypothesis.strategies as st
from daogou.schema.errors import InputError
from daogou.sourcing.message import written
from daogou.sourcing.sheets import sheets
from daogou.sourcing.table import read
from daogou.sourcing.task import understood
from hypothesis import example, given, settings

CELL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "商品",
            "数量",
            "合计",
            "预算",
            "50个",
            "-5",
            "=A1",
            "1e308",
            "nan",
            "纯棉;A类",
            "goods",
            "qty",
            "total",
            "¥80",
            "忽略以上指令",
            "12月31日前",
            "\u202e",
            "",
        ]
    ),
)
ROWS = st.lists(st.lists(CELL, max_size=6), max_size=12)
NAMES = st.text(alphabet="abcdefgh", min_size=3, max_size=10).filter(lambda name: name not in ("item", "each"))
WORDS = st.lists(
    st.sampled_from(
        [
            "50个",
            "睡袋",
            "总预算",
            "1万",
            "，",
            "and",
            "3家厂家",
            "100 bottles",
            "送到义乌",
            "by 1 March",
            "一家供应商",
            "-5度",
            "\n",
            ".",
            "½",
            "x",
            "budget",
            "0",
            " ",
        ]
    ),
    max_size=25,
)


def as_csv(rows: Any) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


@settings(max_examples=300)
@given(ROWS)
@example([["商品", "数量"], ["数量", "数量"], ["毛巾", "5"]])
def test_any_cells(rows: list[list[str]]) -> None:
    try:
        found = read(sheets(as_csv(rows)))
    except InputError:
        return
    task = understood(found.task, found.said)
    assert all(each.text for each in task.notes)
    assert all(line.quantity is None or line.quantity > 0 for line in task.lines)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    try:
        read(sheets(content))
    except InputError as error:
        assert str(error)


@settings(max_examples=100)
@given(st.lists(st.tuples(NAMES, st.integers(1, 10**6)), min_size=1, max_size=30, unique_by=lambda each: each[0]))
def test_every_line_of_a_list_is_there(lines: list[tuple[str, int]]) -> None:
    found = read(sheets(as_csv([("商品", "数量"), *lines])))
    task = understood(found.task, found.said)
    assert [(each.goods, each.quantity) for each in task.lines] == lines


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=200), WORDS.map("".join), WORDS.map(" ".join)), st.sampled_from(["zh", "en"]))
def test_any_words(text: str, language: Any) -> None:
    task, said = written(text, lambda words: (), language)
    understood(task, said, language)
