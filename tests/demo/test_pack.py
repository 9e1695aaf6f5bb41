"""The committed pack: enough of everything, nothing that points nowhere, and the traps in place."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import daogou
import pytest

DATA = Path(daogou.__file__).parent / "demo" / "data"
NOW = "2026-11-01"
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def products() -> list[Row]:
    return rows("products.jsonl")


@pytest.fixture(scope="module")
def suppliers() -> list[Row]:
    return rows("suppliers.jsonl")


@pytest.fixture(scope="module")
def reviews() -> list[Row]:
    return rows("reviews.jsonl")


def test_orders_are_of_products_that_can_be_had_so(products: list[Row]) -> None:
    by_id, orders = {row["id"]: row for row in products}, rows("orders.jsonl")
    assert {row["buyer_id"] for row in orders} == {"demo", "demo-hotel"}
    for order in orders:
        product = by_id[order["product_id"]]
        assert product["moq"] <= order["quantity"] <= product["stock"]
        assert order["ordered_at"][:10] <= NOW
        assert order["synthetic"] is True


def first_price(product: Row) -> Decimal:
    price = product["price"]
    return Decimal(price[0]["unit_price"]) if isinstance(price, list) else Decimal(str(price))


def of(products: list[Row], category: str) -> list[Row]:
    return [row for row in products if row["category"][-1] == category]


def test_counts(products: list[Row], suppliers: list[Row], reviews: list[Row]) -> None:
    assert len(products) >= 1260 and len(suppliers) >= 150 and len(reviews) >= 6000
    sizes = Counter(row["category"][-1] for row in products)
    assert len(sizes) >= 40 and min(sizes.values()) >= 20
    assert sizes["婴儿睡袋"] >= 45 and sizes["连衣裙"] >= 45


def test_everything_says_that_it_is_synthetic(products: list[Row], suppliers: list[Row], reviews: list[Row]) -> None:
    assert all(row["synthetic"] is True for row in [*products, *suppliers, *reviews])


def test_ids_are_unique_and_point_somewhere(products: list[Row], suppliers: list[Row], reviews: list[Row]) -> None:
    product_ids = {row["id"] for row in products}
    supplier_ids = {row["id"] for row in suppliers}
    assert len(product_ids) == len(products) and len(supplier_ids) == len(suppliers)
    assert {row["supplier_id"] for row in products} <= supplier_ids
    assert {row["product_id"] for row in reviews} <= product_ids


def test_prices_fall_with_quantity(products: list[Row]) -> None:
    tiered = [row["price"] for row in products if isinstance(row["price"], list)]
    assert len(tiered) > len(products) / 2
    for tiers in tiered:
        quantities = [tier["min_qty"] for tier in tiers]
        prices = [Decimal(tier["unit_price"]) for tier in tiers]
        assert quantities == sorted(set(quantities))
        assert prices == sorted(set(prices), reverse=True) and prices[-1] > 0


def test_first_tier_is_the_minimum_order(products: list[Row]) -> None:
    assert all(row["price"][0]["min_qty"] == row["moq"] for row in products if row["moq"] and isinstance(row["price"], list))


def test_both_languages_carry_the_same_attributes(products: list[Row]) -> None:
    for row in products:
        english = row["translations"]["en"]
        assert english["title"].isascii() or "°" in english["title"] or "é" in english["title"], english["title"]
        assert english["attributes"].keys() == row["attributes"].keys()
        assert (english["description"] is None) == (row["description"] is None)
        assert len(english["category"]) == len(row["category"]) == 2


def test_choosing_an_infant_sleeping_bag_is_a_real_question(products: list[Row]) -> None:
    bags = [
        row
        for row in of(products, "婴儿睡袋")
        if {"秋", "冬"} & set(row["attributes"].get("season", [])) and first_price(row) <= 100 and "tog" in row["attributes"]
    ]
    assert len(bags) >= 12
    assert {row["attributes"]["tog"] for row in bags} == {0.5, 1.0, 2.5, 3.5}
    assert {row["attributes"].get("material") for row in bags} >= {"纯棉", "竹纤维", "聚酯纤维", "有机棉", "羊毛"}
    assert len({row["brand"] for row in bags}) >= 5
    assert len({cert["name"] for row in bags for cert in row["certifications"]}) >= 3


@pytest.mark.parametrize("field", ["moq", "stock", "rating", "description", "brand"])
def test_a_share_of_products_lacks_a_field(products: list[Row], field: str) -> None:
    lacking = sum(row[field] is None for row in products)
    assert 0.02 * len(products) < lacking < 0.5 * len(products)


def test_some_sleeping_bags_lack_what_a_buyer_asks_for(products: list[Row]) -> None:
    bags = of(products, "婴儿睡袋")
    for key in ("tog", "material", "safety_class"):
        assert 2 <= sum(key not in row["attributes"] for row in bags) <= len(bags) / 3
    assert 5 <= sum(not row["certifications"] for row in bags) <= len(bags) / 2


def test_certificates_have_run_out_here_and_there(products: list[Row], suppliers: list[Row]) -> None:
    def expired(records: list[Row]) -> int:
        return sum(any(cert["valid_until"] < NOW for cert in row["certifications"]) for row in records)

    assert 10 < expired(products) < len(products) / 10
    assert 10 < expired(suppliers) < len(suppliers) / 4


def test_traps_lie_where_they_should(products: list[Row]) -> None:
    titles = [row["title"] for row in of(products, "婴儿睡袋")]
    assert any("大人儿童通用" in title for title in titles) and any("9-14岁" in title for title in titles)
    assert any("枕套" in row["title"] for row in of(products, "枕头"))
    assert any(row["title"].startswith("适用于") for row in of(products, "双肩包"))
    fallen = [row for row in of(products, "婴儿睡袋") if isinstance(row["price"], list) and first_price(row) > 100]
    assert any(len(row["price"]) >= 3 and Decimal(row["price"][2]["unit_price"]) <= 100 for row in fallen)


def test_the_same_goods_come_from_several_sellers(products: list[Row]) -> None:
    goods: dict[str, set[str]] = {}
    for row in of(products, "婴儿睡袋"):
        goods.setdefault(json.dumps(row["attributes"], ensure_ascii=False), set()).add(row["supplier_id"])
    assert sum(len(sellers) >= 3 for sellers in goods.values()) >= 2


def test_reviews_differ_and_are_in_both_languages(reviews: list[Row]) -> None:
    texts = [row["text"] for row in reviews]
    assert len(set(texts)) > 0.97 * len(texts)
    english = sum(row["lang"] == "en" for row in reviews)
    assert 0.15 * len(reviews) < english < 0.25 * len(reviews)
    assert all("2025-01-01" <= row["date"] < NOW for row in reviews)
    assert "{" not in "".join(texts)


def test_ratings_are_what_the_reviews_say(products: list[Row], reviews: list[Row]) -> None:
    given: dict[str, list[int]] = {}
    for row in reviews:
        given.setdefault(row["product_id"], []).append(row["rating"])
    for product in products:
        held = given.get(product["id"], [])
        assert product["review_count"] >= len(held)
        assert product["rating"] == (round(sum(held) / len(held), 1) if held else None)
