"""A brand that is asked about by its name, by a product of it, or that isn't there: told from the records of all its products, never of another."""

import re
from datetime import date

import pytest
from daogou.graphs.opening import Assistant

from .commanded import nth, seek, turn


@pytest.mark.parametrize(
    ("search", "question"),
    [
        ("wireless mouse", "What do people say about the brand of the first one?"),
        (None, "轻敲这个牌子怎么样？"),
    ],
)
def test_a_brand_is_told_from_all_its_products(assistant: Assistant, search: str | None, question: str) -> None:
    if search:
        assistant.ask(search, thread="t")
    reply = assistant.ask(question, thread="t")
    assert reply.intent == "brand"
    assert {card.product_id for card in reply.cards} == {"mouse-silent", "mouse-ergo"}
    assert any(one.kind == "product" for one in reply.citations)


@pytest.mark.parametrize("question", ["北枝风这个牌子怎么样？", "what do you think of the brand Foobar?"])
def test_of_a_brand_that_is_not_there_no_other_is_told(assistant: Assistant, question: str) -> None:
    reply = assistant.ask(question, thread="t")
    assert reply.cards == () and reply.citations == ()
    assert "北枝风" in reply.text or "Foobar" in reply.text


def test_brands_of_near_misses_leave_out_what_an_exclusion_sent_away(demo: Assistant) -> None:
    reply = [demo.ask(text, thread="near misses") for text in ("baby rompers, GOTS, no trading companies", "which brands are there?")][-1]
    shop = demo.shopfront.current()
    hard = reply.need.model_copy(update={"conditions": tuple(one for one in reply.need.hard if one.field == "supplier.kind")})
    told = int(next(re.finditer(r"(\d+) (?:款来自|that come closest)", reply.text))[1])
    assert len(hard.conditions) == 1 and told <= shop.retriever.count(hard, today=date.today())


@pytest.mark.parametrize("goods", ["机械键盘", "mechanical keyboard"])
def test_of_one_without_a_brand_its_seller_and_its_ratings_are_told(demo: Assistant, goods: str) -> None:
    listed = turn(demo, f"no brand {goods}", seek(goods), text=goods)
    catalogue = demo.shopfront.current().catalogue
    products = catalogue.products([card.product_id for card in listed.cards])
    number, product = next((n, one) for n, one in enumerate(products, 1) if not one.brand and one.supplier_id and one.rating is not None)
    asked = {"command": "ask_party", "party": "brand", "of": nth(number)}
    reply = turn(demo, f"no brand {goods}", asked, text=goods)
    supplier = catalogue.supplier(product.supplier_id or "")
    assert supplier is not None and f"{product.rating:g}" in reply.text
    assert any(name in reply.text for name in (supplier.name, supplier.text("en").name or supplier.name))
