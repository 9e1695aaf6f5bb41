"""Turns by commands: for tests of what is decided, whatever the wording."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings

from ..acting import Command as Said
from ..acting import act as turn
from ..acting import do, want

__all__ = ["Said", "ask", "drop", "extreme", "learn", "nth", "seek", "shop_of", "turn", "want"]


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


@contextmanager
def shop_of(folder: Path, rows: list[dict[str, Any]], sellers: Sequence[dict[str, Any]] = (), **more: Any) -> Iterator[Assistant]:
    """An assistant over these products and their sellers."""
    files = {"products.jsonl": rows, "suppliers.jsonl": sellers}
    for name, each in files.items():
        (folder / name).write_text("\n".join(map(json.dumps, each)), "utf-8")
    ingest([folder / name for name, each in files.items() if each], folder / "store")
    with open_assistant(settings=Settings(store=folder / "store", state=folder / "state", **more)) as assistant:
        yield assistant
