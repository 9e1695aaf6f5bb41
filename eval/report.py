"""What a benchmark found: figures beside their targets, times, tables; printed, and written as reports/NAME.json."""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

import numpy as np
from rich.console import Console
from rich.table import Table

FOLDER = Path("reports")
Cells = Sequence[str | int | float]


@dataclass(frozen=True)
class Figure:
    """`value` against `target` in the sense of `sense`; no target: a figure to know. `detail` says what was divided by what, in absolute terms."""

    name: str
    value: float
    target: float | None = None
    sense: Literal["<=", ">=", "="] = "<="
    unit: str = "x"
    detail: str = ""

    @property
    def reached(self) -> bool | None:
        """None where there is no target, or nothing was measured."""
        if self.target is None or isnan(self.value):
            return None
        return {"<=": self.value <= self.target, ">=": self.value >= self.target, "=": self.value == self.target}[self.sense]

    @property
    def said(self) -> str:
        return f"{_digits(self.value)}{self.unit}"

    @property
    def wanted(self) -> str:
        return "" if self.target is None else f"{self.sense} {_digits(self.target)}{self.unit}"


def _digits(value: float) -> str:
    return f"{value:.0f}" if value == int(value or 0) and abs(value) >= 10 or value == 0 else f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"


def count(name: str, found: int, of: int | str = "") -> Figure:
    """What there must be none of."""
    return Figure(name, found, 0, "=", "", f"of {of}" if of != "" else "")


def share(name: str, right: int, of: int, target: float | None = None) -> Figure:
    """To be as large as may be."""
    return Figure(name, right / max(of, 1), target, ">=", "", f"{right} of {of}")


def ratio(name: str, subject: float, baseline: float, target: float | None, sense: Literal["<=", ">="] = "<=", unit: str = "ms") -> Figure:
    """`subject` / `baseline`."""
    value = subject / baseline if baseline else float("nan")
    return Figure(name, value, target, sense, "x", f"{_digits(subject)} {unit} / {_digits(baseline)} {unit}")


class Samples:
    """Milliseconds of one thing, in the order in which they were measured."""

    def __init__(self, ms: Sequence[float] = ()) -> None:
        self.ms = list(ms)

    def __len__(self) -> int:
        return len(self.ms)

    def add(self, ms: float) -> None:
        self.ms.append(ms)

    @contextmanager
    def timed(self) -> Iterator[None]:
        begin = perf_counter()
        yield
        self.add((perf_counter() - begin) * 1000)

    @property
    def p50(self) -> float:
        return float(np.quantile(self.ms, 0.5)) if self.ms else float("nan")

    @property
    def p95(self) -> float:
        return float(np.quantile(self.ms, 0.95)) if self.ms else float("nan")


class Timings(dict[str, Samples]):
    """Samples by name; a new name begins empty."""

    def __missing__(self, name: str) -> Samples:
        return self.setdefault(name, Samples())

    def sums(self) -> Samples:
        """The first measurement of every name added up, the second, …: what they cost one after another."""
        return Samples([sum(ms) for ms in zip(*(samples.ms for samples in self.values()), strict=True)])


@dataclass
class Report:
    """`name` is the file's: reports/NAME.json. `setting` says what was run: sizes, model, seed. `broken` hard conditions on `cards` cards."""

    name: str
    title: str
    setting: dict[str, Any] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    cards: int = 0
    broken: int = 0

    def judged(self, cards: int, broken: int) -> None:
        """Every card of the benchmark was held against the hard conditions of its reply."""
        self.cards, self.broken = self.cards + cards, self.broken + broken
        self.figures.append(Figure("hard conditions broken", broken, 0, "=", "", f"over {cards} cards"))

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Cells]) -> None:
        """Nothing where there are no rows."""
        self.tables += [{"title": title, "columns": list(columns), "rows": [list(row) for row in rows]}] if rows else []

    def times(self, title: str, timings: Timings) -> None:
        self.table(title, ("", "p50 ms", "p95 ms", "n"), [(name, some.p50, some.p95, len(some)) for name, some in timings.items()])

    def publish(self, folder: Path = FOLDER, console: Console | None = None) -> None:
        """Print and write."""
        console = console or Console(width=None if Console().is_terminal else 150)
        console.print(f"\n[bold]{self.title}[/]  " + ", ".join(f"{name} {value}" for name, value in self.setting.items()), highlight=False)
        marks = {True: "[green]yes[/]", False: "[red]no[/]", None: ""}
        figures = [(one.name, one.said, one.wanted, marks[one.reached], one.detail) for one in self.figures]
        tables = [(found["title"], found["columns"], found["rows"]) for found in self.tables]
        for title, columns, rows in (*tables, *([("figures", ("", "measured", "to reach", "", ""), figures)] if figures else [])):
            console.print(_drawn(title, columns, rows))
        machine = {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
        content = {
            "name": self.name, "title": self.title, "at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine,
            "setting": self.setting, "tables": self.tables,
            "figures": [{**asdict(one), "reached": one.reached, "said": one.said, "wanted": one.wanted} for one in self.figures],
        }  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _drawn(title: str, columns: Sequence[str], rows: Sequence[Cells]) -> Table:
    table = Table(title=title, title_justify="left", header_style="dim")
    for place, column in enumerate(columns):
        table.add_column(column, no_wrap=place == 0, justify="left" if place == 0 or isinstance(rows[0][place] if rows else "", str) else "right")
    for row in rows:
        table.add_row(*(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row))
    return table
