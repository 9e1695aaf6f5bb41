"""Ids for the rows of a file without an id column."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from .column import Column
from .proposed_field import Placed

_LONGEST, _MOST = 200, 3  # characters of an id; columns beside the title
_FEW = 0.05  # of the rows


def runs(column: Column) -> bool:
    """True if the column numbers a sheet's rows (1, 2, 3, possibly again under each heading). As ids, such numbers would change after an
    insertion."""
    numbers = [int(number) for number in column.numbers] if column.whole == 1 and column.plain == 1 else []
    steps = sum(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))
    return len(numbers) > 2 and numbers[0] in (0, 1) and steps >= 0.9 * (len(numbers) - 1)


def identity(title: Column, others: Sequence[Column], numbers: Sequence[Column]) -> Placed | None:
    """The title with as few other columns as distinguish its duplicates. If few rows remain duplicates, these are rejected; if many, a column that
    numbers the rows serves as id."""
    beside = [column for column in others if column.texts and not column.lists and column.length <= 40][:12]
    tried = [[title, *some] for size in range(_MOST + 1) for some in combinations(beside, size)]
    best = next((columns for columns in tried if not _repeats(columns)), None)
    if best is not None:
        return _of(best, f"no column has ids, and {_named(best)} distinguishes all rows; a renamed product becomes another one")
    best = min(tried, key=_repeats)
    number = next((column for column in numbers if column.share == 1 and column.distinct == 1), None)
    if _repeats(best) > _FEW * title.rows and number is not None:
        return _of([number], "NO ID: it numbers the rows, so that an inserted row changes all ids after it")
    return _of(best, f"no column has ids; by {_named(best)} {_repeats(best):,} rows are duplicates and would be rejected") if tried else None


def _named(columns: Sequence[Column]) -> str:
    return " with ".join(column.path for column in columns)


def _of(columns: Sequence[Column], why: str) -> Placed:
    names = [column.path for column in columns]
    spec: Any = {"from": names, "join": " "} if len(names) > 1 else names[0]
    return Placed("id", spec, why, columns[0])


def _repeats(columns: Sequence[Column]) -> int:
    """Number of duplicate ids; all, if one is too long for an id."""
    whole: dict[int, list[str]] = {place: [str(value)] for place, value in zip(columns[0].places, columns[0].values, strict=True)}
    for column in columns[1:]:
        for place, value in zip(column.places, column.values, strict=True):
            whole.setdefault(place, []).append(str(value))
    ids = [" ".join(parts) for parts in whole.values()]
    return len(ids) if max(map(len, ids), default=0) > _LONGEST else len(ids) - len(set(ids))
