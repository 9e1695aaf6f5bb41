"""Brands that titles state where records have none."""

from datetime import date
from typing import Any

import pytest
from daogou.catalogue.conditions import Judge
from daogou.ingest.titles.brand_names import BrandNames
from daogou.ingest.titles.reading import Stated, from_titles, leading_names, stated_names
from daogou.ingest.titles.words import pieces
from daogou.schema.condition import Condition
from hypothesis import given
from hypothesis import strategies as st

from .shop import Shop, product

_TOOLS = ("Cordless Drill", "Circular Saw", "Impact Driver", "Jig Saw", "Angle Grinder", "Work Light", "Tool Bag", "Heat Gun")
_HARDWARE = [f"DEWALT DCD{number} 20V {tool}" for number, tool in enumerate(_TOOLS)]
_HARDWARE += [f"Tripp Lite {tool} TL-{number}" for number, tool in enumerate(_TOOLS)]
_HARDWARE += [f"{colour} {tool} 6 in" for tool in _TOOLS for colour in ("Heavy Duty", "Black", "Stainless Steel")]


def brands_of(*titles: str, **own: str) -> dict[str, str | None]:
    """Title -> brand; `own` brands of other products, by their titles."""
    records = [Stated(title, title, None, ("Goods",)) for title in titles]
    records += [Stated(title, title, brand, ("Goods",)) for title, brand in own.items()]
    found = from_titles(records).brands
    return {title: found[title].name if title in found else None for title in titles}


def rows(titles: list[str], **fields: Any) -> list[dict[str, Any]]:
    return [product(number, title=title, **fields) for number, title in enumerate(titles)]


def test_what_titles_begin_with_again_and_again_is_a_brand() -> None:
    assert leading_names(map(pieces, _HARDWARE)) == ["DEWALT", "Tripp Lite"]


def test_a_brand_on_record_is_looked_for_in_the_titles_of_other_products() -> None:
    found = brands_of("Norbranch flask 500 ml", "Flask by Norbranch", "flask", **{"Cup": "Norbranch"})
    assert found == {"Norbranch flask 500 ml": "Norbranch", "Flask by Norbranch": None, "flask": None}


@pytest.mark.parametrize(
    "title",
    [
        "Case for Bosch drills",
        "适用小米手环的腕带",
        "Makita and Bosch batteries",
    ],
)
def test_what_goods_go_with_is_no_brand_of_theirs(title: str) -> None:
    assert brands_of(title) == {title: None}


@pytest.mark.parametrize(
    ("title", "brand"),
    [
        ("Makita drill", "Makita"),
        ("小米 手环 8", "Xiaomi"),
        ("【罗技】无线鼠标", "Logitech"),
    ],
)
def test_a_brand_that_the_world_knows_is_found(title: str, brand: str) -> None:
    assert brands_of(title) == {title: brand}


@pytest.mark.parametrize("title", ["华为Mate80磁吸手机壳", "Huawei P60 screen protector"])
def test_what_is_made_for_a_model_has_not_its_brand(title: str) -> None:
    assert brands_of(title) == {title: None}


def test_a_store_that_sells_the_brand_sells_its_cases_too() -> None:
    titles = [f"DEWALT DCD{number} {tool}" for number, tool in enumerate(_TOOLS)]
    assert brands_of("DEWALT DS300 tool case", *titles)["DEWALT DS300 tool case"] == "DEWALT"


def test_a_name_that_is_a_word_too_counts_where_titles_begin_with_it_as_it_is_written() -> None:
    names = BrandNames([("Sharp", ["Sharp"])])
    of = {title: names.of(title, pieces(title)) for title in ("Sharp LC-40 TV", "sharp scissors", "Kitchen Knife, Sharp")}
    assert [title for title, found in of.items() if found] == ["Sharp LC-40 TV"]


def test_chinese_titles_state_brands_in_brackets_and_beside_their_latin_names() -> None:
    titles = [f"【禾沐】{goods}" for goods in ("水杯", "饭盒", "筷子")] + [f"【包邮】{goods}" for goods in ("水杯", "饭盒", "筷子")]
    titles += [f"Lumira/露弥{goods}" for goods in ("台灯", "落地灯", "吊灯")]
    assert stated_names(titles) == [("Lumira", ("Lumira", "露弥")), ("禾沐", ("禾沐",))]


@given(st.permutations(_HARDWARE))
def test_the_order_of_the_rows_changes_nothing(titles: list[str]) -> None:
    assert brands_of(*titles) == {title: {"D": "DEWALT", "T": "Tripp Lite"}.get(title[0]) for title in titles}


def test_such_a_brand_meets_its_condition_and_is_counted(shop: Shop) -> None:
    shop.write("products.jsonl", rows(_HARDWARE) + [product("own", title="DEWALT charger", brand="Acme")])
    report = shop.ingest()
    catalogue = shop.catalogue
    met = Judge(catalogue.columns, date(2026, 11, 30)).mask([Condition(id="c", field="brand", op="=", value="dewalt")])
    assert {catalogue.columns.ids[row] for row in met.nonzero()[0]} == {f"p{number}" for number in range(8)}
    assert {brand.name: (brand.count, brand.titled) for brand in catalogue.facets().brands} == {
        "DEWALT": (8, 8),
        "Tripp Lite": (8, 8),
        "Acme": (1, 0),
    }
    drill = catalogue.products(["p0"])[0]
    assert drill.titled["brand"].quote == drill.title[drill.titled["brand"].start :][: len("DEWALT")] == "DEWALT"
    assert drill.recorded.brand is None
    assert any("brands found in titles" in note for note in report.notes)
    assert catalogue.manifest.titled["brand"].products == 16


def test_a_record_has_the_last_word(shop: Shop) -> None:
    shop.write("products.jsonl", rows(_HARDWARE))
    shop.ingest()
    shop.write("products.jsonl", [{**row, "brand": "Acme"} if row["id"] == "p0" else row for row in rows(_HARDWARE)])
    shop.ingest()
    first = shop.catalogue.products(["p0"])[0]
    assert (first.brand, "brand" in first.titled) == ("Acme", False)


def test_a_row_cannot_say_that_its_brand_is_the_titles(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1, brand="Acme", titled={"brand": {"quote": "Thing", "start": 0}})])
    shop.ingest()
    assert shop.catalogue.products(["p1"])[0].titled == {}


def test_a_new_price_keeps_the_brand_and_reads_no_title(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write("products.jsonl", rows(_HARDWARE))
    shop.ingest()
    monkeypatch.setattr("daogou.ingest.titled.from_titles", None)
    shop.write("products.jsonl", [{**row, "price": 99} if row["id"] == "p0" else row for row in rows(_HARDWARE)])
    assert shop.ingest().counts["products"].updated == 1
    assert shop.catalogue.products(["p0"])[0].brand == "DEWALT"


def test_new_rows_may_make_a_brand_of_the_old_ones(shop: Shop) -> None:
    few = [title for title in _HARDWARE if not title.startswith("DEWALT")] + _HARDWARE[:3]
    shop.write("products.jsonl", [product(title, title=title) for title in few])
    shop.ingest()
    embedded = len(shop.embedder.embedded)
    shop.write("products.jsonl", [product(title, title=title) for title in _HARDWARE])
    report = shop.ingest()
    assert (report.counts["products"].added, report.counts["products"].updated) == (5, 0)
    assert {each.name: each.count for each in shop.catalogue.facets().brands}["DEWALT"] == 8
    assert len(shop.embedder.embedded) == embedded + 5
