"""What so many pieces cost, and that too few can't be ordered."""

from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant

from ..acting import act, do, nth


@pytest.mark.parametrize("text", ["一共多少钱", "how much in total?"])
def test_a_total_is_the_unit_price_at_the_quantity_times_the_quantity(assistant: Assistant, text: str) -> None:
    listed = act(assistant, "t", do("seek", goods="婴儿睡袋")).cards[0]
    asked = do("ask", fields=["total"], of=[nth(1)])
    reply = act(assistant, "t", do("seek", quantity=20, topic="same"), asked, text=text)
    assert reply.intent == "product_question" and [card.product_id for card in reply.cards] == [listed.product_id]
    assert reply.need.quantity == 20
    assert f"{Decimal(reply.cards[0].price or 0) * 20:.2f}" in reply.text
    fewer = act(assistant, "t", do("seek", quantity=1, topic="same"), asked, text=text)
    assert fewer.need.quantity == 1 and str(fewer.cards[0].moq) in fewer.text.replace(str(fewer.cards[0].price), "")


@pytest.mark.parametrize("text", ["要这么多件一共多少钱", "how much for so many?"])
def test_more_than_is_in_stock_is_told_so_wherever_a_number_is_priced(assistant: Assistant, text: str) -> None:
    catalogue = assistant.shopfront.current().catalogue
    listed = act(assistant, "t", do("seek", goods="婴儿睡袋"), text=text).cards[0]
    stock = next(product.stock for product in catalogue.products([listed.product_id]))
    assert stock is not None
    more = act(assistant, "t", do("seek", goods="婴儿睡袋", quantity=stock + 7), text=text)
    assert more.cards[0].product_id != listed.product_id  # what there are so many of comes first
    it = {"kind": "described", "conditions": [{"id": "c0", "field": "product", "op": "in", "value": [listed.product_id]}]}
    told = act(assistant, "t", do("ask", fields=["total"], of=[it]), text=text).text.replace(",", "").replace(str(stock + 7), "")
    assert str(stock) in told
