"""Turns by commands: for tests of what is decided, whatever the wording."""

from typing import Any

from ..acting import Command as Said
from ..acting import act as turn
from ..acting import do, want

__all__ = ["Said", "ask", "drop", "extreme", "learn", "nth", "seek", "turn", "want"]


def seek(goods: str | None = None, **more: Any) -> Said:
    return do("seek", goods=goods, **more)


def ask(*fields: str, **more: Any) -> Said:
    return do("ask", fields=fields, **more)


def learn(subject: str, **more: Any) -> Said:
    return do("learn", subject=subject, **more)


def drop(field: str) -> Said:
    return do("drop", field=field)


def nth(*numbers: int) -> list[Said]:
    return [{"kind": "ordinal", "ordinal": number} for number in numbers]


def extreme(sort: str, **more: Any) -> list[Said]:
    return [{"kind": "extreme", "sort": sort, **more}]
