"""A catalogue goes in by the command line."""

import json
from pathlib import Path

from .command import Command

SIX = Path(__file__).parents[1] / "catalogues" / "six"


def test_counts_are_told_and_the_store_answers(daogou: Command, tmp_path: Path) -> None:
    done = daogou("ingest", str(SIX), "--store", str(tmp_path / "store"))
    assert done.status == 0, done.err
    assert "6" in done.err
    assert json.loads(daogou("search", "无线鼠标", "--store", str(tmp_path / "store"), "--json").out)


def test_bad_rows_are_told_and_the_rest_is_stored(daogou: Command, tmp_path: Path) -> None:
    rows = [{"id": "good", "title": "无线鼠标", "price": 10}, {"id": "bad", "title": "", "price": 10}, {"id": "worse", "title": "鼠标", "price": -1}]
    (tmp_path / "products.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = daogou("ingest", str(tmp_path / "products.jsonl"), "--store", str(tmp_path / "store"))
    assert done.status == 0, done.err
    assert "rejects.jsonl" in done.err
    rejects = [json.loads(line) for line in (tmp_path / "store" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [reject["line"] for reject in rejects] == [2, 3]


def test_without_a_store_it_is_wrong_usage(daogou: Command) -> None:
    done = daogou("ingest", str(SIX))
    assert done.status == 2
    assert "--store" in done.err


def test_a_path_that_is_not_there_is_told(daogou: Command, tmp_path: Path) -> None:
    done = daogou("ingest", str(tmp_path / "none"), "--store", str(tmp_path / "store"))
    assert done.status in (1, 2)
    assert "none" in done.err


def test_a_mapping_is_proposed_and_takes_the_file(daogou: Command, tmp_path: Path) -> None:
    rows = [{"sku": f"s{number}", "name": f"Walnut chair {number}", "cost_price": 5, "price": 20 + number} for number in range(5)]
    (tmp_path / "chairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    proposed = daogou("ingest", "--propose", str(tmp_path / "chairs.jsonl"))
    assert proposed.status == 0, proposed.err
    (tmp_path / "my.yaml").write_text(proposed.out, encoding="utf-8")
    done = daogou("ingest", str(tmp_path / "chairs.jsonl"), "--map", str(tmp_path / "my.yaml"), "--store", str(tmp_path / "store"))
    assert done.status == 0, done.err
    assert len(json.loads(daogou("search", "walnut chair", "--store", str(tmp_path / "store"), "--json").out)) == 5


def test_proposing_takes_one_file_alone(daogou: Command, tmp_path: Path) -> None:
    assert daogou("ingest", str(SIX), "--propose", str(tmp_path / "x.csv")).status == 2
    assert "--propose" in daogou("ingest").err


def test_a_shop_s_export_goes_in_by_its_packaged_mapping(daogou: Command, tmp_path: Path) -> None:
    rows = [
        "Handle,Title,Option1 Name,Option1 Value,Variant Price,Status",
        "mug,Walnut mug,Size,S,9.50,active",
        "mug,,,L,9.50,",
        "old,Old mug,,,1,draft",
    ]
    (tmp_path / "export.csv").write_text("\n".join(rows), encoding="utf-8")
    store = str(tmp_path / "store")
    refused = daogou("ingest", str(tmp_path / "export.csv"), "--store", store)
    assert refused.status == 2 and "--currency" in refused.err
    done = daogou("ingest", str(tmp_path / "export.csv"), "--mapping", "shopify", "--currency", "eur", "--store", store)
    assert done.status == 0 and "not for sale" in done.err, done.err
    (found,) = json.loads(daogou("search", "mug", "--store", store, "--json").out)
    assert (found["price"], found["currency"]) == ("9.50", "EUR")
