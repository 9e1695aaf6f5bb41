"""Each benchmark runs from end to end on a few products; what it measures is not judged here."""

from pathlib import Path

import pytest
from daogou.eval import history, peer, scale, turn
from daogou.eval.bench import benchmarks
from daogou.eval.stores import Bench
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings

SIX = Path(__file__).parent.parent / "catalogues" / "six"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(Settings(), tmp_path_factory.mktemp("bench"), SIX)


def test_turn(bench: Bench) -> None:
    report = turn.measure(60, 2, bench)
    titles = [table["title"] for table in report.tables]
    assert titles == ["by message", "by node, turns that search", "by node, all turns", "what can't be avoided"]
    assert report.figures[-1].name == "hard conditions broken" and report.figures[-1].reached


def test_peer(bench: Bench) -> None:
    for package in ("langchain_classic", "langchain_chroma", "rank_bm25"):
        pytest.importorskip(package)  # the `bench` extra
    report = peer.measure(60, 4, bench)
    assert [row[3] for row in report.tables[0]["rows"]] == [4, 4]
    assert {figure.name: figure.reached for figure in report.figures}["hard conditions broken by us"]


def test_history(bench: Bench) -> None:
    assert [row[0] for row in history.measure(60, 6, 2, bench).tables[0]["rows"]] == ["turn 6 and on", "turn 2"]


def test_scale(bench: Bench) -> None:
    figures = {figure.name: figure for figure in scale.measure((60, 120), 1, bench).figures}
    assert figures["worst recall@100"].reached and figures["hard conditions broken"].reached


def test_a_store_is_built_once(bench: Bench) -> None:
    built = (bench.store(60) / "CURRENT").stat().st_mtime_ns
    assert (bench.store(60) / "CURRENT").stat().st_mtime_ns == built
    assert not list(bench.cache.glob("source-*"))


def test_data_that_is_not_there_is_said_to_be_missing(tmp_path: Path, bench: Bench) -> None:
    with pytest.raises(InputError, match="chorus-icecat"):
        benchmarks(tmp_path, bench)
