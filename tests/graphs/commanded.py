"""Turns by commands: for tests of what is decided, whatever the wording."""

from typing import Any

from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply

Said = dict[str, Any]


def turn(assistant: Assistant, thread: str, *commands: Said, language: str | None = None, text: str = "") -> Reply:
    return assistant.ask(text, thread=thread, language=language, commands=COMMANDS.validate_python(list(commands)))


def seek(goods: str | None = None, **more: Any) -> Said:
    return {"command": "seek", "goods": goods, **more}


def want(field: str | None, op: str, value: Any, **more: Any) -> Said:
    return {"command": "want", "field": field, "op": op, "value": value, **more}


def ask(*fields: str, **more: Any) -> Said:
    return {"command": "ask", "fields": fields, **more}


def drop(field: str) -> Said:
    return {"command": "drop", "field": field}


def nth(*numbers: int) -> list[Said]:
    return [{"kind": "ordinal", "ordinal": number} for number in numbers]


def extreme(sort: str, **more: Any) -> list[Said]:
    return [{"kind": "extreme", "sort": sort, **more}]
