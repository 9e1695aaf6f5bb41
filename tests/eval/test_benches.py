"""Each benchmark runs from end to end on a few products; what it measures is not judged here."""

from pathlib import Path

import pytest
from daogou.eval import load, scale, sourced, turn
from daogou.eval.bench import benchmarks
from daogou.eval.memory import caches, savers
from daogou.eval.memory import turn as redis_turn
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
    report = turn.against_peer(60, 4, bench)
    assert [row[3] for row in report.tables[0]["rows"]] == [4, 4]
    assert {figure.name: figure.reached for figure in report.figures}["hard conditions broken by us"]


def test_history(bench: Bench) -> None:
    assert [row[0] for row in turn.history(60, 6, 2, bench).tables[0]["rows"]] == ["turn 6 and on", "turn 2"]


@pytest.mark.long
def test_scale(bench: Bench) -> None:
    figures = {figure.name: figure for figure in scale.measure((60, 120), 1, bench).figures}
    assert figures["worst recall@100"].reached and figures["hard conditions broken"].reached


def test_a_store_is_built_once(bench: Bench) -> None:
    built = (bench.store(60) / "CURRENT").stat().st_mtime_ns
    assert (bench.store(60) / "CURRENT").stat().st_mtime_ns == built
    assert not list(bench.cache.glob("source-*"))


def test_data_that_is_not_there_is_said_to_be_missing(tmp_path: Path, bench: Bench) -> None:
    assert "retrieval" not in benchmarks(tmp_path, bench)
    with pytest.raises(InputError, match="no folder"):
        benchmarks(tmp_path / "gone", bench)


def test_savers(bench: Bench) -> None:
    """Every saver that starts here is measured at each durability; one that doesn't is named."""
    report = savers.measure(60, (2, 3), bench)
    rows, missing = report.tables[0]["rows"], report.tables[1]["rows"]
    assert {row[1] for row in rows} == {"exit", "sync", "async"}
    names = {row[0] for row in rows}
    assert {"InMemorySaver", "langgraph-checkpoint-sqlite"} < names and any("ours" in name for name in names)
    assert "langgraph-checkpoint-redis" in names | {row[0] for row in missing}
    assert report.figures[0].reached and report.figures[0].value == report.figures[1].value  # the server counts what the client sends


def test_a_turn_with_redis(bench: Bench) -> None:
    report = redis_turn.measure(60, 1, bench)
    parts = {row[0]: row[1] for row in report.tables[1]["rows"]}
    assert parts["checkpoints"] == 2 and {"lock", "transcript", "caches"} < set(parts)


@pytest.mark.long
def test_caches(bench: Bench) -> None:
    figures = {figure.name: figure for figure in caches.measure(60, 24, 4, bench).figures}
    assert figures["replies that differ from those without a cache"].reached
    assert figures["pairs of needs that differ in one thing, served across"].reached
    assert figures["hard conditions broken"].reached


def test_sourcing(bench: Bench) -> None:
    report = sourced.measure(60, 1, bench)
    assert report.setting["lists"] == 1
    assert [one.value for one in report.figures if one.name.startswith("cheapest")] == [1.0]


@pytest.mark.long
def test_crowded(bench: Bench) -> None:
    report = load.crowded(60, 2, 3, bench)
    assert report.setting["turns"] == 3 and len(report.figures) == 2


@pytest.mark.long
@pytest.mark.parametrize(("workers", "modelled"), [(1, True), (2, False)])
def test_load(bench: Bench, workers: int, modelled: bool) -> None:
    report = load.measure(60, 2, 1, 0.02, workers, modelled, bench)
    figures = {figure.name: figure for figure in report.figures}
    assert figures["turns that failed"].reached and int(figures["turns that failed"].detail.removeprefix("of ")) >= 24
    assert [table["title"] for table in report.tables] == [*load.TITLES.values(), "memory of the server in the soak"]
    assert all(row[3] > 0 for table in report.tables[:3] for row in table["rows"])
