"""Cases from stored conversations, and runs had again."""

from pathlib import Path

import pytest
import yaml
from daogou.eval.compare.manifest import Asked, Manifest
from daogou.eval.compare.pool import Pool
from daogou.eval.compare.proposed import add, expected, propose
from daogou.eval.compare.regression import regressions
from daogou.eval.compare.reproduced import again, reproduce
from daogou.eval.compare.run import How, run
from daogou.eval.compare.suites.threads import Threads
from daogou.graphs.opening import Assistant
from daogou.schema.errors import InputError

from .six import here

ROOT = Path(__file__).parents[3]


def held(assistant: Assistant, *says: str) -> str:
    thread = None
    for text in says:
        thread = assistant.ask(text, thread=thread).thread_id
    assert thread is not None
    return thread


def test_a_conversation_becomes_a_case_that_is_played_once_it_is_confirmed(assistant: Assistant, tmp_path: Path) -> None:
    turns = assistant.threads.get(held(assistant, "婴儿睡袋，100元以内，我的电话13812345678", "第一款多少钱"))
    row = propose(turns, None, "from a test")
    file = tmp_path / "kept.yaml"
    add(row, file)
    assert "13812345678" not in file.read_text("utf-8")
    assert row["turns"][0]["expect"]["conditions"] == ["price<=100"] and row["turns"][0]["expect"]["cards"] == {"min": 1}
    assert list(Threads(tmp_path).cases()) == []
    file.write_text(file.read_text("utf-8").replace("  proposed: true\n", ""), "utf-8")
    (case,) = Threads(tmp_path).cases()
    assert case.slices["language"] == ("zh",)
    with pytest.raises(InputError, match="already"):
        add(row, file)


@pytest.mark.parametrize(
    "said",
    ["婴儿睡袋，100元以内，微信号 anna_2026，收件人王芳", "baby sleeping bags under 100 yuan, my name is Ann Lee, WhatsApp annlee2026"],
)
def test_a_case_without_private_data_ends_as_the_conversation_did(assistant: Assistant, said: str) -> None:
    (row,) = propose(assistant.threads.get(held(assistant, said)), None)["turns"]
    assert "[account-1]" in row["say"] and "[name-1]" in row["say"]
    replayed = assistant.ask(row["say"])
    assert expected(replayed) == row["expect"] and replayed.text == assistant.ask(said).text


def test_only_the_turn_that_is_named_is_expected(assistant: Assistant) -> None:
    turns = assistant.threads.get(held(assistant, "婴儿睡袋，100元以内", "第一款多少钱", "怎么选"))
    rows = propose(turns, 2)["turns"]
    assert ["expect" in row for row in rows] == [False, True]
    with pytest.raises(InputError, match="3 turns"):
        propose(turns, 4)


def test_a_conversation_that_led_nowhere_is_no_case(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="Nothing came"):
        propose(assistant.threads.get(held(assistant, "谢谢")), None)


def test_every_planted_regression_can_still_be_planted() -> None:
    for one in regressions():
        for change in (*one.edits, *one.prompts):
            assert (ROOT / change.file).read_text("utf-8").count(change.old) == 1, f"{one.id}: {change.file}"
    assert len({one.stage for one in regressions()}) >= 6 and len(list(regressions())) >= 10


def test_a_run_comes_out_alike_from_its_manifest_and_is_shown_as_it_was(six_store: Path, tmp_path: Path, pool: Pool) -> None:
    side = here(six_store)
    made = run(side, side, Asked(("understanding",), limit=30), How(timed=0, folder=tmp_path / "first", pool=pool))
    assert reproduce(tmp_path / "first", How(folder=tmp_path / "second", pool=pool)) == []
    shown = again(tmp_path / "first").comparison
    assert shown.as_json() == made.comparison.as_json()
    kept = Manifest.read(tmp_path / "first")
    assert kept.figures == Manifest.read(tmp_path / "second").figures and kept.asked.limit == 30


def test_a_manifest_of_other_cases_is_refused(six_store: Path, tmp_path: Path, pool: Pool) -> None:
    side = here(six_store)
    run(side, side, Asked(("outside",), limit=3), How(timed=0, folder=tmp_path / "run", pool=pool))
    file = tmp_path / "run" / "manifest.json"
    content = yaml.safe_load(file.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace(content["cases"], "0" * 20), "utf-8")
    with pytest.raises(InputError, match="cases have changed"):
        reproduce(file, How(folder=tmp_path / "again"))
    with pytest.raises(InputError, match="no manifest"):
        reproduce(tmp_path, How())
