"""Prices by quantity are asked of records: every tier is told, one alone as the only one; without a product on the table nothing is claimed."""

import pytest
from daogou.graphs.opening import Assistant

SEARCH = {"zh": "婴儿睡袋", "en": "baby sleeping bags"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "有批发价吗"),
        ("zh", "阶梯价是多少"),
        ("zh", "婴儿睡袋有批发价吗"),
        ("en", "bulk prices?"),
    ],
)
def test_every_tier_on_record_is_told(demo: Assistant, language: str, text: str) -> None:
    demo.ask(SEARCH[language], thread=f"bulk-{text}")
    reply = demo.ask(text, thread=f"bulk-{text}")
    products = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards])
    assert reply.intent == "product_question" and len(products) == 5 and any(len(product.price) > 1 for product in products)
    assert all(f"{tier.unit_price:.2f}" in reply.text for product in products for tier in product.price)
    assert {one.kind for one in reply.citations} == {"product"}


@pytest.mark.parametrize("text", ["300件批发价多少", "what is the wholesale price of 300 pieces?"])
def test_for_a_quantity_it_is_the_price_of_so_many(demo: Assistant, text: str) -> None:
    demo.ask("婴儿睡袋" if text > "z" else "baby sleeping bags", thread=f"bulk-{text}")
    reply = demo.ask(text, thread=f"bulk-{text}")
    assert reply.intent == "product_question" and reply.need is not None and reply.need.quantity == 300


@pytest.mark.parametrize("text", ["有批发价吗", "bulk prices?"])
def test_with_nothing_on_the_table_none_is_told(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"bulk-first-{text}")
    assert (reply.intent, reply.cards) == ("product_question", ())
