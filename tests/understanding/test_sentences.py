"""What a phrase or a sentence states: a few rows for each production, in both languages, over a small catalogue's words and the demo pack's."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.schema.condition import Condition
from daogou.understanding.reader import Reader
from hypothesis import given
from hypothesis import strategies as st

from ..demo_words import reader as demo_reader


def rows(name: str) -> list[Any]:
    table: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return [pytest.param(text, row, id=text) for row in table for language in ("zh", "en") for text in row.get(language, ())]


def name_of(condition: Condition) -> str:
    """With several values in one order."""
    value = tuple(sorted(condition.value)) if isinstance(condition.value, tuple) else condition.value
    return ("" if condition.hard else "~") + condition.model_copy(update={"value": value}).name


def in_order(name: str) -> str:
    head, opened, values = name.partition("[")
    return head + opened + (", ".join(sorted(values.rstrip("]").split(", "))) + "]" if opened else "")


def check(reader: Reader, text: str, row: dict[str, Any]) -> None:
    stated = reader.read(text, row.get("within"))
    assert sorted(map(name_of, stated.conditions)) == sorted(map(in_order, row["set"]))
    assert "category" not in row or stated.category == row["category"]
    assert "unit" not in row or {each.unit for each in stated.conditions} == {row["unit"]}


@pytest.mark.parametrize(("text", "row"), rows("sentences.yaml"))
def test_what_a_sentence_states(reader: Reader, text: str, row: dict[str, Any]) -> None:
    check(reader, text, row)


@pytest.mark.parametrize(("text", "row"), rows("demo_sentences.yaml"))
def test_what_a_sentence_states_of_the_demo(text: str, row: dict[str, Any]) -> None:
    check(demo_reader(), text, row)


@pytest.mark.parametrize(
    ("text", "category", "query"),
    [
        ("给宝宝找一款秋冬睡袋,100元以内", "婴儿睡袋", "婴儿睡袋"),
        ("a sleeping bag for my baby", "婴儿睡袋", "baby sleeping bag"),
        ("睡袋", None, "睡袋"),
        ("水晶摆件", None, "水晶摆件"),
        ("crystal ornament", None, "crystal ornament"),
        ("100元以内", None, ""),
    ],
)
def test_the_goods_that_are_named(reader: Reader, text: str, category: str | None, query: str) -> None:
    stated = reader.read(text)
    assert (stated.category, stated.query) == (category, query)


PRICES = st.integers(min_value=2, max_value=9_999)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("不要超过{}元的毛巾", "<="),
        ("毛巾低于{}元的不看", ">="),
        ("towels that can't cost more than {} yuan", "<="),
        ("towels, nothing under {} yuan", ">="),
    ],
)
@given(price=PRICES)
def test_a_denied_bound_is_turned_round(text: str, op: str, price: int) -> None:
    stated = demo_reader().read(text.format(price))
    assert [(each.field, each.op, each.value) for each in stated.conditions] == [("price", op, price)]
    assert stated.category == "毛巾"
