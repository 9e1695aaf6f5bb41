"""Drawings of products without a picture: by what the record states, and no two of a list alike."""

import json
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import httpx
import pytest
from daogou.catalogue.facets import AttributeFacet
from daogou.schema.product import Product
from daogou.serving.drawings.drawing import colour_of, drawn, kind_of, named
from daogou.serving.drawings.words import BOX

from .server import Local

VOLUME = {"capacity_ml": AttributeFacet("capacity_ml", "number", 9, (), 100.0, 2000.0, "volume")}


def product(id: str = "p", title: str = "杯子", **attributes: Any) -> Product:
    return Product.model_validate({"id": id, "title": title, "attributes": attributes})


@pytest.fixture(scope="module")
def products() -> Sequence[Product]:
    with (files("daogou") / "demo" / "data" / "products.jsonl").open(encoding="utf-8") as lines:
        rows = [{name: value for name, value in json.loads(line).items() if value is not None} for line in lines]
    return [Product.model_validate(row) for row in rows]


def test_every_product_of_the_demo_is_drawn_as_what_its_category_says(products: Sequence[Product]) -> None:
    """Whatever its title says beside, and none comes in a plain box."""
    assert len(products) > 1000
    assert [each.category for each in products if (kind := kind_of(each)) is None or kind is not named(each.category[-1])] == []


def test_no_two_products_of_a_shelf_of_the_demo_are_drawn_alike(products: Sequence[Product]) -> None:
    shelves: dict[str, list[str]] = defaultdict(list)
    for each in products:
        shelves[each.category[-1]].append(drawn(each, {}).model_dump_json())
    assert {shelf: len(found) - len(set(found)) for shelf, found in shelves.items() if len(set(found)) < len(found)} == {}


def test_a_drawing_shows_what_the_record_states() -> None:
    plain = drawn(product(), {})
    assert drawn(product(), {}) == plain, "and is the same at every look"
    red = drawn(product(color="红色"), {})
    assert red.main == colour_of("red") and drawn(product(color="dark red"), {}).main != red.main
    many = drawn(product(color=["白色", "黑色", "蓝色"]), {})
    assert {many.main, *many.more} == {colour_of("white"), colour_of("black"), colour_of("blue")}
    stripes = drawn(product(pattern="条纹"), {}).pattern
    assert stripes is not None and stripes == drawn(product(pattern="striped"), {}).pattern
    assert drawn(product(pattern="纯色"), {}).pattern is None
    small, large = (drawn(product(capacity_ml=size), VOLUME).scale for size in (200, 1500))
    assert small < large <= 1
    assert drawn(product(pieces=12), {}).copies > drawn(product(pieces=1), {}).copies == 1


def test_forms_of_one_kind_are_told_apart_and_the_unknown_comes_in_a_box() -> None:
    forms = {drawn(product(title="蓝牙耳机", form=form), {}).thing for form in ("头戴式", "挂颈式", "耳夹式", "骨传导", "半入耳式", "入耳式")}
    assert len(forms) == 6
    assert drawn(product(title="wireless earbuds"), {}).thing != drawn(product(title="over-ear headphones"), {}).thing
    assert drawn(product(title="Xyzzy 3000"), {}).thing == BOX.thing


@pytest.mark.parametrize("text", ["", "无", "N/A", "型号A"])
def test_what_names_no_colour_has_none(text: str) -> None:
    assert colour_of(text) is None


SHADES = {"zh": ("浅{}", "{}", "深{}"), "en": ("light {}", "{}", "dark {}")}
BASE = {"zh": ("蓝", "绿", "灰色", "粉色", "紫", "棕", "红", "黄"), "en": ("blue", "green", "grey", "pink", "purple", "brown", "red", "yellow")}


@pytest.mark.parametrize("language", SHADES)
def test_a_light_and_a_dark_shade_of_one_colour_are_drawn_as_such(language: str) -> None:
    for name in BASE[language]:
        shown = [drawn(product(color=shade.format(name)), {}).main for shade in SHADES[language]]
        assert sorted(shown, key=light, reverse=True) == shown and len(set(shown)) == 3, name
        titled = [drawn(product(title=f"杯子 {shade.format(name)} cup"), {}).main for shade in SHADES[language]]
        assert titled == shown, name


def light(colour: str) -> float:
    return sum(int(colour[place : place + 2], 16) * share for place, share in ((1, 0.3), (3, 0.59), (5, 0.11)))


def test_a_shade_is_of_the_colour_beside_which_it_stands() -> None:
    assert colour_of("lightweight blue bag") == colour_of("blue") and colour_of("深层清洁 蓝色") == colour_of("蓝色")
    assert colour_of("蓝色（浅）") != colour_of("蓝色") != colour_of("Blue (dark)")
    for value in ("浅灰/深灰", "light grey and dark grey", "浅灰色、深灰色"):
        both = drawn(product(color=value), {})
        assert {both.main, *both.more} == {colour_of("浅灰"), colour_of("深灰")}, value


COUNTED = [
    ({"pieces": 3}, 3),
    ({"件数": "3件"}, 3),
    ({"title": "Spoons, set of three"}, 3),
    ({"title": "勺子三件套"}, 3),
    ({"title": "一件代发 2024新款 iPhone 12"}, 1),
    ({"pieces": True}, 1),
]


@pytest.mark.parametrize(("stated", "count"), COUNTED)
def test_how_many_there_are_is_drawn_and_told(stated: dict[str, Any], count: int) -> None:
    shown = drawn(product(**stated), {})
    assert (shown.count, shown.copies) == (count, min(3, count))
    assert count == 12 or drawn(product(pieces=12), {}) != drawn(product(pieces=count), {})


def test_drawings_of_many_come_in_one_answer_and_samples_without_ids(server: Local) -> None:
    found = httpx.get(f"{server.url}/v1/drawings", params={"id": ["bag-cotton", "nothing", "mouse-ergo"]}).json()["drawings"]
    assert sorted(found) == ["bag-cotton", "mouse-ergo"] and found["bag-cotton"]["thing"] != found["mouse-ergo"]["thing"]
    samples = httpx.get(f"{server.url}/v1/drawings").json()["drawings"]
    assert len(samples) == 2, "of the two shelves one each"
    assert httpx.get(f"{server.url}/v1/drawings", params={"id": ["x"] * 61}).status_code == 422
