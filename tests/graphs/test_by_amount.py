"""Cheaper by so much: measured from the product pointed at, in money or as a share."""

from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant

from .commanded import nth, seek, turn


@pytest.mark.parametrize(("amount", "share"), [(10, False), (0.2, True)])
def test_so_much_cheaper_than_what_is_pointed_at(demo: Assistant, amount: float, share: bool) -> None:
    thread = f"off-{amount}"
    first = turn(demo, thread, seek("保温杯"))
    reply = turn(demo, thread, {"command": "vary", "how": "less", "field": "price", "than": nth(1), "by_amount": amount, "share": share})
    price = Decimal(first.cards[0].price or 0)
    limit = price * (1 - Decimal(str(amount))) if share else price - Decimal(str(amount))
    (bound,) = [one for one in reply.need.conditions if one.field == "price" and one.active]
    assert (bound.op, bound.hard) == ("<=", True)
    assert bound.value == pytest.approx(float(limit), abs=0.01)
    assert all(Decimal(card.price or 0) <= limit + Decimal("0.01") or card.failed for card in reply.cards)
