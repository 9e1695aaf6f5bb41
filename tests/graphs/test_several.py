"""A message with several requests gets an answer to each, in order, with one numbering of its sources."""

import re

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("婴儿睡袋", "第一款有什么认证，顺便帮我写个询盘", "我发出去了"),
        ("baby sleeping bags", "what certificates does the first one have, and also draft an inquiry for me", "I sent it"),
    ],
)
def test_a_question_and_an_inquiry(assistant: Assistant, first: str, second: str, third: str) -> None:
    listed = assistant.ask(first, thread=first)
    reply = assistant.ask(second, thread=first)
    assert (reply.intent, reply.also) == ("product_question", ("inquiry",))
    assert [one.product_ids for one in reply.inquiries] == [(listed.cards[0].product_id,)]
    assert [one.status for one in reply.inquiries] == ["prepared"]
    assert {int(number) for number in re.findall(r"\[(\d+)\]", reply.text)} == {each.n for each in reply.citations}
    assert assistant.ask(third, thread=first).inquiries[0].status == "sent"  # it was kept
