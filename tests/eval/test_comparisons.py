from pathlib import Path

from daogou.eval.comparisons import measure


def test_no_comparison_changes_under_reordering(six_store: Path) -> None:
    figure = measure(8, six_store).figures[0]
    assert (figure.value, figure.reached) == (0, True)
