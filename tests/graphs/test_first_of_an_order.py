"""Which is cheapest, best rated, for so many pieces: by the records, for all that the search found, and ties told as ties."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from daogou.eval.broken import unit_price
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply
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


def test_of_those_shown_it_is_the_one_that_is(demo: Assistant) -> None:
    first, reply = turn(demo, "of", seek("婴儿睡袋")), turn(demo, "of", ask(of=extreme("price", within=True)))
    least = min(first.cards, key=lambda card: float(card.price or 0))
    assert reply.intent == "product_question" and [card.product_id for card in reply.cards] == [least.product_id]


def test_of_those_shown_it_is_the_ones_whose_seller_is_bought_from_again_most(demo: Assistant) -> None:
    first, reply = turn(demo, "again", seek("婴儿连体衣")), turn(demo, "again", ask(of=extreme("supplier.repurchase_rate", within=True)))
    rates = {card.product_id: stated(demo, card.product_id)[1] for card in first.cards}
    most = max(rates.values())
    assert reply.intent == "product_question" and f"{most:.0f}%" in reply.text
    assert [card.product_id for card in reply.cards] == [product_id for product_id, rate in rates.items() if rate == most]


@pytest.mark.parametrize(
    ("language", "key"), [("zh", "sold_90d"), ("en", "sold_90d"), ("zh", "supplier.repurchase_rate"), ("en", "supplier.repurchase_rate")]
)
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


@pytest.mark.parametrize(
    "texts", [("婴儿睡袋", "第一款买200件多少钱", "只看纯棉的"), ("baby sleeping bags", "how much is number 1 for 200 pieces?", "only cotton ones")]
)
def test_prices_for_a_quantity_say_so(demo: Assistant, texts: tuple[str, ...]) -> None:
    assert "200" in talk(demo, f"for-{texts[0]}", *texts).text


@pytest.mark.parametrize("text", ["评分最高的婴儿睡袋", "the best rated baby sleeping bags"])
def test_equal_ratings_are_told_together(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"tie-{text}")
    products = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards[:5]])
    best = [place for place, product in enumerate(products, 1) if (product.review_count or 0) >= 10 and product.rating == products[0].rating]
    told = reply.text.rsplit("10", 1)[1]
    assert len(best) > 1 and all(str(place) in told for place in best)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_is_rated_highest_is_told_where_it_was_asked(demo: Assistant, language: str) -> None:
    turn(demo, f"maker-{language}", seek("婴儿睡袋"), want("price", "<=", 100), language=language)
    reply = turn(demo, f"maker-{language}", {"command": "ask_party", "party": "supplier", "fields": ["most.supplier.rating"]}, language=language)
    catalogue = demo.shopfront.current().catalogue
    sold = demo.shopfront.current().retriever.suppliers(reply.need, today=date.today())
    makers = [maker for key in sold if (maker := catalogue.supplier(key))]
    best = max(maker.rating or 0 for maker in makers)
    told = [maker for maker in makers if (maker.text(reply.language).name or maker.name) in reply.text.split("\n")[0]]
    assert told and {maker.rating for maker in told} == {best}
    assert {card.supplier_id for card in reply.cards} <= {maker.id for maker in makers if maker.rating == best}


def test_no_seller_is_asked_for_what_his_goods_are_not(demo: Assistant) -> None:
    turn(demo, "letter", seek("婴儿睡袋"))
    turn(demo, "letter", want("material", "=", "竹纤维"))
    first = [nth(1)[0] | {"place": {"back": -1}}]
    reply = turn(demo, "letter", {"command": "inquire", "of": first})
    asked = [one for one in reply.need.active if one.field == "attr.material"]
    assert asked and reply.inquiries
    assert not any("竹纤维" in inquiry.text for inquiry in reply.inquiries)


@pytest.mark.parametrize(("sort", "end"), [("rating", max), ("-rating", min)])
def test_of_so_many_it_is_one_of_them(demo: Assistant, sort: str, end: Callable[[Iterable[float]], float]) -> None:
    first, reply = turn(demo, f"ten{sort}", seek("保温杯")), turn(demo, f"ten{sort}", ask(of=extreme(sort, within=True)))
    rated = [card.rating for card in first.cards if card.rating is not None]
    assert reply.intent == "product_question" and {card.rating for card in reply.cards} == {end(rated)}
    assert {card.product_id for card in reply.cards} <= {card.product_id for card in first.cards}


@pytest.mark.parametrize(("search", "question"), [("保温杯", "这几款怎么选"), ("thermos bottles", "how should I choose among these 10?")])
def test_how_many_a_choice_is_about_is_told_as_it_is(demo: Assistant, search: str, question: str) -> None:
    first, reply = [demo.ask(text, thread=f"about-{search}") for text in (search, question)]
    assert reply.question is None or {str(len(first.cards)), str(len(reply.cards))} <= {
        *"".join(c if c.isdigit() else " " for c in reply.question).split()
    }


@pytest.mark.parametrize(
    ("said", "by"),
    [
        (("酒店用毛巾，600条，15元以内", "纯棉", "按销量排"), "sold_90d"),
        (("hotel towels, 600 pieces, below 15 yuan", "best-selling first"), "sold_90d"),
    ],
)
def test_what_is_said_to_be_in_order_is(demo: Assistant, said: tuple[str, ...], by: str) -> None:
    """Whatever else was said of the goods: 酒店 had put a towel that sold 27 before one that sold 396."""
    reply = [demo.ask(text, thread=f"order-{said[0]}".encode().hex()[:60]) for text in said][-1]
    sold = [product.sold_90d for product in demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards])]
    known = [each for each in sold if each is not None]
    assert reply.need.sort == (by,) and known == sorted(known, reverse=True) and sold[: len(known)] == known


@pytest.mark.parametrize(
    ("goods", "sort", "field", "end"), [("蓝牙耳机", "-battery_hours", "battery_hours", max), ("行李箱", "weight", "weight_kg", min)]
)
def test_the_first_of_those_listed_is_told_with_the_first_of_all(
    demo: Assistant, goods: str, sort: str, field: str, end: Callable[[Iterable[float]], float]
) -> None:
    listed, reply = turn(demo, f"first-{field}", seek(goods)), turn(demo, f"first-{field}", ask(of=extreme(sort)))
    catalogue = demo.shopfront.current().catalogue
    values = {
        product.id: float(str(product.attributes[field]))
        for product in catalogue.products(catalogue.columns.ids)
        if product.category[-1] == listed.need.category and field in product.attributes
    }
    best = [product_id for product_id, value in values.items() if value == end(values.values())]
    seen = {card.product_id: values[card.product_id] for card in listed.cards if card.product_id in values}
    first = [product_id for product_id, value in seen.items() if value == end(seen.values())]
    assert [card.product_id for card in reply.cards[: len(first)]] == first
    assert {card.product_id for card in reply.cards} == {*first, *best}
    total = demo.shopfront.current().retriever.count(listed.need, today=date.today())
    assert str(total) in reply.text and str(len(listed.cards)) in reply.text


def test_the_lightest_that_only_points_is_of_those_listed(demo: Assistant) -> None:
    listed, reply = [demo.ask(text, thread="points") for text in ("行李箱", "最轻的那款有什么颜色")]
    assert {card.product_id for card in reply.cards} <= {card.product_id for card in listed.cards} and "全部" not in reply.text


@pytest.mark.parametrize("texts", [("婴儿连体衣", "第一款为什么这么便宜"), ("baby rompers", "why is the first so cheap")])
def test_a_question_puts_nothing_in_order(demo: Assistant, texts: tuple[str, str]) -> None:
    reply = talk(demo, f"asked-{texts}", *texts)
    assert reply.intent == "product_question" and reply.need.sort == () and len(reply.cards) == 1
