"""The same products in every format that is read."""

import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from daogou.schema.product import Product
from pyarrow import parquet

from .shop import Shop

FULL = {
    "id": "p1", "title": "婴儿睡袋", "category": ["母婴", "婴儿睡袋"],
    "price": [{"min_qty": 2, "unit_price": "89.00"}, {"min_qty": 50, "unit_price": "82.5"}],
    "moq": 2, "stock": 1200, "attributes": {"tog": 2.5, "season": ["秋", "冬"], "hooded": False}, "rating": 4.8,
    "certifications": [{"name": "GB 31701", "valid_until": "2020-01-01"}], "translations": {"en": {"title": "Sleeping bag"}},
}  # fmt: skip
BARE = {"id": "p2", "title": '鼠标, "无线"', "price": "19.90"}
EXPECTED = [Product.model_validate(FULL), Product.model_validate(BARE)]


def stored(shop: Shop) -> list[Product]:
    report = shop.ingest()
    assert report.rejected == 0, shop.rejects
    return shop.catalogue.products(["p1", "p2"])


def test_json_lines(shop: Shop) -> None:
    shop.write("products.jsonl", [FULL, BARE])
    assert stored(shop) == EXPECTED


def test_json_array_and_object_around_it(shop: Shop) -> None:
    (shop.data / "products-1.json").write_text(json.dumps([FULL]), encoding="utf-8")
    (shop.data / "products-2.json").write_text(json.dumps({"products": [BARE]}), encoding="utf-8")
    assert stored(shop) == EXPECTED


def test_yaml(shop: Shop) -> None:
    (shop.data / "products.yaml").write_text(json.dumps([FULL, BARE]), encoding="utf-8")  # JSON is YAML
    assert stored(shop) == EXPECTED


def test_zipped(shop: Shop) -> None:
    with zipfile.ZipFile(shop.data / "products.zip", "w") as archive:
        archive.writestr("a.json", json.dumps([FULL]))
        archive.writestr("b.jsonl", json.dumps(BARE))
        archive.writestr("__MACOSX/a.json", "junk")
    assert stored(shop) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_with_json_in_cells(shop: Shop, encoding: str) -> None:
    header = "id,title,category,price,moq,stock,attributes.tog,attributes.season,attributes.hooded,rating,certifications,translations.en.title"
    cells = [json.dumps(FULL[name], ensure_ascii=False).replace('"', '""') for name in ("price", "certifications")]
    full = f'p1,婴儿睡袋,母婴 > 婴儿睡袋,"{cells[0]}",2,1200,2.5,"[""秋"", ""冬""]",false,4.8,"{cells[1]}",Sleeping bag'
    (shop.data / "products.csv").write_text(f'{header}\n{full}\np2,"鼠标, ""无线""",,19.90,,,,,,,,\n', encoding=encoding)
    found = stored(shop)
    assert found[1] == EXPECTED[1]
    assert found[0].model_copy(update={"attributes": EXPECTED[0].attributes}) == EXPECTED[0]
    assert found[0].attributes == {"tog": 2.5, "season": ("秋", "冬"), "hooded": "false"}


def test_csv_rows_that_dont_fit_the_header(shop: Shop) -> None:
    (shop.data / "products.csv").write_text("id,title,price\np1,a,1\np2,b,2,3\np3,c,nan\np4\n", encoding="utf-8")
    report = shop.ingest()
    assert report.totals["products"] == 1
    assert [(reject["line"], reject["reason"]) for reject in shop.rejects] == [
        (3, "the row has 4 cells and the header 3"),
        (4, "price must be a number, not NaN"),
        (5, "title is missing"),
    ]


def test_parquet(shop: Shop) -> None:
    full = {**FULL, "attributes": json.loads(json.dumps(FULL["attributes"])), "translations": FULL["translations"]}
    price = [{"min_qty": 1, "unit_price": "19.90"}]
    parquet.write_table(pa.Table.from_pylist([full, {**BARE, "price": price, "rating": float("nan")}]), shop.data / "products.parquet")
    assert stored(shop) == EXPECTED


@pytest.mark.parametrize(
    ("name", "reason"),
    [("products.json", "not JSON"), ("products.yaml", "not YAML"), ("products.parquet", "not Parquet"), ("products.zip", "archive")],
)
def test_a_file_that_isnt_what_its_name_says(shop: Shop, name: str, reason: str) -> None:
    shop.write("products-good.jsonl", [BARE])
    (shop.data / name).write_text("{]: broken", encoding="utf-8")
    report = shop.ingest()
    assert (report.totals["products"], report.rejected) == (1, 1)
    assert reason in shop.rejects[0]["reason"]


def test_numbers_as_ids_become_text(shop: Shop) -> None:
    shop.write("products.jsonl", [{"id": 7, "title": "t", "price": 1, "supplier_id": 9}])
    shop.write("reviews.jsonl", [{"product_id": 7, "text": "ok"}])
    shop.ingest()
    assert shop.catalogue.products(["7"])[0].supplier_id == "9"
    assert len(shop.catalogue.reviews("7")) == 1


def test_a_guide_keeps_its_front_matter(shop: Shop, tmp_path: Path) -> None:
    shop.write("products.jsonl", [BARE])
    criteria = "criteria:\n- attribute: tog\n  statement: Take 2.5.\n  op: '='\n  value: 2.5"
    front = f"title: Guide\ntopic: choosing\ncategory: 婴儿睡袋\npublished: 2025-09-12\n{criteria}"
    (shop.data / "tog.md").write_text(f"---\n{front}\n---\nTake 2.5.\n", encoding="utf-8")
    assert shop.ingest().rejected == 0, shop.rejects
    guide = shop.catalogue.guide("tog")
    assert guide is not None
    assert (guide.category, guide.criteria[0].value, str(guide.published)) == (("婴儿睡袋",), 2.5, "2025-09-12")
