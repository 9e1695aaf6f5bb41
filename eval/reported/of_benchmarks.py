"""The report of `make eval`: report.html and report.md of what benchmarks found, beside their JSON."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ...schema.errors import InputError
from ..compare.verdict import listed
from .bars import WIDE
from .curves import Chart, cumulative
from .rendered import markdown, page

PAGE, TEXT = "report.html", "report.md"
SUMMARY = "summary"
Part = dict[str, Any]


def write(parts: Sequence[Part], folder: Path) -> Path:
    """`parts` as their JSON has them; returns the page."""
    values = told(parts)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TEXT).write_text(markdown("benchmarks.md", values), "utf-8")
    (folder / PAGE).write_text(page("benchmarks.html", values), "utf-8")
    return folder / PAGE


def kept(folder: Path) -> list[Part]:
    """Every benchmark that left its JSON in a folder. Raises InputError where none has."""
    read = (_read(file) for file in sorted(folder.glob("*.json")))
    found = [part for part in read if part is not None and part["name"] != SUMMARY]
    if not found:
        raise InputError(f"{folder} holds neither a comparison nor what `daogou eval run` left; name the folder of a run.")
    return found


def told(parts: Sequence[Part]) -> dict[str, Any]:
    figures = [(part, one) for part in parts for one in part["figures"] if one["reached"] is not None]
    return {
        "parts": [{**part, "charts": list(_charts(part.get("samples", ()))), "id": f"part-{part['name']}"} for part in parts],
        "figures": figures,
        "bar": _bar,
        "headline": headline(parts),
        "missed": [(part, one) for part, one in figures if not one["reached"]],
        "at": max(part["at"] for part in parts),
        "machine": parts[0]["machine"],
    }


def headline(parts: Sequence[Part]) -> tuple[str, str]:
    """How many figures are reached and which aren't; hard conditions, and on what it ran."""
    figures = [(part["name"], one) for part in parts for one in part["figures"] if one["reached"] is not None]
    missed = [f"{name}: {one['name'].strip()}" for name, one in figures if not one["reached"]]
    some = [one for _, one in figures if one["name"] == "hard conditions broken"]
    first = f"{len(figures) - len(missed)} of {len(figures)} figures are reached{f', not {listed(missed)}' if missed else ''}."
    broken = f"{sum(int(one['value']) for one in some)} hard conditions were broken in {len(some)} benchmarks that look for them"
    machine = parts[0]["machine"]
    ran = f"it ran on {machine['processors']} processors with Python {machine['python']}"
    return first, f"{broken[:1].upper() + broken[1:] if some else 'No benchmark looked for broken conditions'}; {ran}."


def _charts(samples: Iterable[dict[str, Any]]) -> Iterable[Chart]:
    """At most six curves in a picture."""
    for one in samples:
        series = {name: values for name, values in one["series"].items() if values}
        largest = sorted(series, key=lambda name: -max(series[name]))[:6]
        chart = cumulative(
            one["title"],
            f"{one['unit']}, share of turns up to a time",
            {name: series[name] for name in series if name in largest},
            (0.5, 0.95),
            log=True,
        )
        if chart is not None:
            yield chart


def _bar(one: dict[str, Any]) -> tuple[float, float]:
    """How far the figure and its target reach in a bar."""
    value, target = abs(float(one["value"])), abs(float(one["target"]))
    most = max(value, target) * 1.15 or 1.0
    return round(value / most * WIDE, 1), round(target / most * WIDE, 1)


def _read(file: Path) -> Part | None:
    try:
        part = json.loads(file.read_text("utf-8"))
    except ValueError:
        return None
    return part if isinstance(part, dict) and {"name", "title", "figures", "tables", "machine", "at"} <= part.keys() else None
