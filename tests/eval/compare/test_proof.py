"""The proof in small, over six products: a regression in wording, and one comparison with itself (all: `python -m daogou.eval proof`)."""

from pathlib import Path

import pytest
from daogou.eval.compare import proof
from daogou.eval.compare.player import Pool
from daogou.eval.compare.proof import Regression, regressions
from daogou.eval.compare.run import How

from .six import here

SMALL = {"slices": {"owner": "consumer"}, "limit": 8}


def planted(name: str) -> Regression:
    return next(each for each in regressions() if each.id == name).model_copy(update=SMALL)


@pytest.mark.long
def test_a_planted_regression_is_caught_and_blamed_on_its_stage(six_store: Path, tmp_path: Path, pool: Pool) -> None:
    _, row = proof.caught(planted("template-invents"), here(six_store), tmp_path / "run", how=How(pool=pool))
    assert row[1] == "yes" and row[4] == "answer", row


@pytest.mark.long
def test_compared_with_itself_nothing_is_found(six_store: Path, tmp_path: Path, pool: Pool) -> None:
    pytest.importorskip("ranx")  # it ranks too
    assert proof.itself(here(six_store), 1, tmp_path / "run", 8, How(pool=pool)) == ""


def test_every_way_to_write_a_side_is_planted(six_store: Path, tmp_path: Path) -> None:
    """As code, as prompts, as a settings file, as a value."""
    ways = {kind: one for one in regressions() for kind in ("edits", "prompts", "settings", "value") if getattr(one, kind)}
    assert ways.keys() == {"edits", "prompts", "settings", "value"}
    for one in ways.values():
        base, new = one.sides(here(six_store), tmp_path, "http://127.0.0.1:9/v1")
        assert base.key != new.key
    assert {"DAOGOU_SEARCH_PROVIDER": "none"}.items() <= planted("no-guides").sides(here(six_store), tmp_path, "")[1].settings.items()
