"""What is behind a thumb down, over the six products: a fault and its stage, taste, or abuse; planted, so that it is known."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from daogou.cli.main import main
from daogou.eval.live.traces import Replayer, Traces
from daogou.eval.live.triage import abused, clusters, corrected, triage
from daogou.eval.preferences import Correction
from daogou.eval.texts import rows_of
from daogou.graphs.opening import Assistant
from daogou.memory.turnlog.entry import LoggedRating
from daogou.schema.settings import Settings

from .planted import FAULTS, FILE, UNSEEN, played, rows

ZH, EN = ["婴儿睡袋，100元以内"], ["baby sleeping bag under 100 yuan"]
PLANTED: list[tuple[str, dict[str, Any]]] = [
    ("understanding", {"fault": "loses-price", "say": ZH, "comment": "我说了100元以内"}),
    ("understanding", {"fault": "loses-price", "say": EN, "comment": "they are not under 100 yuan"}),
    ("retrieval", {"fault": "finds-nothing", "say": ZH, "comment": None}),
    ("retrieval", {"fault": "finds-violators", "say": EN, "comment": "above my budget"}),
    ("fusion", {"fault": "offers-other-prices", "say": ZH, "comment": "价格不一样"}),
    ("wording", {"fault": "boasts", "say": EN, "comment": "where is that number from?"}),
    ("catalogue gap", {"say": ["婴儿睡袋，1元以内"], "comment": "一个都没有"}),
    ("taste", {"say": ZH, "comment": "太贵了，想要50元以内的"}),
    ("taste", {"say": [*EN, "how do I choose?"], "comment": "boring"}),
    ("abuse", {"say": EN, "comment": "stupid bot"}),
]


@pytest.fixture(scope="module")
def replayer(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replayer]:
    with Replayer(six_store, Settings(store=six_store, state=tmp_path_factory.mktemp("replays"))) as opened:
        yield opened


def test_what_is_planted_is_found_in_its_stage(replayer: Replayer) -> None:
    found = [(what, finding.stage or finding.kind, finding.why) for what, finding in played(PLANTED, replayer)]
    assert [(what, got) for what, got, _ in found] == [(what, what) for what, _ in PLANTED], found


def test_a_fault_that_gold_heals_is_a_corrected_turn(replayer: Replayer, traces: Traces, tmp_path: Path) -> None:
    from daogou.eval.live import triage as module

    from .planted import _held

    replayer.faults = FAULTS["loses-price"](replayer)
    trace = _held("one", {"say": ZH, "comment": "我说了100元以内"}, replayer, 0)
    done = triage([trace], replayer)
    replayer.faults = {}
    (row,) = corrected(done.findings, [trace])
    assert row.right != row.wrong and "100" in row.right and "understanding" in row.source
    assert module.write([row], tmp_path / "fixed.jsonl") == 1 and rows_of(tmp_path / "fixed.jsonl", Correction, "") == [row]


def test_a_fault_that_is_mended_since_is_still_one(replayer: Replayer) -> None:
    from .planted import _held

    replayer.faults = FAULTS["loses-price"](replayer)
    trace = _held("two", {"say": ZH, "comment": "我说了100元以内"}, replayer, 0)
    replayer.faults = {}
    (finding,) = triage([trace], replayer).findings
    assert (finding.kind, finding.stage) == ("fault", "unsteady") and "price<=100" in finding.why


def test_both_planted_files_hold_every_kind_and_name_faults_that_there_are() -> None:
    for file, least in ((FILE, 40), (UNSEEN, 20)):
        listed = list(rows(file))
        kinds = {"understanding", "retrieval", "fusion", "wording", "catalogue gap", "taste", "abuse"}
        assert len(listed) >= least and {what for what, _ in listed} == kinds
        assert {row["fault"] for _, row in listed if row.get("fault")} <= set(FAULTS)


def rating(number: int, comment: str | None, seconds: float = 0, buyer: str = "b", score: int = -1) -> LoggedRating:
    at = datetime(2026, 11, 25, tzinfo=UTC) + timedelta(seconds=seconds)
    return LoggedRating.model_validate({"at": at, "thread": f"t{number}", "buyer": buyer, "turn": 1, "score": score, "comment": comment})


@pytest.mark.parametrize("comment", ["傻逼", "You IDIOT", "满意，不错", "you morons"])
def test_abuse_is_seen_by_its_words(comment: str) -> None:
    assert abused([rating(1, comment)])


@pytest.mark.parametrize("comment", [None, "太贵了", "idiotproof", "谢谢，但没有回答我的问题"])
def test_a_complaint_is_no_abuse(comment: str | None) -> None:
    assert abused([rating(1, comment)]) == {}


def test_abuse_is_seen_by_its_rate_and_a_patient_buyer_is_none() -> None:
    assert len(abused([rating(n, None, n) for n in range(6)])) == 6
    assert abused([rating(n, None, n * 60) for n in range(6)]) == {} == abused([rating(n, None, n, buyer=f"b{n}") for n in range(6)])
    assert len(abused([rating(n, "不行的商家，别买", n * 600) for n in range(4)])) == 4


def test_comments_that_say_the_same_are_one_reason(replayer: Replayer) -> None:
    said = ["太贵了", "价格太贵", "too expensive", "没有回答我的问题", "我的问题没回答", "颜色不好看"]
    groups = clusters(said, replayer.shop.embedder.queries)
    together = [{said[place] for place in group} for group in groups]
    assert any({"太贵了", "价格太贵"} <= group for group in together) and any({"没有回答我的问题", "我的问题没回答"} <= group for group in together)
    assert not any({"太贵了", "没有回答我的问题"} <= group for group in together)
    assert clusters([], lambda _: np.zeros((0, 2), np.float32)) == [] and clusters(["x"], lambda _: np.zeros((1, 2), np.float32)) == [[0]]


def test_the_command_reads_a_log_or_what_is_kept(
    shop: Assistant, log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAOGOU_STATE", str(shop.settings.state))
    found = []
    for given in ([str(log)], []):
        with pytest.raises(SystemExit) as done:
            main(["eval", "triage", *given, "--store", str(shop.settings.store), "--json", "--corrections", str(tmp_path / "fixed.jsonl")])
        assert done.value.code == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0] == found[1] and [one["comment"] for one in found[0]["findings"]] == ["没有回答认证"] and found[0]["up"] == 1
