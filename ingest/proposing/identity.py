"""By what the rows of a file without ids of its own are told apart."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from .column import Column
from .placed import Placed

_LONGEST, _MOST = 160, 3  # characters of an id, columns beside the title


def runs(column: Column) -> bool:
    """Whether it numbers the rows of a sheet: 1, 2, 3, maybe anew under each heading. A row that is put in between would change all behind it."""
    numbers = [int(number) for number in column.numbers] if column.whole == 1 and column.plain == 1 else []
    steps = sum(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))
    return len(numbers) > 2 and numbers[0] in (0, 1) and steps >= 0.9 * (len(numbers) - 1)


def identity(title: Column, others: Sequence[Column]) -> Placed | None:
    """The title, with as few other columns as tell rows apart that have the same one; None where nothing does."""
    beside = [column for column in others if column.texts and not column.lists and column.length <= 40][:12]
    for size in range(_MOST + 1):
        for some in combinations(beside, size):
            if _unique([title, *some]):
                names = [column.path for column in (title, *some)]
                spec: dict[str, Any] = {"from": names, "join": " "} if len(names) > 1 else {"from": names[0]}
                return Placed(
                    "id", spec, f"no column has ids, and {' with '.join(names)} tells all rows apart; a renamed one is another product", title
                )
    return None


def _unique(columns: Sequence[Column]) -> bool:
    whole: dict[int, list[str]] = {place: [str(value)] for place, value in zip(columns[0].places, columns[0].values, strict=True)}
    for column in columns[1:]:
        for place, value in zip(column.places, column.values, strict=True):
            whole.setdefault(place, []).append(str(value))
    ids = [" ".join(parts) for parts in whole.values()]
    return len(set(ids)) == len(ids) and max(map(len, ids), default=0) <= _LONGEST
