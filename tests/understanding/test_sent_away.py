"""Goods of the list that the buyer takes away: they are left out of what is shown, and no condition is given up."""

import pytest
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader

NEED = Need(
    category="婴儿睡袋",
    query="婴儿睡袋",
    conditions=(
        Condition(id="c1", field="price", op="<=", value=100, unit="CNY", text="100以内"),
        Condition(id="c2", field="moq", op="<=", value=50, text="50件以内"),
    ),
)
SHOWN = (Shown(turn=1, product_ids=("a", "b", "c", "d"), category="婴儿睡袋", query="婴儿睡袋"),)


def read(reader: Reader, text: str) -> Reading:
    return reader.read(text, NEED, SHOWN)


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("去掉第一款", [1]),
        ("把第一款去掉", [1]),
        ("第一款不要", [1]),
        ("第二款就算了", [2]),
        ("删掉第二款和第三款", [2, 3]),
        ("去掉第一款，再便宜点", [1]),
        ("remove the first one", [1]),
        ("drop the second", [2]),
        ("skip the third", [3]),
        ("leave the second one out", [2]),
        ("forget about the first two", [1, 2]),
    ],
)
def test_what_is_taken_away_is_left_out(reader: Reader, text: str, ordinals: list[int]) -> None:
    reading = read(reader, text)
    assert [each.ordinal for each in reading.references] == ordinals
    assert (reading.intent, reading.relative[0].kind, reading.relative[0].field) == ("refine", "except", "")
    assert reading.dropped == ()


def test_before_what_is_not_said_sends_nothing_away(reader: Reader) -> None:
    """不要钱, slipped: all that was shown was left out."""
    assert read(reader, "要是不要前就更好了").relative == ()


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("去掉价格限制", "price"),
        ("去掉起订量", "moq"),
        ("去掉100以内", "price"),
        ("把价格限制去掉", "price"),
        ("drop the price limit", "price"),
        ("remove the MOQ", "moq"),
    ],
)
def test_a_condition_taken_back_takes_no_goods_away(reader: Reader, text: str, dropped: str) -> None:
    reading = read(reader, text)
    assert (reading.dropped, reading.relative) == ((dropped,), ())


@pytest.mark.parametrize(
    "text",
    [
        "第一款不行吗",
        "is the first one out of stock",
        "第一款去掉，其他的比较一下",
        "skip the first, compare the others",
        "what sets the first apart from the third?",
    ],
)
def test_what_is_asked_or_chosen_among_sends_nothing_away(reader: Reader, text: str) -> None:
    assert read(reader, text).relative == ()
