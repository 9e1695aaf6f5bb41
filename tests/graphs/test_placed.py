"""Why products stand where they do: told by what the list was ranked by, and asked of nobody."""

import pytest
from daogou.graphs.opening import Assistant

from ..acting import Command, act, do, nth, want

BAGS = do("seek", goods="婴儿睡袋")
CHEAP = want("price", "<=", 100)


@pytest.mark.parametrize(
    ("text", "wanted", "of", "places"),
    [
        ("按什么排的", CHEAP, [nth(2), nth(3)], [1, 2]),
        ("how did you rank these?", CHEAP, [], [0, 1, 2, 3, 4]),
        ("按什么排的", want("material", "=", "竹纤维", strength="wish"), [nth(1)], [0]),
    ],
)
def test_the_order_is_told_of_those_asked_about(demo: Assistant, text: str, wanted: Command, of: list[Command], places: list[int]) -> None:
    listed = act(demo, None, BAGS, wanted, text=text)
    reply = act(demo, listed.thread_id, do("ask", fields=["placed"], of=of), text=text)
    assert [card.product_id for card in reply.cards] == [listed.cards[place].product_id for place in places]
    assert reply.criteria == listed.criteria and reply.criteria
    assert not reply.inquiries and "> " not in reply.text
    assert reply.need.conditions == tuple(each.model_copy(update={"status": "inherited"}) for each in listed.need.conditions)


@pytest.mark.parametrize("text", ["第一款为什么这么便宜", "why is number 2 more expensive than the fourth"])
def test_why_a_product_is_so_asks_of_no_order(demo: Assistant, text: str) -> None:
    demo.ask("infant sleeping bags under 100 yuan" if text.isascii() else "婴儿睡袋 100元以内", thread=text)
    assert not demo.ask(text, thread=text).criteria
