"""Each kind of bad input has its outcome: the row in rejects with line and reason, the good ones in the store."""

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from daogou.schema.errors import InputError, StoreError

from ..long import few
from .shop import Shop, product


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"price": math.nan}, "price must be a number, not NaN"),
        ({"price": -1}, "price must be at least 0, not '-1'"),
        ({"price": [{"min_qty": 5, "unit_price": 1}, {"min_qty": 5, "unit_price": 2}]}, "price tiers must have rising min_qty, each once"),
        ({"moq": 1.5}, "moq must be a whole number, not 1.5"),
        ({"title": 5}, "title must be text, not 5"),
        ({"id": ""}, "id is empty"),
        ({"id": "x" * 201}, "id has 201 characters; 200 are the most"),
        ({"title": " \u3000"}, "title is blank"),
        ({"attributes": {" ": 1}}, "attributes has an empty name"),
        ({"lang": "chinese"}, "lang must be a code like zh, en or zh-Hant, not 'chinese'"),
        ({"currency": "yuan"}, "currency must look like"),
        ({"attributes": [1]}, "attributes must be an object with named fields, not [1]"),
        ({"attributes": {"size": {"w": 1}}}, "attributes.size must be text, a number"),
        ({"certifications": [{"name": "CE", "valid_until": "soon"}]}, "certifications.0.valid_until must be a date"),
    ],
)
def test_a_broken_field_is_named(shop: Shop, bad: dict[str, Any], reason: str) -> None:
    shop.write("products.jsonl", [product(1), product(2, **bad), product(3)])
    report = shop.ingest()
    assert (report.totals["products"], report.rejected) == (2, 1)
    (reject,) = shop.rejects
    assert (reject["file"], reject["line"]) == ("products.jsonl", 2)
    assert reason in reject["reason"]
    assert reject["row"]["title"] == bad.get("title", "Thing 2")


@pytest.mark.parametrize("line", ["{not json", "[1, 2]", '"text"', "\x00\x01", '{"id": "p9"', "\ud800"])
def test_a_line_that_is_no_row_is_rejected(shop: Shop, line: str) -> None:
    shop.write("products.jsonl", [product(1), line, "", product(2)])
    report = shop.ingest()
    assert (report.totals["products"], report.rejected) == (2, 1)
    assert shop.rejects[0]["line"] == 2


def test_a_thousand_lines_with_thirty_broken(shop: Shop) -> None:
    rows: list[Any] = [product(number) for number in range(1_000)]
    for number in range(0, 900, 30):
        rows[number] = '{"id": "p' if number % 60 else product(number, price=-3)
    report = (shop.write("products.jsonl", rows), shop.ingest())[1]
    counts = report.counts["products"]
    assert (counts.read, counts.added, counts.rejected) == (1_000, 970, 30)
    assert [reject["line"] for reject in shop.rejects] == list(range(1, 901, 30))
    assert all(reject["reason"] for reject in shop.rejects)


def test_a_certificate_that_has_expired_is_stored(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1, certifications=[{"name": "CE", "valid_until": "2020-01-01"}])])
    assert shop.ingest().rejected == 0
    assert shop.catalogue.products(["p1"])[0].certifications[0].valid_until is not None


def test_control_characters_emoji_and_surrogates_are_kept_as_far_as_they_can_be(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1, title="a\u0007b 🧸 <b>x</b>"), product(2, title="lone")])
    assert shop.ingest().rejected == 0
    assert shop.catalogue.products(["p1"])[0].title == "a\u0007b 🧸 <b>x</b>"
    shop.write("products-more.jsonl", ['{"id": "p3", "title": "\\ud800", "price": 1}', product(4)])
    report = shop.ingest()
    assert report.totals["products"] == 3 + (1 - report.rejected)


def test_rejects_of_the_last_run_only(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1), product(2, moq=0)])
    assert shop.ingest().rejects == shop.store / "rejects.jsonl"
    shop.write("products.jsonl", [product(1), product(2)])
    assert shop.ingest().rejects is None
    assert shop.rejects == []


def test_not_one_good_row_makes_no_store(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1, moq=0)])
    with pytest.raises(InputError, match="moq must be at least 1"):
        shop.ingest()
    assert not (shop.store / "CURRENT").exists()
    assert len(shop.rejects) == 1


def test_a_guide_without_title_is_rejected(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1)])
    (shop.data / "guide.md").write_text("no front matter", encoding="utf-8")
    (shop.data / "other.md").write_text("---\n: [\n---\ntext", encoding="utf-8")
    (shop.data / "README.md").write_text("about this folder", encoding="utf-8")
    report = shop.ingest()
    assert report.counts["guides"].rejected == 2
    assert {reject["file"] for reject in shop.rejects} == {"guide.md", "other.md"}
    assert dict(report.skipped).keys() == {"README.md"}


def test_a_folder_that_cant_be_written_is_said(shop: Shop, tmp_path: Path) -> None:
    shop.write("products.jsonl", [product(1)])
    (tmp_path / "file").write_text("in the way")
    shop.store = tmp_path / "file" / "store"
    with pytest.raises(StoreError, match="can't be written"):
        shop.ingest()


FULL = """
import resource, signal, sys
from pathlib import Path
from daogou.ingest.ingest import ingest
from daogou.schema.errors import StoreError
from tests.ingest.shop import Letters
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
try:
    ingest([Path(sys.argv[1])], Path(sys.argv[2]), embedder=Letters())
except StoreError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("room", few([2_000, 60_000, 200_000], 200_000))
def test_a_full_disk_leaves_the_old_store_whole(shop: Shop, room: int) -> None:
    shop.write("products.jsonl", [product(1)])
    shop.ingest()
    shop.write("products.jsonl", [product(number, description="long " * 50) for number in range(500)])
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", FULL, shop.data, shop.store, str(room)], cwd=root, capture_output=True, text=True, check=False)
    assert "can't be written" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert shop.catalogue.manifest.counts["products"] == 1
    assert [folder.name for folder in (shop.store / "generations").iterdir()] == ["g000001"]
    assert json.loads(json.dumps(shop.ingest().totals))["products"] == 500


def test_columns_that_are_no_fields_are_named_once(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1, colour_x="red", **{"attributes.size": 3}, synthetic=True), product(2, colour_x="blue")])
    shop.write("suppliers.jsonl", [{"id": "s1", "name": "S", "fax": 1, "telex": 2}])
    notes = shop.ingest().notes
    assert set(notes) == {
        "products: column colour_x is no native field; left out.",
        "suppliers: columns fax, telex are no native fields; left out.",
    }


def test_a_failed_mapping_leaves_no_folder(shop: Shop, tmp_path: Path) -> None:
    shop.write("things.jsonl", [{"sku": "1", "label": "Thing", "cost": 100}])
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("sources: [{files: '*.jsonl', kind: products, fields: {id: sku, title: nosuch, price: cost}}]")
    shop.store = tmp_path / "new" / "store"
    with pytest.raises(InputError, match="nosuch"):
        shop.ingest(mapping=mapping)
    assert not (tmp_path / "new").exists()


def test_dividing_by_nothing_is_a_mistake_of_the_mapping(shop: Shop, tmp_path: Path) -> None:
    shop.write("things.jsonl", [{"sku": "1", "label": "Thing", "cost": 100}])
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("sources: [{files: '*.jsonl', kind: products, fields: {id: sku, title: label, price: {from: cost, divide: 0}}}]")
    with pytest.raises(InputError, match=r"fields\.price\.divide: a price can't be divided by 0") as caught:
        shop.ingest(mapping=mapping)
    assert "at least 1 item" not in str(caught.value)
    assert not shop.store.exists()
