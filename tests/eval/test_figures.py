"""Figures, samples and reports: what is printed and written is what was measured."""

import json
from io import StringIO
from math import nan
from pathlib import Path

import pytest
from daogou.eval.report import Figure, Report, Samples, Timings, ratio
from rich.console import Console


@pytest.mark.parametrize(
    ("value", "sense", "reached"), [(2.4, "<=", True), (2.6, "<=", False), (2.6, ">=", True), (2.5, "=", True), (0.0, "=", False)]
)
def test_a_figure_knows_whether_it_is_reached(value: float, sense: str, reached: bool) -> None:
    assert Figure("f", value, 2.5, sense).reached is reached  # type: ignore[arg-type]


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    assert Figure("f", nan, 2.5).reached is None
    assert Figure("f", 1.0).reached is None
    assert Samples().p50 != Samples().p50


def test_a_ratio_tells_both_sides() -> None:
    figure = ratio("ours / theirs", 10.0, 40.0, 0.5)
    assert (figure.value, figure.reached, figure.detail) == (0.25, True, "10 ms / 40 ms")


def test_sums_add_up_what_was_measured_together() -> None:
    timings = Timings()
    for first, second in ((1.0, 10.0), (3.0, 30.0), (2.0, 20.0)):
        timings["a"].add(first)
        timings["b"].add(second)
    assert timings.sums().ms == [11.0, 33.0, 22.0]
    assert timings.sums().p50 == 22.0


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
