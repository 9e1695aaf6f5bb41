"""A figure to reach: a ratio to a baseline of the same run, or a count, beside its target."""

from dataclasses import dataclass
from math import isnan
from typing import Literal


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


def ratio(name: str, subject: float, baseline: float, target: float | None, sense: Literal["<=", ">="] = "<=", unit: str = "ms") -> Figure:
    """`subject` / `baseline`."""
    return Figure(
        name, subject / baseline if baseline else float("nan"), target, sense, "x", f"{_digits(subject)} {unit} / {_digits(baseline)} {unit}"
    )
