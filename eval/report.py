"""What a benchmark found: tables and figures, on the screen and as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from .figure import Figure
from .samples import Timings

FOLDER = Path("reports")
Cells = Sequence[str | int | float]
MOST = 200
"""Samples of one thing that are kept, from the least to the greatest."""


@dataclass
class Report:
    """`name` is the file's: reports/NAME.json. `setting` says what was run: sizes, model, seed. `broken` hard conditions on `cards` cards.

    `samples` are what a table of times sums up, to be drawn.
    """

    name: str
    title: str
    setting: dict[str, Any] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    cards: int = 0
    broken: int = 0

    def judged(self, cards: int, broken: int) -> None:
        """Every card of the benchmark was held against the hard conditions of its reply."""
        self.cards, self.broken = self.cards + cards, self.broken + broken
        self.figures.append(Figure("hard conditions broken", broken, 0, "=", "", f"over {cards} cards"))

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Cells]) -> None:
        self.tables.append({"title": title, "columns": list(columns), "rows": [list(row) for row in rows]})

    def times(self, title: str, timings: Timings) -> None:
        self.table(title, ("", "p50 ms", "p95 ms", "n"), [(name, some.p50, some.p95, len(some)) for name, some in timings.items()])
        self.samples.append({"title": title, "unit": "ms", "series": {name: some.evenly(MOST) for name, some in timings.items()}})

    def publish(self, folder: Path = FOLDER, console: Console | None = None) -> None:
        """Print and write."""
        self._print(console or Console(width=None if Console().is_terminal else 150))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}.json").write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")

    def as_json(self) -> dict[str, Any]:
        machine = {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
        figures = [{**asdict(one), "reached": one.reached, "said": one.said, "wanted": one.wanted} for one in self.figures]
        return {
            "name": self.name, "title": self.title, "at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine,
            "setting": self.setting, "figures": figures, "tables": self.tables, "samples": self.samples,
        }  # fmt: skip

    def _print(self, console: Console) -> None:
        console.print(f"\n[bold]{self.title}[/]  " + ", ".join(f"{name} {value}" for name, value in self.setting.items()), highlight=False)
        for found in self.tables:
            console.print(_drawn(found["title"], found["columns"], found["rows"]))
        if self.figures:
            rows = [(one.name, one.said, one.wanted, _mark(one), one.detail) for one in self.figures]
            console.print(_drawn("figures", ("", "measured", "to reach", "", ""), rows))


def _mark(figure: Figure) -> str:
    return {True: "[green]yes[/]", False: "[red]no[/]", None: ""}[figure.reached]


def _drawn(title: str, columns: Sequence[str], rows: Sequence[Cells]) -> Table:
    table = Table(title=title, title_justify="left", header_style="dim")
    for place, column in enumerate(columns):
        table.add_column(column, no_wrap=place == 0, justify="left" if place == 0 or isinstance(rows[0][place] if rows else "", str) else "right")
    for row in rows:
        table.add_row(*(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row))
    return table
