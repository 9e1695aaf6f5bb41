"""A bare search, and a run file for many queries."""

import json
from pathlib import Path

import pytest

from .command import Command


def ids(text: str) -> list[str]:
    return [card["product_id"] for card in json.loads(text)]


def test_hits_as_a_table(shop: Command) -> None:
    done = shop("search", "无线鼠标")
    assert done.status == 0
    assert "静音" in done.out


def test_hits_as_json_k_at_most(shop: Command) -> None:
    assert len(ids(shop("search", "婴儿睡袋", "-k", "2", "--json").out)) == 2


def test_conditions_hold(shop: Command) -> None:
    found = ids(shop("search", "婴儿睡袋", "--where", "price<=100", "--where", "moq<=5", "--json").out)
    assert set(found) == {"bag-cotton", "bag-fleece"}


@pytest.mark.parametrize("where", ["price<=", "prise<=5", "price ~ 5"])
def test_a_condition_that_cannot_be_read_is_wrong_input(shop: Command, where: str) -> None:
    done = shop("search", "睡袋", "--where", where)
    assert done.status == 2
    assert done.err.strip()


def test_a_run_file_has_each_query_in_rank_order(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "queries.txt").write_text("无线鼠标\n\nbaby sleeping bag\n无线鼠标\n", encoding="utf-8")
    done = shop("search", "--queries", str(tmp_path / "queries.txt"), "--run", str(tmp_path / "run.tsv"), "-k", "3")
    assert done.status == 0
    rows = [line.split("\t") for line in (tmp_path / "run.tsv").read_text(encoding="utf-8").splitlines()]
    assert list(dict.fromkeys(query for query, _ in rows)) == ["无线鼠标", "baby sleeping bag"]
    assert rows[0][1].startswith("mouse")
    assert [product for query, product in rows if query == "无线鼠标"] == ids(shop("search", "无线鼠标", "-k", "3", "--json").out)


@pytest.mark.parametrize("line", [[], ["--queries", "q.txt"], ["mouse", "--queries", "q.txt", "--run", "r.tsv"], ["  "]])
def test_half_a_request_is_wrong_usage(shop: Command, line: list[str]) -> None:
    assert shop("search", *line).status == 2


@pytest.mark.parametrize("text", [b"", b"\n \n", b"a\tb\n", b"\xff\xfe\n"], ids=["empty", "blank", "tab", "not UTF-8"])
def test_a_file_that_is_no_list_of_queries_is_wrong_input(shop: Command, tmp_path: Path, text: bytes) -> None:
    (tmp_path / "queries.txt").write_bytes(text)
    assert shop("search", "--queries", str(tmp_path / "queries.txt"), "--run", str(tmp_path / "run.tsv")).status == 2


def test_a_missing_file_of_queries_is_told(shop: Command, tmp_path: Path) -> None:
    done = shop("search", "--queries", str(tmp_path / "none.txt"), "--run", str(tmp_path / "run.tsv"))
    assert done.status == 1
    assert "none.txt" in done.err


def test_an_attribute_that_no_product_has_is_wrong_input_with_near_names(shop: Command) -> None:
    done = shop("search", "睡袋", "--where", "attr.togg=1")
    assert done.status == 2
    assert "tog" in done.err.split("did you mean")[1]
    assert shop("search", "睡袋", "--where", "attr.TOG>=1").status == 0
    assert "some that it has" in shop("search", "睡袋", "--where", "attr.zzzzzz=1").err


def test_an_empty_query_is_refused_before_the_store_is_opened(daogou: Command, tmp_path: Path) -> None:
    done = daogou("search", "", "--store", str(tmp_path / "none"))
    assert done.status == 2
    assert "empty" in done.err
