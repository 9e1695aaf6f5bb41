"""The proof in small: a regression in reading, in wording and in time, and one comparison with itself (all: `python -m daogou.eval proof`)."""

from pathlib import Path

import pytest
from daogou.eval.compare import proof
from daogou.eval.compare.regression import regressions
from daogou.eval.compare.side import side

SMALL = {"broken-word": 48, "template-invents": 30, "slower-node": 36}


@pytest.mark.parametrize("name", SMALL)
def test_a_planted_regression_is_caught_and_blamed_on_its_stage(name: str, tmp_path: Path) -> None:
    one = next(each for each in regressions() if each.id == name).model_copy(update={"limit": SMALL[name]})
    right, row = proof.caught(one, side("."), tmp_path / "run")
    assert row[1] == "yes" and row[4] == one.stage, row


def test_compared_with_itself_nothing_is_found(tmp_path: Path) -> None:
    pytest.importorskip("ranx")  # it ranks too
    assert proof.itself(side("."), 1, tmp_path / "run", 12) == ""
