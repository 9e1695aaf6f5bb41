"""The set of commands: closed, published, and as its guide says."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from daogou import dialogue
from daogou.dialogue.request import request
from daogou.eval.pack import reader
from daogou.eval.utterance import utterances
from daogou.schema.command import COMMANDS, Act, Detail
from daogou.schema.reading import Reading
from daogou.understanding.proposing import proposed
from pydantic import ValidationError

GUIDE = (Path(dialogue.__file__).parent / "commands.md").read_text("utf-8")
NAMES = [kind.model_fields["command"].default for union in (Act, Detail) for kind in get_args(union)]
DECIDING = set(Reading.model_fields) - {"confidence", "correction", "pure"}
"""`correction` stands on conditions alone, `pure` is used up before commands are proposed."""


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


def test_what_the_rules_read_is_what_their_commands_ask() -> None:
    """Over a sample of the utterances: the translation there and back loses nothing that decides a turn."""
    sample = utterances()[::7]
    lost = []
    for one in sample:
        reading = reader().read(one.text, one.need, one.shown)
        again = request(proposed(reading, one.text))
        if reading.intent in ("chitchat", "out_of_scope"):
            again = again.model_copy(update={"references": reading.references})  # small talk points at nothing
        lost += [(one.text, name) for name in DECIDING if getattr(reading, name) != getattr(again, name)]
    assert len({text for text, _ in lost}) <= len(sample) // 100


def test_a_quote_is_the_span_of_the_message() -> None:
    text = "给宝宝找一款秋冬睡袋,100元以内"
    wants = [one for one in proposed(reader().read(text), text).commands if one.command == "want"]
    assert all(one.quote is not None and text[slice(*one.quote)].casefold() == one.text.casefold() for one in wants)
    assert {"100元以内", "秋冬"} & {text[slice(*one.quote)] for one in wants if one.quote}
