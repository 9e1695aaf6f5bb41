"""Products and suppliers called by their number or name: found whether or not they were shown, told and compared; never said to be missing."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import act, do, want


def ids(reply: Reply) -> set[str]:
    return {card.product_id for card in reply.cards}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mouse-silent的起订量是多少", {"mouse-silent"}),
        ("how much is BAG-WOOL?", {"bag-wool"}),
        ("bag-cotton和bag-wool的起订量分别是多少", {"bag-cotton", "bag-wool"}),
    ],
)
def test_a_product_called_by_its_number_is_told(assistant: Assistant, text: str, meant: set[str]) -> None:
    reply = assistant.ask(text, thread="t")
    assert (reply.intent, ids(reply)) == ("product_question", meant)
    assert reply.need is not None and reply.need.active == ()


@pytest.mark.parametrize("text", ["compare bag-cotton and bag-wool", "对比bag-cotton和bag-wool"])
def test_products_called_by_their_numbers_are_compared(assistant: Assistant, text: str) -> None:
    reply = assistant.ask(text, thread="t")
    assert (reply.intent, ids(reply)) == ("compare", {"bag-cotton", "bag-wool"})


TORN = pytest.mark.xfail(reason="a firm's whole name is torn into a place and a brand, and goods of both are looked for", strict=True)


@pytest.mark.parametrize(
    "text",
    [pytest.param("东莞轻敲电子厂卖什么?", marks=TORN), "东莞轻敲电子厂靠谱吗"],
)
def test_a_supplier_called_by_its_name_is_told(assistant: Assistant, text: str) -> None:
    reply = assistant.ask(text, thread="t")
    assert (reply.intent, ids(reply)) == ("supplier", {"mouse-silent", "mouse-ergo"})
    assert {one.kind for one in reply.citations} >= {"supplier"}


def test_beside_goods_it_says_whose_they_are_to_be(assistant: Assistant) -> None:
    reply = act(assistant, "t", do("seek", goods="无线鼠标"), want("supplier", "=", "sup-qingqiao"))
    assert [one.field for one in reply.need.active] == ["supplier"]
    assert ids(reply) == {"mouse-silent", "mouse-ergo"}
