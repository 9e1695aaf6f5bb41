"""Reading a checkpoint imports nothing that isn't ours."""

import sys
from pathlib import Path

import pytest
from daogou.memory.serializer import serializer
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from langchain_core.messages import HumanMessage
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer


def test_our_nouns_and_messages_come_back_as_they_were() -> None:
    serde = serializer()
    value = {"need": Need(conditions=(Condition(id="c1", field="brand", op="in", value=("眠云朵", "北枝屿")),)), "messages": [HumanMessage("你好")]}
    assert serde.loads_typed(serde.dumps_typed(value)) == value


def test_a_foreign_type_is_neither_imported_nor_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "foreign_type.py").write_text(
        "import dataclasses\n@dataclasses.dataclass\nclass Trap:\n    x: int\n    def __post_init__(self):\n        Trap.made = True\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    import foreign_type  # type: ignore[import-not-found]

    stored = JsonPlusSerializer(allowed_msgpack_modules=True).dumps_typed({"value": foreign_type.Trap(1)})
    del sys.modules["foreign_type"]
    loaded = serializer().loads_typed(stored)
    assert "foreign_type" not in sys.modules
    assert loaded == {"value": {"x": 1}}


def test_a_type_of_the_state_can_be_added() -> None:
    from fractions import Fraction

    assert serializer([Fraction])._allowed_msgpack_modules >= {("fractions", "Fraction")}  # type: ignore[operator]
