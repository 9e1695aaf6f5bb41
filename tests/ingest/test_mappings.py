"""Foreign catalogues: those whose mappings come with the package, and mistakes in one's own."""

import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.ingest.mapped import clean_name
from daogou.ingest.mapping import shipped_mappings
from daogou.schema.errors import InputError

from .shop import Shop


def test_chorus(shop: Shop) -> None:
    rows = [
        {"id": "1", "name": "X-1", "title": "Acme X-1 mouse", "short_description": "A mouse", "supplier": "Acme", "price": 1999, "img_500x500": "http://x/1.jpg",
         "attr_t_colour": "Black", "attr_n_weight": 85.0, "attr_b_wireless": True, "attr_n_power__max_": 2.0},
        {"id": "2", "title": "Bare cable", "price": 5},
    ]  # fmt: skip
    with zipfile.ZipFile(shop.data / "1.json.zip", "w") as archive:
        archive.writestr("1.json", json.dumps(rows))
    report = shop.ingest(mapping="chorus")
    assert report.rejected == 0
    mouse, cable = shop.catalogue.products(["1", "2"])
    assert mouse.price_at(None) == Decimal("19.99")
    assert (mouse.brand, mouse.currency, mouse.image) == ("Acme", "USD", "http://x/1.jpg")
    assert mouse.attributes == {"model": "X-1", "colour": "Black", "weight": 85.0, "wireless": True, "power_max": 2.0}
    assert cable.price_at(None) == Decimal("0.05")


def test_retail_demo_store(shop: Shop) -> None:
    row = {
        "id": "b1", "name": "Day pack", "category": "accessories", "style": "backpack", "price": 129.99, "current_stock": 15, "gender_affinity": "F",
    }  # fmt: skip
    (shop.data / "products.yaml").write_text(yaml.safe_dump([row]), encoding="utf-8")
    (shop.data / "categories.yaml").write_text("[]", encoding="utf-8")
    report = shop.ingest(mapping="retail-demo-store")
    assert [name for name, _ in report.skipped] == ["categories.yaml"]
    (pack,) = shop.catalogue.products(["b1"])
    assert (pack.title, pack.category, pack.stock, pack.currency) == ("Day pack", ("accessories", "backpack"), 15, "USD")
    assert pack.attributes == {"style": "backpack", "gender": "women"}


def test_litemall(shop: Shop) -> None:
    goods = {"goods_id": "10", "name": "四件套", "brief": "纯棉", "category": ["居家", "床品"], "brand": None, "unit": "件", "retail_price": "899.00",
             "attributes": {"执行标准": "GB/T 22844-2009", "安全类别": "B类", "材质": "100%棉"}}  # fmt: skip
    shop.write("goods.jsonl", [goods])
    shop.write("reviews.jsonl", [{"goods_id": "10", "content": "不错"}])
    shop.ingest(mapping="litemall")
    (item,) = shop.catalogue.products(["10"])
    assert (item.currency, item.price_at(None), item.brand) == ("CNY", Decimal("899.00"), None)
    assert item.attributes["执行标准"] == "GB/T 22844-2009"
    assert item.certifications == ()
    (review,) = shop.catalogue.reviews("10")
    assert (review.text, review.rating) == ("不错", None)


def mapping(folder: Path, **source: Any) -> Path:
    fields = {"id": "sku", "title": "name", "price": "cost"}
    file = folder / "map.yaml"
    file.write_text(yaml.safe_dump({"sources": [{"files": "*.jsonl", "kind": "products", "fields": fields, **source}]}), encoding="utf-8")
    return file


def test_nested_joined_split_and_constant_fields(shop: Shop, tmp_path: Path) -> None:
    fields = {
        "id": "sku", "title": {"from": ["maker", "name"], "join": " "}, "price": {"from": "offer.cents", "divide": 100},
        "currency": {"constant": "EUR"},
        "category": {"from": "path", "split": "/"},
        "translations.en.title": "english", "attributes.colour": {"from": "c", "values": {"R": "red"}},
    }  # fmt: skip
    row = {"sku": 1, "maker": "Acme", "name": "Cup", "offer": {"cents": 1005}, "path": "Home / Kitchen", "english": "Mug", "c": "R"}
    shop.write("a.jsonl", [row])
    shop.ingest(mapping=mapping(tmp_path, fields=fields))
    (cup,) = shop.catalogue.products(["1"])
    assert (cup.title, cup.price_at(None), cup.currency, cup.category) == ("Acme Cup", Decimal("10.05"), "EUR", ("Home", "Kitchen"))
    assert (cup.translations["en"].title, cup.attributes["colour"]) == ("Mug", "red")


OFFER = {
    "sku": "1", "name": "杯子", "sold": "200个", "back": "33%", "stars": "0.0", "range": "12.50-30.00", "area_from": ["浙江", "义乌"],
    "quantity_prices": [{"begin_num": "1000个", "price": "1.20"}, {"begin_num": "5000个", "price": "1.05"}],
    "shop": {"id": "s1", "name": "义乌杯厂", "tags": ["实力商家", "源头工厂"]},
    "specs": [{"k": "材质", "v": "玻璃"}, {"k": "容量", "v": "300ml"}, {"k": ""}],
}  # fmt: skip
PRICES = {"from": "quantity_prices", "each": {"min_qty": {"from": "begin_num", "number": True}, "unit_price": "price"}}


def test_a_wholesale_offer(shop: Shop, tmp_path: Path) -> None:
    fields = {
        "id": "sku", "title": "name", "price": PRICES, "moq": {"from": "quantity_prices[0].begin_num", "number": True},
        "sold_90d": {"from": "sold", "number": True}, "repurchase_rate": {"from": "back", "number": True}, "rating": {"from": "stars", "none": 0},
        "supplier_id": "shop.id", "attributes.最低价": {"from": "range", "number": "low"}, "attributes.最高价": {"from": "range", "number": "high"},
    }  # fmt: skip
    supplier = {
        "id": "shop.id", "name": "shop.name", "province": "area_from[0]", "city": "area_from[-1]",
        "verified": {"from": "shop.tags", "has": "实力商家"},
        "kind": {"from": "shop.tags", "has": "源头工厂", "values": {True: "factory", False: None}},
    }  # fmt: skip
    shop.write("a.jsonl", [OFFER])
    sources = [
        {"files": "a*", "kind": "products", "fields": fields, "attributes": [{"from": "specs", "name": "k", "value": "v"}]},
        {"files": "a*", "kind": "suppliers", "fields": supplier},
    ]
    (tmp_path / "map.yaml").write_text(yaml.safe_dump({"sources": sources}), encoding="utf-8")
    assert shop.ingest(mapping=tmp_path / "map.yaml").rejected == 0
    (cup,) = shop.catalogue.products(["1"])
    assert [(tier.min_qty, tier.unit_price) for tier in cup.price] == [(1000, Decimal("1.20")), (5000, Decimal("1.05"))]
    assert (cup.moq, cup.sold_90d, cup.repurchase_rate, cup.rating) == (1000, 200, 0.33, None)
    assert cup.attributes == {"最低价": 12.5, "最高价": 30, "材质": "玻璃", "容量": "300ml"}
    maker = shop.catalogue.supplier("s1")
    assert maker is not None
    assert (maker.province, maker.city, maker.verified, maker.kind) == ("浙江", "义乌", True, "factory")


def test_a_row_whose_values_are_no_values_is_one_reject(shop: Shop, tmp_path: Path) -> None:
    """Two objects under one name, a price too large for any number: the other rows go in."""
    twice = [{"k": "size", "v": {"cm": 1}}, {"k": "size", "v": {"cm": 2}}]
    cup, mug = {"sku": "1", "name": "Cup", "cost": 1, "specs": twice}, {"sku": "2", "name": "Mug", "cost": "9e999999"}
    shop.write("a.jsonl", [cup, mug, {"sku": "3", "name": "Pot"}])
    fields = {"id": "sku", "title": "name", "price": {"from": "cost", "divide": 0.01}}
    source = {"files": "a*", "kind": "products", "fields": fields, "attributes": [{"from": "specs", "name": "k", "value": "v"}]}
    (tmp_path / "map.yaml").write_text(yaml.safe_dump({"sources": [source]}), encoding="utf-8")
    assert shop.ingest(mapping=tmp_path / "map.yaml").rejected == 2
    assert [product.title for product in shop.catalogue.products(["3"])] == ["Pot"]


def test_nested_columns_may_be_text_in_a_cell(shop: Shop, tmp_path: Path) -> None:
    tiers = "[{'begin_num': '2件', 'price': 3}]"
    (shop.data / "a.csv").write_text(f'sku,name,tiers\n1,Cup,"{tiers}"\n', encoding="utf-8")
    fields = {"id": "sku", "title": "name", "price": {**PRICES, "from": "tiers"}, "moq": {"from": "tiers[].begin_num", "number": "low"}}
    shop.ingest(mapping=mapping(tmp_path, files="a.csv", fields=fields))
    (cup,) = shop.catalogue.products(["1"])
    assert (cup.price_at(None), cup.price[0].min_qty, cup.moq) == (Decimal(3), 2, 2)


def test_a_column_may_be_called_as_a_place_is_written(shop: Shop, tmp_path: Path) -> None:
    shop.write("a.jsonl", [{"sku[0]": "1", "the.name": "Cup", "cost [EUR]": 5}])
    shop.ingest(mapping=mapping(tmp_path, fields={"id": "sku[0]", "title": "the.name", "price": "cost [EUR]"}))
    assert shop.catalogue.products(["1"])[0].price_at(None) == 5


def test_what_is_no_number_is_rejected_for_the_field(shop: Shop, tmp_path: Path) -> None:
    shop.write("a.jsonl", [{"sku": "1", "name": "Cup", "cost": "¥5"}, {"sku": "2", "name": "Cup", "cost": "ask"}])
    fields = {"id": "sku", "title": "name", "price": {"from": "cost", "number": True}}
    assert shop.ingest(mapping=mapping(tmp_path, fields=fields)).rejected == 1
    assert "price must be a number, not 'ask'" in shop.rejects[0]["reason"]


def test_a_column_inside_a_list_that_no_row_has_is_named(shop: Shop, tmp_path: Path) -> None:
    shop.write("a.jsonl", [OFFER])
    fields = {"id": "sku", "title": "name", "price": {"from": "quantity_prices", "each": {"min_qty": "from_qty", "unit_price": "price"}}}
    with pytest.raises(InputError, match=r"quantity_prices\[\]\.from_qty, which no row"):
        shop.ingest(mapping=mapping(tmp_path, fields=fields))


def test_a_supplier_on_every_row_of_its_products_is_one(shop: Shop, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"sku": "1", "maker": "m", "name": "Maker"},
        {"sku": "2", "maker": "m", "name": "Maker", "town": "Ghent"},
        {"sku": "3", "maker": "m", "name": "Maker", "town": "Lyon"},
        {"sku": "4", "maker": "m"},
        {"sku": "5"},
    ]
    shop.write("a.jsonl", rows)
    made = mapping(tmp_path, kind="suppliers", fields={"id": "maker", "name": "name", "city": "town"})
    report = shop.ingest(mapping=made)
    assert (report.counts["suppliers"].added, report.rejected) == (1, 0)
    assert any("city of 1" in note for note in report.notes)
    maker = shop.catalogue.supplier("m")
    assert maker is not None
    assert maker.city == "Ghent"
    assert shop.ingest(mapping=made).changed is False


def test_two_suppliers_of_one_id_are_a_mistake(shop: Shop) -> None:
    shop.write("suppliers.jsonl", [{"id": "s", "name": "One"}, {"id": "s", "name": "Two"}, {"id": "s", "name": "One", "rating": "good"}])
    report = shop.ingest()
    assert (report.totals["suppliers"], [reject["line"] for reject in shop.rejects]) == (1, [2, 3])


def test_a_changed_mapping_maps_every_row_anew(shop: Shop, tmp_path: Path) -> None:
    shop.write("a.jsonl", [{"sku": "1", "name": "Cup", "cost": 500}])
    shop.ingest(mapping=mapping(tmp_path))
    fields = {"id": "sku", "title": "name", "price": {"from": "cost", "divide": 100}}
    assert shop.ingest(mapping=mapping(tmp_path, fields=fields)).counts["products"].updated == 1
    assert shop.catalogue.products(["1"])[0].price_at(None) == 5


def test_a_column_that_no_row_has_is_named_with_those_there_are(shop: Shop, tmp_path: Path) -> None:
    shop.write("a.jsonl", [{"sku": "1", "name": "Cup", "cost": 5}])
    fields = {"id": "sku", "title": "name", "price": "cost", "brand": "maker"}
    with pytest.raises(InputError, match="maker, which no row of a.jsonl has; its columns are cost, name, sku"):
        shop.ingest(mapping=mapping(tmp_path, fields=fields))
    assert not (shop.store / "CURRENT").exists()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"fields": {"colour": "c"}}, "products have no field 'colour'; valid are id, title"),
        ({"kind": "things"}, "kind"),
        ({"attributes": [{"columns": "attr_("}]}, "no regular expression"),
        ({"fields": {"id": {"from": "a", "split": ""}}}, "needs the mark between two parts"),
        ({"attributes": [{}]}, "needs `columns` or `from`"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(shop: Shop, tmp_path: Path, source: dict[str, Any], words: str) -> None:
    shop.write("a.jsonl", [{"sku": "1", "name": "Cup", "cost": 5}])
    with pytest.raises(InputError) as caught:
        shop.ingest(mapping=mapping(tmp_path, **source))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_such_mapping_names_the_shipped_ones(shop: Shop) -> None:
    assert shipped_mappings() == ["chorus", "google-merchant", "litemall", "retail-demo-store", "shopify"]
    with pytest.raises(InputError, match="chorus, google-merchant, litemall, retail-demo-store, shopify"):
        shop.ingest(mapping="nosuch")


def test_a_mapping_without_its_files_names_them(shop: Shop) -> None:
    shop.write("other.txt", ["x"])
    with pytest.raises(InputError, match=r"goods\*\.jsonl"):
        shop.ingest(mapping="litemall")


def test_names_are_cleaned() -> None:
    assert clean_name("thermal_design_power__tdp_") == "thermal_design_power_tdp"
    assert clean_name("_") == "_"
