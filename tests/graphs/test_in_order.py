"""The longest, the lightest, the lowest rated: of all goods of the kind, by what the records state, so many as were asked for."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.product import Product


def of_kind(demo: Assistant, category: str) -> list[Product]:
    catalogue = demo.shopfront.current().catalogue
    return [product for product in catalogue.products(catalogue.columns.ids) if product.category[-1] == category]


@pytest.mark.parametrize(
    ("text", "category", "name", "most"),
    [
        ("续航最长的三款蓝牙耳机", "蓝牙耳机", "battery_hours", True),
        ("the three lightest tents", "帐篷", "weight_kg", False),
        ("容量最大的三款保温杯", "保温杯", "capacity_ml", True),
        ("the three largest thermos flasks", "保温杯", "capacity_ml", True),
    ],
)
def test_the_most_of_a_measure_is_the_most_of_all(demo: Assistant, text: str, category: str, name: str, most: bool) -> None:
    reply = demo.ask(text, thread=f"most-{text}")
    stated = [float(str(product.attributes[name])) for product in of_kind(demo, category) if name in product.attributes]
    catalogue = demo.shopfront.current().catalogue
    shown = [float(str(product.attributes[name])) for product in catalogue.products([card.product_id for card in reply.cards])]
    assert shown == sorted(stated, reverse=most)[:3]
    silent = len(of_kind(demo, category)) - len(stated)
    assert not silent or str(silent) in reply.text


@pytest.mark.parametrize("texts", [("保温杯", "评分最低的是哪款"), ("thermos bottles", "which has the lowest rating?")])
def test_the_lowest_rated_comes_first_and_who_is_not_rated_last(demo: Assistant, texts: tuple[str, str]) -> None:
    reply = [demo.ask(text, thread=f"low-{texts[0]}") for text in texts][-1]
    rated = [product.rating for product in of_kind(demo, "保温杯") if product.rating is not None]
    shown = [card.rating for card in reply.cards]
    assert shown == sorted(rated)[: len(shown)]


@pytest.mark.parametrize("text", ["最便宜的保温杯", "cheapest thermos flasks"])
def test_the_cheapest_of_a_category_is_not_left_behind_for_its_title(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"cheap-{text}")
    prices = sorted(float(product.price_at(None)) for product in of_kind(demo, "保温杯"))
    assert [float(card.price) for card in reply.cards[:3]] == [price for price in prices if price > 10][:3]  # what costs less is a spare lid


@pytest.mark.parametrize(
    ("texts", "category", "name", "most"),
    [
        (("羽绒服", "充绒量最大的是哪款", "最小的呢"), "羽绒服", "fill_weight_g", False),
        (("down jackets", "which has the largest fill weight?", "and the smallest?"), "羽绒服", "fill_weight_g", False),
        (("头灯", "哪款续航最短", "最高的呢"), "头灯", "runtime_h", True),
        (("power banks", "which one has the largest capacity?", "and the lightest?"), "充电宝", "weight_g", False),
    ],
)
def test_the_other_end_is_of_what_was_asked(demo: Assistant, texts: tuple[str, ...], category: str, name: str, most: bool) -> None:
    reply = [demo.ask(text, thread=f"end-{texts}") for text in texts][-1]
    stated = [float(str(product.attributes[name])) for product in of_kind(demo, category) if name in product.attributes]
    catalogue = demo.shopfront.current().catalogue
    shown = [float(str(product.attributes[name])) for product in catalogue.products([card.product_id for card in reply.cards])]
    assert shown and shown == sorted(stated, reverse=most)[: len(shown)]
