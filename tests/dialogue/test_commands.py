"""The set of commands: closed, published, and as its guide says."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from daogou import dialogue
from daogou.schema.command import COMMANDS, Act, Detail
from pydantic import ValidationError

GUIDE = (Path(dialogue.__file__).parent / "commands.md").read_text("utf-8")
NAMES = [kind.model_fields["command"].default for union in (Act, Detail) for kind in get_args(union)]


def _examples() -> list[Any]:
    """The JSON lists of the guide, each over one line or several."""
    return [json.loads(found) for found in re.findall(r'\[\{"command".*?\}\](?=\n|$)', GUIDE, re.DOTALL)]


def test_the_guide_of_the_docs_is_the_one_that_the_command_prints() -> None:
    docs = Path(__file__).parents[2] / "docs" / "commands.md"
    assert docs.read_text("utf-8") == GUIDE


def test_the_guide_names_every_command() -> None:
    assert [name for name in NAMES if f"| `{name}`" not in GUIDE and f", `{name}`" not in GUIDE] == []


def test_the_examples_of_the_guide_are_commands() -> None:
    examples = _examples()
    assert len(examples) >= 6
    for example in examples:
        assert COMMANDS.validate_python(example)


@pytest.mark.parametrize(
    "wrong",
    [
        [{"command": "buy"}],
        [{"command": "want", "field": "price", "op": "~", "value": 1}],
        [{"command": "want", "field": "price", "value": 1, "sql": "drop"}],
        [{"command": "seek", "goods": "x" * 300}],
        [{"command": "chat"}] * 61,
    ],
)
def test_nothing_else_is_a_command(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        COMMANDS.validate_python(wrong)
