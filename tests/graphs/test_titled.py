"""Products called by words of their title: pointed at where the words fit one, asked about where they fit several, left alone where they fit any."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        ("wireless mice", "is the ergonomic mouse rechargeable?", "mouse-ergo"),
        ("无线鼠标", "那款人体工学无线鼠标起订量是多少", "mouse-ergo"),
    ],
)
def test_one_whose_title_says_so_is_meant(assistant: Assistant, before: str, text: str, meant: str) -> None:
    assistant.ask(before, thread="t")
    reply = assistant.ask(text, thread="t")
    assert (reply.intent, ids(reply), reply.question) == ("product_question", [meant], None)


@pytest.mark.parametrize("text", ["无线鼠标是什么材质", "show me the ergonomic mouse"])
def test_words_of_many_or_a_search_call_none(assistant: Assistant, text: str) -> None:
    reply = assistant.ask(text, thread="t")
    assert not (reply.intent == "product_question" and len(reply.cards) == 1)


@pytest.mark.parametrize(
    ("goods", "number", "said"),
    [
        ("suitcases", 1, "{}"),
        ("婴儿睡袋", 2, "{} 是什么材质的？"),
    ],
)
def test_a_title_written_out_is_that_product(demo: Assistant, goods: str, number: int, said: str) -> None:
    listed = demo.ask(goods, thread=f"{goods} {number}").cards[number - 1]
    reply = demo.ask(said.format(listed.title), thread=f"{goods} {number}")
    assert (reply.intent, ids(reply), reply.need.conditions) == ("product_question", [listed.product_id], ())
