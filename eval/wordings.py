"""The messages of eval/conditions/*.yaml, and what the reader made of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..schema.condition import Condition
from ..schema.reading import Reading

_FOLDER = Path(__file__).parent / "conditions"
HALVES = ("tuning", "held_out", "fresh")


@dataclass(frozen=True)
class Wording:
    """One message: `within` is the category of the need before it; `wanted` conditions by name, values sorted."""

    slice: str
    text: str
    wanted: tuple[str, ...]
    within: str | None = None
    quantity: int | None = None
    sort: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unit: str | None = None


def wordings(half: str) -> Iterator[Wording]:
    """Those of one half, in the file's order. `families` are lists of values that several rows name with @."""
    content: dict[str, Any] = yaml.safe_load((_FOLDER / f"{half}.yaml").read_text(encoding="utf-8"))
    families: dict[str, list[str]] = content.pop("families", {})
    for name, rows in content.items():
        for row in rows:
            wanted = tuple(sorted(_sorted(_spelled(each, families)) for each in row["set"]))
            for text in (*row.get("zh", ()), *row.get("en", ())):
                yield Wording(
                    name,
                    text,
                    wanted,
                    row.get("within"),
                    row.get("quantity"),
                    tuple(row.get("sort", ())),
                    tuple(row.get("notes", ())),
                    row.get("unit"),
                )


def unlike(reading: Reading, wording: Wording) -> str | None:
    """What it says instead of what is wanted; None where it is right."""
    found = tuple(sorted(map(_name, reading.conditions)))
    units = {each.unit for each in reading.conditions if each.field == "price"}
    right = (
        found == wording.wanted
        and reading.quantity == wording.quantity
        and reading.sort == wording.sort
        and {kind for kind, _ in reading.notes} >= set(wording.notes)
        and (wording.unit is None or units == {wording.unit})
    )
    return None if right else _said(found, reading)


def _said(found: tuple[str, ...], reading: Reading) -> str:
    rest = [f"{name} {value}" for name, value in (("quantity", reading.quantity), ("sort", reading.sort), ("notes", reading.notes)) if value]
    return "; ".join([", ".join(found) or "nothing", *rest])


def _name(condition: Condition) -> str:
    return ("" if condition.hard else "~") + _sorted(condition.name)


def _sorted(name: str) -> str:
    """With several values in one order."""
    head, opened, values = name.partition("[")
    return head + opened + (", ".join(sorted(values.rstrip("]").split(", "))) + "]" if opened else "")


def _spelled(name: str, families: dict[str, list[str]]) -> str:
    head, sign, family = name.partition("@")
    return f"{head}[{', '.join(families[family])}]" if sign else name
