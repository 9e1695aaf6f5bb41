"""What a list already says isn't said again behind it."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import Said, ask, seek, turn


@pytest.mark.parametrize("of", [[], [{"kind": "all", "count": 0}]])
def test_the_prices_of_a_list_that_is_being_shown(assistant: Assistant, of: list[Said]) -> None:
    reply = turn(assistant, "t", seek("婴儿睡袋", quantity=60), ask("price", of=of))
    assert reply.cards and reply.text == turn(assistant, "u", seek("婴儿睡袋", quantity=60)).text


def test_what_it_does_not_say_is_told_behind_it(assistant: Assistant) -> None:
    reply = turn(assistant, "t", seek("婴儿睡袋"), ask("price", "certification"))
    assert reply.text.startswith(turn(assistant, "u", seek("婴儿睡袋")).text.splitlines()[0])
    assert len(reply.text) > len(turn(assistant, "v", seek("婴儿睡袋")).text)


def test_the_price_of_one_of_it_is_told(assistant: Assistant) -> None:
    reply = turn(assistant, "t", seek("婴儿睡袋"), ask("price", of=[{"kind": "extreme", "sort": "price"}]))
    assert reply.text != turn(assistant, "u", seek("婴儿睡袋")).text
