"""A shop of the few products that a test needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings


@contextmanager
def small_shop(folder: Path, rows: list[dict[str, Any]]) -> Iterator[Assistant]:
    (folder / "products.jsonl").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    ingest([folder / "products.jsonl"], folder / "store")
    with open_assistant(settings=Settings(store=folder / "store", state=folder / "state")) as assistant:
        yield assistant
