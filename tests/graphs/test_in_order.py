"""The longest, the lightest, the lowest rated: of all goods of the kind, by what the records state, so many as were asked for."""

import pytest
from daogou.eval.broken import unit_price
from daogou.graphs.opening import Assistant
from daogou.schema.product import Product

from .commanded import Said, seek, turn


def by(key: str, direction: str, **more: int) -> Said:
    return {"command": "sort", "key": key, "direction": direction, **more}


def of_kind(demo: Assistant, category: str) -> list[Product]:
    catalogue = demo.shopfront.current().catalogue
    return [product for product in catalogue.products(catalogue.columns.ids) if product.category[-1] == category]


@pytest.mark.parametrize(
    ("category", "name", "most"), [("蓝牙耳机", "battery_hours", True), ("帐篷", "weight_kg", False), ("保温杯", "capacity_ml", True)]
)
def test_the_most_of_a_measure_is_the_most_of_all(demo: Assistant, category: str, name: str, most: bool) -> None:
    reply = turn(demo, f"most-{name}", seek(category), by(name, "highest" if most else "lowest", count=3))
    stated = [float(str(product.attributes[name])) for product in of_kind(demo, category) if name in product.attributes]
    catalogue = demo.shopfront.current().catalogue
    shown = [float(str(product.attributes[name])) for product in catalogue.products([card.product_id for card in reply.cards])]
    assert shown == sorted(stated, reverse=most)[:3]
    silent = len(of_kind(demo, category)) - len(stated)
    assert not silent or str(silent) in reply.text


def test_the_lowest_rated_comes_first_and_who_is_not_rated_last(demo: Assistant) -> None:
    turn(demo, "low", seek("保温杯"))
    reply = turn(demo, "low", by("rating", "lowest"))
    rated = [product.rating for product in of_kind(demo, "保温杯") if product.rating is not None]
    shown = [card.rating for card in reply.cards]
    assert shown == sorted(rated)[: len(shown)]


@pytest.mark.parametrize("text", ["最便宜的保温杯", "cheapest thermos flasks"])
def test_the_cheapest_of_a_category_is_not_left_behind_for_its_title(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"cheap-{text}")
    prices = sorted(float(unit_price(product)) for product in of_kind(demo, "保温杯"))
    assert [float(card.price or 0) for card in reply.cards[:3]] == [price for price in prices if price > 10][:3]  # what costs less is a spare lid


@pytest.mark.parametrize(
    ("category", "first", "name", "most"),
    [("羽绒服", "fill_weight_g", "fill_weight_g", False), ("头灯", "runtime_h", "runtime_h", True), ("充电宝", "capacity", "weight_g", False)],
)
def test_the_order_said_last_is_the_one_that_counts(demo: Assistant, category: str, first: str, name: str, most: bool) -> None:
    turn(demo, f"end-{name}", seek(category))
    turn(demo, f"end-{name}", by(first, "lowest" if most else "highest"))
    reply = turn(demo, f"end-{name}", by(name, "highest" if most else "lowest"))
    stated = [float(str(product.attributes[name])) for product in of_kind(demo, category) if name in product.attributes]
    catalogue = demo.shopfront.current().catalogue
    shown = [float(str(product.attributes[name])) for product in catalogue.products([card.product_id for card in reply.cards])]
    assert shown and shown == sorted(stated, reverse=most)[: len(shown)]
