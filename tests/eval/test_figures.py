"""Figures, samples and reports: what is printed and written is what was measured."""

import json
from io import StringIO
from pathlib import Path

import pytest
from daogou.eval.report import Figure, Report, ratio
from rich.console import Console


@pytest.mark.parametrize(
    ("value", "sense", "reached"), [(2.4, "<=", True), (2.6, "<=", False), (2.6, ">=", True), (2.5, "=", True), (0.0, "=", False)]
)
def test_a_figure_knows_whether_it_is_reached(value: float, sense: str, reached: bool) -> None:
    assert Figure("f", value, 2.5, sense).reached is reached  # type: ignore[arg-type]


def test_a_report_is_written_as_it_is_printed(tmp_path: Path) -> None:
    report = Report("some", "Some benchmark", {"products": 7})
    report.table("times", ("", "p50 ms"), [("turn", 12.345)])
    report.figures.append(ratio("a / b", 1.0, 2.0, 3.0))
    screen = StringIO()
    report.publish(tmp_path, Console(file=screen, width=120))
    written = json.loads((tmp_path / "some.json").read_text("utf-8"))
    assert written["tables"][0]["rows"] == [["turn", 12.345]]
    assert written["figures"][0]["reached"] is True
    assert written["setting"] == {"products": 7}
    assert "12.35" in screen.getvalue() and "yes" in screen.getvalue()
