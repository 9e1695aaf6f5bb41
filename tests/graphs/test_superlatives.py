"""Which is cheapest, best rated, lightest: by the records, for all that the search found, so many as were asked for, and ties told as ties."""

from datetime import date

import pytest
from daogou.eval.broken import unit_price
from daogou.graphs.opening import Assistant
from daogou.schema.product import Product
from daogou.schema.reply import Reply
from daogou.tools.decide import SHOWN
from daogou.tools.wording.wording import Wording

from .commanded import Said, ask, extreme, nth, seek, turn, want


def talk(demo: Assistant, thread: str, *texts: str) -> Reply:
    return [demo.ask(text, thread=thread) for text in texts][-1]


def cheapest(quantity: int | None = None) -> list[Said]:
    return [*([seek(quantity=quantity, topic="same")] if quantity else []), {"command": "sort", "key": "price", "direction": "lowest"}]


@pytest.mark.parametrize("quantity", [None, 200])
def test_the_cheapest_is_the_cheapest_of_all_that_were_found(demo: Assistant, quantity: int | None) -> None:
    turn(demo, f"order-{quantity}", seek("婴儿睡袋"))
    reply = turn(demo, f"order-{quantity}", *cheapest(quantity))
    assert reply.intent == "refine" and reply.need.quantity == quantity
    catalogue = demo.shopfront.current().catalogue
    like = [product for product in catalogue.products(catalogue.columns.ids) if product.category[-1] == "婴儿睡袋"]
    bags = [product for product in like if float(unit_price(product)) > 30]  # the others are a doll's and a spare part
    prices = [float(card.price or 0) for card in reply.cards]
    assert prices == sorted(prices) and prices[0] == min(float(unit_price(product, quantity)) for product in bags)


@pytest.mark.parametrize(("language", "key"), [("zh", "sold_90d"), ("en", "supplier.repurchase_rate")])
def test_a_list_in_an_order_says_so_and_tells_it_of_each(demo: Assistant, language: str, key: str) -> None:
    thread = f"in-order-{language}-{key}"
    turn(demo, thread, seek("婴儿连体衣"), want("supplier.kind", "!=", "trader"), language=language)
    reply = turn(demo, thread, {"command": "sort", "key": key, "direction": "highest"}, language=language)
    told = [stated(demo, card.product_id)[key != "sold_90d"] for card in reply.cards[:5]]
    lines = [line for line in reply.text.splitlines() if line[:1].isdigit()]
    assert reply.need.sort == (key,) and told == sorted(told, reverse=True)
    assert all(f"{value:,.0f}" in line for value, line in zip(told, lines, strict=True))
    assert Wording(reply.language).label(key) in reply.text.split("1. ")[0]


def stated(demo: Assistant, product_id: str) -> tuple[float, float]:
    """How many were sold, and the percentage that buys again from its seller."""
    catalogue = demo.shopfront.current().catalogue
    product = catalogue.product(product_id)
    assert product is not None
    supplier = catalogue.supplier(product.supplier_id) if product.supplier_id else None
    return product.sold_90d or 0, 100 * (supplier.repurchase_rate or 0) if supplier else 0


def test_prices_for_a_quantity_say_so(demo: Assistant) -> None:
    assert "200" in talk(demo, "for", "baby sleeping bags", "how much is number 1 for 200 pieces?", "only cotton ones").text


@pytest.mark.parametrize("text", ["评分最高的婴儿睡袋", "the best rated baby sleeping bags"])
def test_equal_ratings_are_told_together(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"tie-{text}")
    products = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards[:5]])
    best = [place for place, product in enumerate(products, 1) if (product.review_count or 0) >= 10 and product.rating == products[0].rating]
    told = reply.text.rsplit("10", 1)[1]
    assert len(best) > 1 and all(str(place) in told for place in best)


def test_who_is_rated_highest_is_told_where_it_was_asked(demo: Assistant) -> None:
    turn(demo, "maker", seek("婴儿睡袋"), want("price", "<=", 100), language="en")
    reply = turn(demo, "maker", {"command": "ask_party", "party": "supplier", "fields": ["most.supplier.rating"]}, language="en")
    catalogue = demo.shopfront.current().catalogue
    sold = demo.shopfront.current().retriever.suppliers(reply.need, today=date.today())
    makers = [maker for key in sold if (maker := catalogue.supplier(key))]
    best = max(maker.rating or 0 for maker in makers)
    told = [maker for maker in makers if (maker.text(reply.language).name or maker.name) in reply.text.split("\n")[0]]
    assert told and {maker.rating for maker in told} == {best}
    assert {card.supplier_id for card in reply.cards} <= {maker.id for maker in makers if maker.rating == best}


def test_no_seller_is_asked_for_what_his_goods_are_not(demo: Assistant) -> None:
    turn(demo, "asked for", seek("婴儿睡袋"))
    turn(demo, "asked for", want("material", "=", "竹纤维"))
    first = [nth(1)[0] | {"place": {"back": -1}}]
    reply = turn(demo, "asked for", {"command": "inquire", "of": first})
    asked = [one for one in reply.need.active if one.field == "attr.material"]
    assert asked and reply.inquiries
    assert not any("竹纤维" in inquiry.text for inquiry in reply.inquiries)


def test_of_so_many_it_is_one_of_them(demo: Assistant) -> None:
    first, reply = turn(demo, "ten", seek("保温杯")), turn(demo, "ten", ask(of=extreme("-rating", within=True)))
    rated = [card.rating for card in first.cards[:SHOWN] if card.rating is not None]  # it counts in what the reply named
    assert reply.intent == "product_question" and {card.rating for card in reply.cards} == {min(rated)}
    assert {card.product_id for card in reply.cards} <= {card.product_id for card in first.cards}


def test_what_is_said_to_be_in_order_is(demo: Assistant) -> None:
    """Whatever else was said of the goods: 酒店 had put a towel that sold 27 before one that sold 396."""
    reply = [demo.ask(text, thread="in order") for text in ("酒店用毛巾，600条，15元以内", "纯棉", "按销量排")][-1]
    sold = [product.sold_90d for product in demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards])]
    known = [each for each in sold if each is not None]
    assert reply.need.sort == ("sold_90d",) and known == sorted(known, reverse=True) and sold[: len(known)] == known


def test_the_first_of_those_listed_is_told_with_the_first_of_all(demo: Assistant) -> None:
    listed, reply = turn(demo, "first", seek("蓝牙耳机")), turn(demo, "first", ask(of=extreme("-battery_hours")))
    catalogue = demo.shopfront.current().catalogue
    values = {
        product.id: float(str(product.attributes["battery_hours"]))
        for product in catalogue.products(catalogue.columns.ids)
        if product.category[-1] == listed.need.category and "battery_hours" in product.attributes
    }
    best = [product_id for product_id, value in values.items() if value == max(values.values())]
    seen = {card.product_id: values[card.product_id] for card in listed.cards[:5] if card.product_id in values}  # of which the reply tells
    first = [product_id for product_id, value in seen.items() if value == max(seen.values())]
    assert [card.product_id for card in reply.cards[: len(first)]] == first
    assert {card.product_id for card in reply.cards} == {*first, *best}
    total = demo.shopfront.current().retriever.count(listed.need, today=date.today())
    assert str(total) in reply.text


@pytest.mark.parametrize("text", ["最亮的是哪款", "which is the brightest?"])
def test_which_comes_first_is_one_answer_of_all_that_fit(demo: Assistant, text: str) -> None:
    reply = talk(demo, f"brightest-{text}", "头灯", text)
    most = max(float(str(product.attributes["lumens"])) for product in of_kind(demo, "头灯") if "lumens" in product.attributes)
    shown = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards])
    assert {float(str(product.attributes["lumens"])) for product in shown} == {most}
    assert f"{most:g}" in reply.text and len([line for line in reply.text.splitlines() if line.strip()]) == 1


@pytest.mark.parametrize("text", ["哪款纸最厚", "which is the thickest?"])
def test_what_tells_a_measure_where_goods_do_not_state_it(demo: Assistant, text: str) -> None:
    """How thick paper is its weight tells."""
    reply = talk(demo, f"thick-{text}", "复印纸", text)
    most = max(float(str(product.attributes["gsm"])) for product in of_kind(demo, "打印纸") if "gsm" in product.attributes)
    shown = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards])
    assert {float(str(product.attributes["gsm"])) for product in shown} == {most}


def test_the_lightest_that_only_points_is_of_those_listed(demo: Assistant) -> None:
    listed, reply = [demo.ask(text, thread="points") for text in ("行李箱", "最轻的那款有什么颜色")]
    assert {card.product_id for card in reply.cards} <= {card.product_id for card in listed.cards} and "全部" not in reply.text


def test_a_question_puts_nothing_in_order(demo: Assistant) -> None:
    reply = talk(demo, "asked", "baby rompers", "why is the first so cheap")
    assert reply.intent == "product_question" and reply.need.sort == () and len(reply.cards) == 1


def by(key: str, direction: str, **more: int) -> Said:
    return {"command": "sort", "key": key, "direction": direction, **more}


def of_kind(demo: Assistant, category: str) -> list[Product]:
    catalogue = demo.shopfront.current().catalogue
    return [product for product in catalogue.products(catalogue.columns.ids) if product.category[-1] == category]


@pytest.mark.parametrize(("category", "name", "most"), [("蓝牙耳机", "battery_hours", True), ("帐篷", "weight_kg", False)])
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
    [("羽绒服", "fill_weight_g", "fill_weight_g", False), ("充电宝", "capacity", "weight_g", False)],
)
def test_the_order_said_last_is_the_one_that_counts(demo: Assistant, category: str, first: str, name: str, most: bool) -> None:
    turn(demo, f"end-{name}", seek(category))
    turn(demo, f"end-{name}", by(first, "lowest" if most else "highest"))
    reply = turn(demo, f"end-{name}", by(name, "highest" if most else "lowest"))
    stated = [float(str(product.attributes[name])) for product in of_kind(demo, category) if name in product.attributes]
    catalogue = demo.shopfront.current().catalogue
    shown = [float(str(product.attributes[name])) for product in catalogue.products([card.product_id for card in reply.cards])]
    assert shown and shown == sorted(stated, reverse=most)[: len(shown)]
