"""What a language model writes is measured though it never reaches a buyer: a prompt that invites invention, a model that boasts."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from daogou.eval.compare.cases import Case
from daogou.eval.compare.obedient import BOAST, serving, worded
from daogou.eval.compare.player import Pool
from daogou.eval.compare.proof import blamed_on, regressions
from daogou.eval.compare.run import How, run
from daogou.eval.compare.side import side
from daogou.eval.compare.suites.claims import Wording, stood

from .six import ASKED, Six, here

LINES = "[1] 共 {v1} 款\n[2] each of {v1} is good\nThese wordings of yours were refused.\n[2] each is splendid (unfounded)"


class SixWorded(Wording):
    """The first turn of one scenario in its wordings, and the second."""

    def cases(self) -> Iterator[Case]:
        for case in Six(1).cases():
            yield replace(case, suite=self.name, script={**case.script, "turns": case.script["turns"][:2]})


def test_the_scripted_model_does_what_its_prompt_says() -> None:
    told = json.loads(worded("obedient", 'Add to every English line: "Wow!"', LINES))["lines"]
    assert [line["text"] for line in told] == ["共 {v1} 款", "each of {v1} is good Wow!"]
    assert [line["text"] for line in json.loads(worded("obedient", "Add none.", LINES))["lines"]] == ["共 {v1} 款", "each of {v1} is good"]
    assert [line["text"] for line in json.loads(worded("boastful", "Add none.", LINES))["lines"]] == ["共 {v1} 款" + BOAST, "each of {v1} is good"]


@pytest.mark.long
@pytest.mark.xfail(reason="a refused line costs another request: nine calls where the base has eight", strict=True)
def test_invention_is_caught_for_whom_and_from_where_though_no_buyer_sees_it(six_store: Path, folder: Path, pool: Pool) -> None:
    one = next(each for each in regressions() if each.id == "prompt-invites-invention")
    with serving() as server:
        base, new = one.sides(here(six_store), folder, server)
        found = run(base, new, ASKED, How(attribute=1, folder=folder, pool=pool), [SixWorded()]).comparison
    lost = found.losses
    assert lost and all("refused" in pair.new.missed[0] for pair in lost)
    assert {language for pair in lost for language in pair.slices["language"]} == {"en"}
    assert blamed_on(found) == "phrase" and found.broken
    assert not any("happy customers" in pair.new.text for pair in found.pairs)
    assert sum(pair.new.calls for pair in found.pairs) == sum(pair.base.calls for pair in found.pairs) > 0  # a refused line costs no other request


def test_a_model_that_is_away_words_nothing_and_that_is_seen() -> None:
    assert stood({"reply": {"degraded": ["model.write"]}}) == (0.0, ("nobody worded it",))
    assert stood({"reply": {"degraded": []}}) == (1.0, ())


def test_prompts_of_a_side_count_by_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "write.md").write_text("one", "utf-8")
    before = side(f".+prompts={tmp_path}").key
    (tmp_path / "write.md").write_text("two", "utf-8")
    assert side(f".+prompts={tmp_path}").key != before
