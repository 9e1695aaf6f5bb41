"""`daogou commands`: the commands that change a conversation."""

import json
from pathlib import Path
from typing import Annotated

import typer


def commands(schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a list of commands.")] = False) -> None:
    """Show the canonical form of each command, or the JSON Schema."""
    from .. import dialogue
    from ..schema.command import COMMANDS

    if schema:
        print(json.dumps(COMMANDS.json_schema(), ensure_ascii=False, indent=2))
    else:
        print((Path(dialogue.__file__).parent / "commands.md").read_text("utf-8"), end="")
