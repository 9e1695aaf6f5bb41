"""Path of a value in a nested row: `name`, `offer.cents`, `area_from[0]`, `tiers[].price`."""

import ast
import re
from functools import lru_cache
from typing import Any

import orjson

from .row import Raw

_STEP = re.compile(r"([^\[\]]*)((?:\[-?\d*\])*)")
_INDEX = re.compile(r"\[(-?\d*)\]")
_EVERY = ""
MISSING = object()


class ColumnPath:
    """Names joined by dots; `[0]` is the first element of a list, `[-1]` the last, `[]` all. A column with exactly this name wins; an invalid path is
    only a column name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._steps = _steps(text)

    def __call__(self, raw: Raw) -> Any:
        """The value at the path; MISSING if the row has no such place."""
        if self._text in raw:
            return raw[self._text]
        return _reached(raw, self._steps) if self._steps else MISSING


@lru_cache(maxsize=4096)
def column_path(text: str) -> ColumnPath:
    return ColumnPath(text)


def opened(value: Any) -> Any:
    """The value of a text cell that holds JSON or a Python list; other values unchanged."""
    if not isinstance(value, str) or value.lstrip()[:1] not in ("[", "{"):
        return value
    for read in (orjson.loads, ast.literal_eval):
        try:
            return read(value.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
    return value


def _steps(text: str) -> tuple[str | int, ...]:
    """Names, indexes, and "" for all elements."""
    steps: list[str | int] = []
    for part in text.split("."):
        found = _STEP.fullmatch(part)
        if found is None or not part:
            return ()
        if found[1]:
            steps.append(found[1])
        steps += [int(index) if index not in ("", "-") else _EVERY for index in _INDEX.findall(found[2])]
    return tuple(steps)


def _reached(value: Any, steps: tuple[str | int, ...]) -> Any:
    for place, step in enumerate(steps):
        value = opened(value)
        if step == _EVERY:
            if not isinstance(value, list):
                return MISSING
            found = [_reached(item, steps[place + 1 :]) for item in value]
            return [part for item in found if item is not MISSING for part in (item if _EVERY in steps[place + 1 :] else [item])]
        if isinstance(step, int) and isinstance(value, list):
            if not -len(value) <= step < len(value):
                return None if place else MISSING  # the list exists but is too short
            value = value[step]
        elif step in (0, -1) and isinstance(step, int) and isinstance(value, str | int | float) and place:
            continue  # XML writes a list of one as the element itself
        elif isinstance(step, str) and isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return MISSING
    return value
