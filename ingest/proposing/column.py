"""Columns of a foreign file, nested ones by path, with statistics of their values."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..amount import amount
from ..column_path import opened
from ..row import Raw
from .names import is_open

_OPEN_KEYS, _RARE, _ENOUGH, _SENTENCE = 8, 0.5, 5, 30
_CJK = re.compile("[一-鿿]")
_LETTERS = re.compile(r"[^\W\d_]")
_URL = re.compile(r"(?:https?:)?//\S+", re.I)
_PICTURE = re.compile(r"[^\s]+\.(?:jpe?g|png|webp|gif|avif|bmp)(?:[?!@_.][^\s]*)?", re.I)
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}.*|\w{3,9} \d{1,2}, \d{4}")
_RANGE = re.compile(r"\d[\d.,]*\s*[-–—~～至到]\s*\D{0,3}\d[\d.,]*")


@dataclass
class Column:
    """A column. `values`: those stated (for a list, the list); `places`: their row numbers; `rows`: number of rows read; `keys`: names inside an open
    column."""

    path: str
    rows: int
    values: list[Any] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    keys: Counter[str] = field(default_factory=Counter)

    def beside(self, other: "Column") -> Iterator[tuple[Any, Any]]:
        """Pairs of values from rows that state both columns."""
        theirs = dict(zip(other.places, other.values, strict=True))
        return ((value, theirs[place]) for value, place in zip(self.values, self.places, strict=True) if place in theirs)

    @property
    def share(self) -> float:
        return len(self.values) / self.rows if self.rows else 0.0

    @cached_property
    def lists(self) -> float:
        return share_of(isinstance(value, list) for value in self.values)

    @cached_property
    def of_rows(self) -> bool:
        """True if it is a list of nested rows."""
        return self.lists > 0.5 and any(isinstance(item, dict) for value in self.values if isinstance(value, list) for item in value)

    @cached_property
    def is_open(self) -> bool:
        """True if it is nested and its keys are data: attributes."""
        return bool(self.keys)

    @cached_property
    def flat(self) -> list[Any]:
        """The values, with lists flattened."""
        return [item for value in self.values for item in (value if isinstance(value, list) else [value])]

    @cached_property
    def texts(self) -> list[str]:
        return [str(value).strip() for value in self.flat if isinstance(value, str | int | float) and not isinstance(value, bool)]

    @cached_property
    def distinct(self) -> float:
        return len(set(self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def kinds(self) -> int:
        """Number of different values."""
        return len(set(map(str, self.flat)))

    @cached_property
    def length(self) -> float:
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def booleans(self) -> float:
        return share_of(isinstance(value, bool) for value in self.flat)

    @cached_property
    def plain(self) -> float:
        """Share of plainly written numbers."""
        return share_of(_is_number(value) for value in self.flat)

    @cached_property
    def stating(self) -> float:
        """Share of values that state a number, units included."""
        return share_of(_stated(value) is not None for value in self.flat)

    @cached_property
    def numbers(self) -> list[float]:
        return [float(number) for value in self.flat if (number := _stated(value)) is not None]

    @cached_property
    def whole(self) -> float:
        return share_of(number == int(number) for number in self.numbers)

    @cached_property
    def blank(self) -> str | None:
        """The text used for "no number" ("No rating yet"), if nearly all others state one."""
        silent = Counter(str(value).strip() for value in self.values if isinstance(value, str) and _stated(value) is None)
        for text, _ in silent.most_common(1):
            others = [value for value in self.values if str(value).strip() != text]
            if len(others) >= _ENOUGH and Column(self.path, self.rows, others).stating > 0.9:
                return text
        return None

    @cached_property
    def numeric(self) -> "Column":
        """The column without that text."""
        if self.blank is None:
            return self
        kept = [(value, place) for value, place in zip(self.values, self.places, strict=True) if str(value).strip() != self.blank]
        return Column(self.path, self.rows, [value for value, _ in kept], [place for _, place in kept])

    @cached_property
    def ranges(self) -> float:
        return share_of(_RANGE.search(text) is not None for text in self.texts)

    @cached_property
    def urls(self) -> float:
        return share_of(_URL.match(text) is not None for text in self.texts)

    @cached_property
    def pictures(self) -> float:
        return share_of(_PICTURE.fullmatch(text) is not None for text in self.texts)

    @cached_property
    def dates(self) -> float:
        return share_of(_DATE.fullmatch(text) is not None for text in self.texts)

    @cached_property
    def lettered(self) -> float:
        return share_of(_LETTERS.search(text) is not None for text in self.texts)

    @cached_property
    def chinese(self) -> float:
        return share_of(_CJK.search(text) is not None for text in self.texts)

    @cached_property
    def spaced(self) -> float:
        return share_of(" " in text or _CJK.search(text) is not None for text in self.texts)


def columns_of(rows: Sequence[Raw]) -> list[Column]:
    """All columns, outermost first, in the rows' order."""
    found: dict[str, Column] = {}
    folded = _open_columns(rows)
    for number, row in enumerate(rows):
        for path, value in _leaves(row, "", folded):
            column = found.setdefault(path, Column(path, len(rows)))
            if path in folded and isinstance(value, dict):
                column.keys.update(map(str, value))
            column.values.append(value)
            column.places.append(number)
    return list(found.values())


def _open_columns(rows: Sequence[Raw]) -> set[str]:
    """Nested columns with so many rare keys that the keys are data, or named like attributes."""
    keys: dict[str, Counter[str]] = {}
    seen: Counter[str] = Counter()
    for row in rows:
        for path, value in _nested(row, ""):
            seen[path] += 1
            keys.setdefault(path, Counter()).update(map(str, value))
    return {
        path for path, names in keys.items() if is_open(path) or (len(names) > _OPEN_KEYS and sum(names.values()) / len(names) < _RARE * seen[path])
    }


def _nested(row: Raw, before: str) -> Iterator[tuple[str, Raw]]:
    for name, inner in row.items():
        value = opened(inner)
        if isinstance(value, dict):
            yield f"{before}{name}", value
            yield from _nested(value, f"{before}{name}.")


def _leaves(row: Raw, before: str, folded: set[str]) -> Iterator[tuple[str, Any]]:
    for name, inner in row.items():
        value, path = opened(inner), f"{before}{name}"
        if _is_empty(value):
            continue
        if isinstance(value, dict) and path not in folded:
            yield from _leaves(value, f"{path}.", folded)
        else:
            yield path, value


def _is_empty(value: Any) -> bool:
    return (
        value is None or value in ("", [], {}) or (isinstance(value, float) and math.isnan(value)) or (isinstance(value, str) and not value.strip())
    )


def _is_number(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _stated(value: Any) -> int | float | None:
    """The number in a value; None for a sentence, which isn't searched."""
    return None if isinstance(value, str) and len(value) > _SENTENCE else amount(value)


def share_of(found: Iterable[bool]) -> float:
    marks = list(found)
    return sum(marks) / len(marks) if marks else 0.0
