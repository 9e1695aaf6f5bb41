"""Of two different things of which one is enough it is never said that nothing fits while something meets one of them."""

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(
    "text", ["婴儿睡袋，3.5 TOG或者价格1元以下", "婴儿睡袋，价格1元以下或者3.5 TOG", "infant sleeping bags under 1 yuan or at least 3.5 TOG"]
)
def test_what_meets_one_side_is_shown(assistant: Assistant, text: str) -> None:
    reply = assistant.ask(text, thread="t")
    assert [card.product_id for card in reply.cards if not [name for name in card.failed if "price" not in name]] == ["bag-wool"]
    assert reply.need is not None and [one.field for one in reply.need.hard] == ["attr.tog"]
    assert reply.relaxations == ()
