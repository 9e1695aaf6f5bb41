"""Shelves of a store whose records have no category."""

from datetime import date
from typing import Any

import pytest
from daogou.catalogue.conditions import Judge
from daogou.ingest.titles.reading import Stated, from_titles
from daogou.schema.condition import Condition
from hypothesis import given
from hypothesis import strategies as st

from .shop import Shop, product

_OFFICE = [f"Acme X-{number} toner cartridge Original Black 6 pc(s)" for number in range(4)]
_OFFICE += [f"Acme {number} m Patch Cable, {colour}" for number, colour in enumerate(("Blue", "Red", "Gray"), 1)]
_OFFICE += [f"Acme USB Cable for printers {number} ft" for number in (3, 6, 9)]
_OFFICE += ['Acme Notebook Gray 39.6 cm (15.6") 8 GB', 'Acme notebook White 14" 16 GB', "Acme M5 notebook 512 GB", "Acme mystery 7"]
_HOME = ["澳洲纯羊毛盖毯 舒适款", "纯棉针织盖毯 新款", "全棉盖毯", "日式素色窗帘", "北欧印象几何窗帘", "美式提花窗帘 180cm", "神秘礼物"]


def shelves_of(*titles: str) -> dict[str, tuple[str, ...] | None]:
    found = from_titles([Stated(title, title, "Acme", ()) for title in titles]).shelves
    return {title: found[title].path if title in found else None for title in titles}


def test_goods_are_shelved_by_what_their_titles_call_them() -> None:
    found = shelves_of(*_OFFICE)
    kinds = [found[title] for title in _OFFICE]
    assert kinds == [("Toner cartridges",)] * 4 + [("Cables", "Patch cables")] * 3 + [("Cables", "USB cables")] * 3 + [("Notebooks",)] * 3 + [None]


def test_chinese_goods_too() -> None:
    found = shelves_of(*_HOME)
    assert [found[title] for title in _HOME] == [("盖毯",)] * 3 + [("窗帘",)] * 3 + [None]


def test_a_shelf_has_three_products_at_least() -> None:
    assert set(shelves_of("Oak chair", "Pine chair", "Oak desk").values()) == {None}


@pytest.mark.parametrize(
    ("title", "shelf"),
    [
        ("Zippered backpack for hikers with mouse", "Backpacks"), ("Backpack set", "Backpacks"), ("Set of 3 backpacks", "Backpacks"),
        ("Mouse, 800 dpi, Pink", "Mice"), ("Mouse (with backpack)", "Mice"), ("Mouse USB Type-A Laser 1000 DPI", "Mice"),
    ],
)  # fmt: skip
def test_the_thing_is_what_the_title_names_before_what_it_is_for(title: str, shelf: str) -> None:
    others = [f"{what} {thing}" for thing in ("backpack", "mouse") for what in ("Alpine", "Urban", "Travel")]
    assert shelves_of(title, *others)[title] == (shelf,)


@given(st.permutations(_OFFICE))
def test_the_order_of_the_rows_changes_nothing(titles: list[str]) -> None:
    assert shelves_of(*titles) == shelves_of(*_OFFICE)


@given(st.lists(st.text(max_size=60).filter(str.strip), unique=True, max_size=12))
def test_what_a_title_is_put_by_stands_in_it(titles: list[str]) -> None:
    found = from_titles([Stated(title, title, None, ()) for title in titles])
    for title in titles:
        for part in (found.brands.get(title), found.shelves.get(title)):
            assert part is None or title[part.start : part.end].strip()


def rows(**fields: Any) -> list[dict[str, Any]]:
    return [product(number, title=title, brand="Acme", **fields) for number, title in enumerate(_OFFICE)]


def test_shelves_are_categories_to_conditions_and_facets_and_are_told_to_be_made(shop: Shop) -> None:
    shop.write("products.jsonl", rows())
    report = shop.ingest()
    catalogue = shop.catalogue
    for name, count in (("Cables", 6), ("USB cables", 3), ("Notebooks", 3)):
        met = Judge(catalogue.columns, date(2026, 11, 30)).mask([Condition(id="c", field="category", op="=", value=name)])
        assert met.sum() == count
    assert {facet.path: (facet.count, facet.titled) for facet in catalogue.facets().categories}["Cables",] == (6, 6)
    toner = catalogue.products(["p0"])[0]
    assert (toner.titled["category"].quote, toner.recorded.category) == ("toner cartridge", ())
    assert "No categories: 4 shelves made from titles, 93% of products." in report.notes
    assert catalogue.manifest.titled["category"].products == 13


def test_a_second_ingest_changes_nothing(shop: Shop) -> None:
    shop.write("products.jsonl", rows())
    first = shop.ingest()
    assert not shop.ingest().changed
    shop.write("products.jsonl", [*rows(), product("new", title="Gizmo", brand="Acme")])
    before = {each.id: each for each in shop.catalogue.products([f"p{number}" for number in range(len(_OFFICE))])}
    second = shop.ingest()
    assert second.generation != first.generation
    assert {each.id: each for each in shop.catalogue.products(list(before))} == before


def test_rows_with_a_category_keep_it_and_others_join_it(shop: Shop) -> None:
    own = [product(f"own{number}", title=f"Thing {number}", category=["Office", "Notebooks"]) for number in range(2)]
    shop.write("products.jsonl", own + rows())
    shop.ingest()
    catalogue = shop.catalogue
    assert catalogue.products(["pown0"])[0].titled == {}
    assert {catalogue.products([f"p{number}"])[0].category for number in (10, 11, 12)} == {("Office", "Notebooks")}
    assert {facet.path: (facet.count, facet.titled) for facet in catalogue.facets().categories}["Office", "Notebooks"] == (5, 3)


def test_a_store_with_categories_reads_no_title(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daogou.ingest.titles.reading.pieces", None)
    shop.write("products.jsonl", rows(category=["Office"]))
    assert shop.ingest().changed
