"""Columns that become attributes (by prefix, nested, or as lists of pairs), and lists of price tiers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .column import Column
from .names import named

_GROUP = 5  # columns that must share a prefix
_PREFIX = re.compile(r"([a-zA-Z]+[_.:-]).")


@dataclass
class Gathering:
    """An entry of a mapping's `attributes`, its columns, and the reason."""

    spec: dict[str, Any]
    columns: list[Column]
    why: str


def gathered(columns: Sequence[Column]) -> list[Gathering]:
    return [*_prefixed(columns), *_nested(columns), *_pairs(columns)]


def _prefixed(columns: Sequence[Column]) -> list[Gathering]:
    groups: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if (found := _PREFIX.match(column.path)) and not column.of_rows and not column.is_open:
            groups[found[1]].append(column)
    return [_of_prefix(prefix, group) for prefix, group in groups.items() if len(group) >= _GROUP and _rare(group)]


def _rare(group: Sequence[Column]) -> bool:
    """True if at least half of the columns are missing in some rows: attributes are, the fields of a form aren't."""
    return sum(column.share < 0.9 for column in group) >= len(group) / 2


def _of_prefix(prefix: str, group: list[Column]) -> Gathering:
    """A gathering by prefix. A single letter after it tells the type and is no part of the name: `attr_t_colour`, `attr_n_weight`."""
    rests = [column.path.removeprefix(prefix) for column in group]
    letters = sorted({rest[0] for rest in rests if len(rest) > 2 and rest[1] == prefix[-1]})
    typed = all(len(rest) > 2 and rest[1] == prefix[-1] for rest in rests) and len(letters) <= 6
    kind = f"[{''.join(letters)}]{re.escape(prefix[-1])}" if typed else ""
    pattern = f"{re.escape(prefix)}{kind}(.+)"
    return Gathering({"columns": pattern}, group, f"{len(group)} columns are called {prefix}…, half of which or more some rows lack")


def _nested(columns: Sequence[Column]) -> list[Gathering]:
    return [Gathering({"from": column.path}, [column], f"a nested column of {len(column.keys)} names") for column in columns if column.is_open]


def _pairs(columns: Sequence[Column]) -> list[Gathering]:
    found = []
    for column in columns:
        if column.of_rows and (halves := _halves(column, "pair_name", "pair_value")):
            spec = {"from": column.path, "name": halves[0], "value": halves[1]}
            found.append(Gathering(spec, [column], f"a list of pairs of {halves[0]} and {halves[1]}"))
    return found


def tiers(column: Column) -> dict[str, Any] | None:
    """The mapping of `price` if the column lists prices by quantity; else None."""
    halves = _halves(column, "min_qty", "unit_price") if column.of_rows else None
    if halves is None:
        return None
    each = {"min_qty": _number(column, halves[0]), "unit_price": _number(column, halves[1])}
    return {"from": column.path, "each": each}


def _number(column: Column, name: str) -> Any:
    values = [item[name] for item in column.flat if isinstance(item, dict) and name in item]
    return name if Column(name, 1, values).plain == 1 else {"from": name, "number": True}


def _halves(column: Column, first: str, second: str) -> tuple[str, str] | None:
    """The two keys of a list's rows that are named like the halves; both numeric for prices. None if there are no such keys."""
    rows = [item for item in column.flat if isinstance(item, dict)]
    keys = list(dict.fromkeys(key for row in rows[:200] for key in row))
    if len(keys) > 8:
        return None
    one = max(keys, key=lambda key: named("parts", first, key), default="")
    other = max((key for key in keys if key != one), key=lambda key: named("parts", second, key), default="")
    if not one or not other or named("parts", first, one) <= 0 or named("parts", second, other) <= 0:
        return None
    numbers = all(Column(key, 1, [row[key] for row in rows if row.get(key) is not None]).stating > 0.9 for key in (one, other))
    return (one, other) if numbers == (first == "min_qty") else None
