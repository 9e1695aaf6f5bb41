"""Past orders go into the store: validated as other files are, by id, and a buyer's own are found."""

import json
import sqlite3
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from daogou.catalogue.catalogue import Catalogue

from .shop import Shop, product


def order(number: int, **changes: Any) -> dict[str, Any]:
    row = {"id": f"o{number}", "buyer_id": "ann", "product_id": "p1", "quantity": 200, "unit_price": 12.5, "currency": "CNY"}
    return {**row, "ordered_at": f"2026-0{number}-15T08:00:00Z", **changes}


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    shop.write("products.jsonl", [product(1)])
    return shop


def test_a_buyers_own_are_found_the_latest_first(stocked: Shop) -> None:
    stocked.write("orders.jsonl", [order(1), order(3), order(2), order(4, buyer_id="bob")])
    report = stocked.ingest()
    assert (report.counts["orders"].added, report.totals["orders"]) == (4, 4)
    found = stocked.catalogue.orders("ann")
    assert [one.id for one in found] == ["o3", "o2", "o1"]
    assert (found[0].quantity, found[0].unit_price, found[0].ordered_at) == (200, Decimal("12.50"), datetime(2026, 3, 15, 8, tzinfo=UTC))
    assert stocked.catalogue.orders("nobody") == []


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_csv_and_parquet_hold_them_too(stocked: Shop, kind: str) -> None:
    rows = [order(1, buyer_id=7), order(2, buyer_id=7, ordered_at="2026-02-15", unit_price=None)]
    if kind == "csv":
        lines = [",".join("" if value is None else str(value) for value in row.values()) for row in rows]
        stocked.write("orders.csv", [",".join(rows[0]), *lines])
    else:
        pq.write_table(pa.Table.from_pylist(rows), stocked.data / "orders.parquet")
    assert stocked.ingest().counts["orders"].added == 2
    found = stocked.catalogue.orders("7")
    assert [(one.id, one.unit_price) for one in found] == [("o2", None), ("o1", Decimal("12.50"))]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quantity": 0}, "quantity must be at least 1"),
        ({"ordered_at": "yesterday"}, "ordered_at must be a time"),
        ({"buyer_id": "x" * 201}, "buyer_id has 201 characters"),
        ({"currency": "yuan"}, "currency must look like"),
    ],
)
def test_a_bad_row_is_rejected_and_the_good_ones_stay(stocked: Shop, changes: dict[str, Any], reason: str) -> None:
    stocked.write("orders.jsonl", [order(1), order(2, **changes)])
    report = stocked.ingest()
    assert (report.counts["orders"].added, report.counts["orders"].rejected) == (1, 1)
    (line,) = (stocked.store / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert reason in json.loads(line)["reason"]
    assert json.loads(line)["line"] == 2


def test_they_are_updated_by_id_and_replaced(stocked: Shop) -> None:
    stocked.write("orders.jsonl", [order(1), order(2)])
    stocked.ingest()
    stocked.write("orders.jsonl", [order(1, quantity=300)])
    counts = stocked.ingest().counts["orders"]
    assert (counts.updated, counts.added) == (1, 0)
    assert [(one.id, one.quantity) for one in stocked.catalogue.orders("ann")] == [("o2", 200), ("o1", 300)]
    assert stocked.ingest(replace=True).counts["orders"].removed == 1
    assert [one.id for one in stocked.catalogue.orders("ann")] == ["o1"]
    assert not stocked.ingest().changed


def test_orders_of_products_that_have_gone_are_said(stocked: Shop) -> None:
    stocked.write("orders.jsonl", [order(1, product_id="p9")])
    assert stocked.ingest().notes == ("1 orders are of products that the store doesn't have.",)


def test_a_file_called_otherwise_is_told_by_its_columns(stocked: Shop) -> None:
    stocked.ingest()
    assert stocked.ingest(stocked.write("history.jsonl", [order(1)])).counts["orders"].added == 1


def test_a_store_from_before_orders_answers_and_takes_them(stocked: Shop) -> None:
    stocked.ingest()
    path: Path = stocked.catalogue.path
    with sqlite3.connect(path / "catalogue.sqlite") as database:  # as an older version wrote it
        database.execute("DROP TABLE purchase")
    manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    del manifest["counts"]["orders"]
    manifest["files"] = {name: (path / name).stat().st_size for name in manifest["files"]}
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert Catalogue(path).orders("ann") == []
    stocked.write("orders.jsonl", [order(1)])
    assert stocked.ingest().counts["orders"].added == 1
    assert len(stocked.catalogue.orders("ann")) == 1
