"""The rejected rows of the last ingest, one JSON object per line: file, line, reason, row."""

from pathlib import Path
from typing import Any

import orjson

from ..catalogue.layout import REJECTS
from .row import Broken

_OPTIONS = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS


class Rejects:
    """Collects rejected rows; `write` saves them in the store, or removes the old file if there are none."""

    def __init__(self) -> None:
        self.rows: list[Broken] = []

    def add(self, broken: Broken) -> None:
        self.rows.append(broken)

    def write(self, store: Path) -> Path | None:
        file = store / REJECTS
        if not self.rows:
            file.unlink(missing_ok=True)
            return None
        beside = file.with_suffix(".new")
        with beside.open("wb") as out:
            out.writelines(_line(row) for row in self.rows)
        beside.replace(file)
        return file


def _line(row: Broken) -> bytes:
    try:
        return _dumped(row, row.row)
    except orjson.JSONEncodeError:  # a lone surrogate, or a number out of JSON's range
        return _dumped(row, repr(row.row).encode("utf-8", "backslashreplace").decode())


def _dumped(row: Broken, value: Any) -> bytes:
    reason = row.reason.encode("utf-8", "backslashreplace").decode()
    return orjson.dumps({"file": row.file, "line": row.line, "reason": reason, "row": value}, default=str, option=_OPTIONS)
