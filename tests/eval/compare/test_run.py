"""Whole comparisons in small: this checkout against itself, and against itself with one text changed."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from daogou.eval.compare.cases import Answers, Case
from daogou.eval.compare.manifest import Asked, Manifest, pairs_of
from daogou.eval.compare.player import Player, Pool
from daogou.eval.compare.run import How, Run, run
from daogou.eval.compare.side import Edit, Side, edited, side
from daogou.eval.compare.suite import Swaps
from daogou.eval.compare.suites.claims import Claims
from daogou.schema.errors import InputError

from ...long import few
from .six import ASKED, Six, changed, here


def compare(base: Side, new: Side, folder: Path, pool: Pool, fresh: bool = False) -> Run:
    return run(base, new, ASKED, How(fresh=fresh, attribute=4, folder=folder, pool=pool), [Six()])


@pytest.mark.long
def test_a_checkout_against_itself_shows_no_difference(six_store: Path, folder: Path, pool: Pool) -> None:
    found = compare(here(six_store), here(six_store), folder, pool, fresh=True).comparison
    assert (found.overall.wins, found.overall.losses, found.overall.ties) == (0, 0, 24)
    assert found.broken == [] and found.overall.base.mean == 1.0


def test_a_broken_word_is_a_loss_of_those_who_use_it_and_of_the_stage_that_reads_it(six_store: Path, folder: Path, pool: Pool) -> None:
    base = here(six_store)
    new = changed(base, "language/comparators.zh.yaml", "after: [以上, 之上,", "after: [以内, 以上, 之上,")
    found = compare(base, new, folder, pool).comparison
    lost = {pair.base.unit for pair in found.losses}
    assert lost and all("/other/" not in unit for unit in lost)
    assert {blame.stage for blame in found.blames.values()} == {"intent"}
    assert found.broken


@pytest.mark.long
def test_a_reply_that_says_nothing_is_no_loss_of_content_but_of_form_and_is_kept_apart(six_store: Path, folder: Path, pool: Pool) -> None:
    base = here(six_store)
    new = changed(base, "nodes/answer.py", "text=draft.text,", "text='',")
    found = compare(base, new, folder, pool).comparison
    assert found.overall.losses == 0
    assert [each.gate.measure for each in found.broken] == ["format"]


def test_what_was_played_is_not_played_again_and_all_is_kept(six_store: Path, folder: Path, tmp_path: Path, pool: Pool) -> None:
    first = compare(here(six_store), here(six_store), folder, pool)
    assert (first.comparison.overall.wins, first.comparison.overall.losses) == (0, 0)
    again = compare(here(six_store), here(six_store), tmp_path / "again", pool)
    played = [(pair.base.ms, pair.new.ms) for pair in pairs_of(folder)]  # of two sides that are one, either is kept
    assert all(pair.base.ms in before for pair, before in zip(again.comparison.pairs, played, strict=True))
    assert list(first.comparison.pairs) == list(pairs_of(folder))
    assert Manifest.read(folder).cases == Manifest.read(tmp_path / "again").cases
    assert json.loads((folder / "comparison.json").read_text("utf-8"))["overall"]["losses"] == 0
    compare(here(six_store), here(six_store), folder, pool)
    before = {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    with pytest.raises(InputError, match=r"keeps another comparison.*--out"):
        compare(here(six_store), changed(here(six_store), "nodes/answer.py", "text=draft.text,", "text='',"), folder, pool)
    with pytest.raises(InputError, match="another comparison"):
        run(here(six_store), here(six_store), replace(ASKED, limit=4), How(folder=folder, pool=pool), [Six()])
    assert before == {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}


KILLED = """
import os, signal, sys
from pathlib import Path
from daogou.eval.compare.manifest import Asked
from daogou.eval.compare.run import How, run
from daogou.eval.compare.side import side
from daogou.eval.compare.suites.claims import Claims

class Killed(Claims):
    played = 0
    def play(self, *given):
        if self.played == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        self.played += 1
        return Claims.play(*given)

here = side(".", Path(sys.argv[1]))
run(here, here, Asked(("claims",), limit=8), How(folder=Path(sys.argv[2])), [Killed()])
"""


class Counted(Claims):
    played = 0

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        self.played += 1
        return Claims.play(case, player, record, swaps)


@pytest.mark.long
def test_a_run_that_was_killed_goes_on_where_it_was(six_store: Path, folder: Path, pool: Pool) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", KILLED, six_store, folder], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False
    )
    assert done.returncode == -signal.SIGKILL and not folder.exists()
    on, side = Counted(), here(six_store)
    run(side, side, Asked(("claims",), limit=8), How(folder=folder, pool=pool), [on])
    assert on.played == 10  # of eight cases on two sides; of the third what one side answered was kept, and both are of one code
    assert (folder / "manifest.json").is_file()


UNKNOWN = (".+embedding_model=none", r"^\.\+embedding_model=none can't be played: Embedding model 'none' is unknown")
WRONG = [(".+LLM_Modle=1", "has no setting 'LLM_Modle'; did you mean llm_model"), ("settings:no-such-file", "no settings file")]


@pytest.mark.parametrize(("written", "said"), few([*WRONG, UNKNOWN], *WRONG))
def test_a_side_that_cannot_be_played_is_wrong_usage_and_says_why(written: str, said: str, six_store: Path) -> None:
    with pytest.raises(InputError, match=said):
        Player(side(written, six_store))


def test_a_tree_without_the_package_is_never_played_by_one_that_is_installed(six_store: Path, folder: Path, pool: Pool) -> None:
    base = here(six_store)
    empty = edited(base.tree, "empty", [Edit("nodes/answer.py", (base.tree.root / "daogou" / "nodes" / "answer.py").read_text("utf-8"), "")])
    (root := folder / "old" / "daogou").mkdir(parents=True)
    (root / "README.md").touch()
    with pytest.raises(InputError, match="no package"):
        compare(base, Side("old", replace(empty, root=root.parent), {}, six_store), folder, pool)
    with pytest.raises(InputError, match="can't be played"):
        compare(base, Side("empty", empty, {}, six_store), folder, pool)
