"""What so many pieces cost, and that too few can't be ordered."""

from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(
    ("search", "question"),
    [("婴儿睡袋", "第一款20个一共多少钱"), ("infant sleeping bag", "how much are 20 pieces of the first one in total?")],
)
def test_a_total_is_the_unit_price_at_the_quantity_times_the_quantity(assistant: Assistant, search: str, question: str) -> None:
    listed = assistant.ask(search, thread="t").cards[0]
    reply = assistant.ask(question, thread="t")
    assert reply.intent == "product_question" and [card.product_id for card in reply.cards] == [listed.product_id]
    assert reply.need is not None and reply.need.quantity == 20
    assert f"{Decimal(reply.cards[0].price) * 20:.2f}" in reply.text
    fewer = assistant.ask(question.replace("20", "1"), thread="t")
    assert fewer.need is not None and fewer.need.quantity == 1 and str(fewer.cards[0].moq) in fewer.text.replace(fewer.cards[0].price, "")
