"""The table of messages: what is read from each, in both languages."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.schema.condition import Condition
from daogou.schema.reading import Reading
from daogou.understanding.reader import Reader

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text(encoding="utf-8"))


def cases() -> list[Any]:
    return [
        pytest.param(text, language, row, id=f"{number}-{text}")
        for number, row in enumerate(ROWS)
        for language in ("zh", "en")
        for text in row[language]
    ]


def test_the_table_is_large_and_in_both_languages() -> None:
    counts = [sum(len(row[language]) for row in ROWS) for language in ("zh", "en")]
    assert sum(counts) >= 250 and min(counts) >= 120


def name_of(condition: Condition, sort_values: bool) -> str:
    if sort_values and isinstance(condition.value, tuple):
        condition = condition.model_copy(update={"value": tuple(sorted(condition.value))})
    return ("" if condition.hard else "~") + condition.name


@pytest.mark.parametrize(("text", "language", "row"), cases())
def test_conditions(reader: Reader, text: str, language: str, row: dict[str, Any]) -> None:
    reading = reader.read(text)
    soft_last = row.get("set_soft_last") and text == row[language][-1]
    expected = sorted(("~" if soft_last else "") + name for name in row["set"])
    if row.get("any_order"):
        expected = [name.split("[")[0] + "[" + ", ".join(sorted(name.split("[")[1].rstrip("]").split(", "))) + "]" for name in expected]
    assert sorted(name_of(each, bool(row.get("any_order"))) for each in reading.conditions) == expected
    if "unit" in row:
        assert {each.unit for each in reading.conditions} == {row["unit"]}


@pytest.mark.parametrize(("text", "language", "row"), cases())
def test_the_rest(reader: Reader, text: str, language: str, row: dict[str, Any]) -> None:
    reading = reader.read(text)
    for name in ("intent", "category", "quantity", "audience"):
        if name in row:
            assert getattr(reading, name) == row[name], name
    for name in ("sort", "dropped", "asked"):
        if name in row:
            assert list(getattr(reading, name)) == row[name], name
    if "refs" in row:
        assert pointers(reading) == row["refs"]
    if "notes" in row:
        assert [note for note, _ in reading.notes] == row["notes"]
    if f"query_{language}" in row:
        assert reading.query == row[f"query_{language}"]


def pointers(reading: Reading) -> list[int | str]:
    return [each.ordinal if each.ordinal is not None else each.kind for each in reading.references]
