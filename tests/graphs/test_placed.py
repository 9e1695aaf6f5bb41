"""Why products stand where they do: told by what the list was ranked by, and asked of nobody."""

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(
    ("before", "text", "places"),
    [
        ("婴儿睡袋 100元以内", "为什么第一款排第一", [0]),
        ("婴儿睡袋 100元以内", "第二款为什么排在第三款前面", [1, 2]),
        ("婴儿睡袋 100元以内", "按什么排的", [0, 1, 2, 3, 4]),
        ("infant sleeping bags, preferably bamboo", "Why is the first one first?", [0]),
        ("infant sleeping bags under 100 yuan", "why did you put the second one at the top?", [1]),
        ("infant sleeping bags under 100 yuan", "how did you rank these?", [0, 1, 2, 3, 4]),
    ],
)
def test_the_order_is_told_of_those_asked_about(demo: Assistant, before: str, text: str, places: list[int]) -> None:
    listed = demo.ask(before, thread=text)
    reply = demo.ask(text, thread=text)
    assert [card.product_id for card in reply.cards] == [listed.cards[place].product_id for place in places]
    assert reply.criteria == listed.criteria and reply.criteria
    assert not reply.inquiries and "> " not in reply.text
    assert reply.need.conditions == tuple(each.model_copy(update={"status": "inherited"}) for each in listed.need.conditions)


@pytest.mark.parametrize(
    "text",
    [
        "第一款为什么这么便宜",
        "why is the price of the first one below the second?",
        "why should I take the first?",
        "why is number 2 more expensive than the fourth",
    ],
)
def test_why_a_product_is_so_asks_of_no_order(demo: Assistant, text: str) -> None:
    demo.ask("infant sleeping bags under 100 yuan" if text.isascii() else "婴儿睡袋 100元以内", thread=text)
    assert not demo.ask(text, thread=text).criteria
