"""Turns by commands, for tests of what comes behind the reading of a message: `act(assistant, "t", do("ask", fields=["moq"], of=[nth(2)]))`."""

from typing import Any

from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply

Command = dict[str, Any]


def do(name: str, **slots: Any) -> Command:
    return {"command": name, **slots}


def want(field: str | None, op: str, value: Any, **slots: Any) -> Command:
    return do("want", field=field, op=op, value=value, **slots)


def nth(ordinal: int) -> Command:
    return {"kind": "ordinal", "ordinal": ordinal}


def act(assistant: Assistant, thread: str | None, *commands: Command, text: str = "", language: str | None = None, buyer: str | None = None) -> Reply:
    """The turn's reply, in `language`, else in that of `text`."""
    return assistant.ask(text, thread=thread, buyer=buyer, language=language, commands=COMMANDS.validate_python(list(commands)))
