"""The table of messages over the demo pack's words."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.reading import Reading

from .demo import reader

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "demo_messages.yaml").read_text(encoding="utf-8"))
CASES = [(text, row) for row in ROWS for language in ("zh", "en") for text in row[language]]


def read(text: str, row: dict[str, Any]) -> Reading:
    need = Need(category=row["within"], query=row["within"]) if "within" in row else None
    return reader().read(text, need)


def name_of(condition: Condition) -> str:
    """With several values in one order."""
    value = tuple(sorted(condition.value)) if isinstance(condition.value, tuple) else condition.value
    return ("" if condition.hard else "~") + condition.model_copy(update={"value": value}).name


def sorted_name(name: str) -> str:
    head, found, values = name.partition("[")
    return head + found + (", ".join(sorted(values.rstrip("]").split(", "))) + "]" if found else "")


@pytest.mark.parametrize(("text", "row"), CASES)
def test_what_is_read(text: str, row: dict[str, Any]) -> None:
    reading = read(text, row)
    assert sorted(map(name_of, reading.conditions)) == sorted(map(sorted_name, row["set"]))
    for name in ("intent", "category", "quantity", "query", "few"):
        if name in row:
            assert getattr(reading, name) == row[name], name
    if "unit" in row:
        assert {each.unit for each in reading.conditions} == {row["unit"]}
    if "sort" in row:
        assert list(reading.sort) == row["sort"]
    if "asked" in row:
        assert list(reading.asked) == row["asked"]
    assert row.get("not_asked") not in reading.asked
    if "case" in row:
        assert reading.case == {"room_temp_c": row["case"]}
    if "notes" in row:
        assert [note for note, _ in reading.notes] == row["notes"]
