"""Products, suppliers and lists called by number, name or words of a title: found whether or not they were shown; never said to be missing."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import act, do, want
from .commanded import ask, nth, seek, turn


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
def test_a_product_called_by_its_number_is_told(six: Assistant, t: str, text: str, meant: set[str]) -> None:
    reply = six.ask(text, thread=t)
    assert (reply.intent, ids(reply)) == ("product_question", meant)
    assert reply.need is not None and reply.need.active == ()


@pytest.mark.parametrize("text", ["compare bag-cotton and bag-wool", "对比bag-cotton和bag-wool"])
def test_products_called_by_their_numbers_are_compared(six: Assistant, t: str, text: str) -> None:
    reply = six.ask(text, thread=t)
    assert (reply.intent, ids(reply)) == ("compare", {"bag-cotton", "bag-wool"})


TORN = pytest.mark.xfail(reason="a firm's whole name is torn into a place and a brand, and goods of both are looked for", strict=True)


@pytest.mark.parametrize(
    "text",
    [pytest.param("东莞轻敲电子厂卖什么?", marks=TORN), pytest.param("东莞轻敲电子厂靠谱吗", marks=TORN)],
)
def test_a_supplier_called_by_its_name_is_told(six: Assistant, t: str, text: str) -> None:
    reply = six.ask(text, thread=t)
    assert (reply.intent, ids(reply)) == ("supplier", {"mouse-silent", "mouse-ergo"})
    assert {one.kind for one in reply.citations} >= {"supplier"}


def test_beside_goods_it_says_whose_they_are_to_be(six: Assistant, t: str) -> None:
    reply = act(six, t, do("seek", goods="无线鼠标"), want("supplier", "=", "sup-qingqiao"))
    assert [one.field for one in reply.need.active] == ["supplier"]
    assert ids(reply) == {"mouse-silent", "mouse-ergo"}


def in_order(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        ("wireless mice", "is the ergonomic mouse rechargeable?", "mouse-ergo"),
        ("无线鼠标", "那款人体工学无线鼠标起订量是多少", "mouse-ergo"),
    ],
)
def test_one_whose_title_says_so_is_meant(six: Assistant, t: str, before: str, text: str, meant: str) -> None:
    six.ask(before, thread=t)
    reply = six.ask(text, thread=t)
    assert (reply.intent, in_order(reply), reply.question) == ("product_question", [meant], None)


@pytest.mark.parametrize("text", ["无线鼠标是什么材质", "show me the ergonomic mouse"])
def test_words_of_many_or_a_search_call_none(six: Assistant, t: str, text: str) -> None:
    reply = six.ask(text, thread=t)
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
    assert (reply.intent, in_order(reply), reply.need.conditions) == ("product_question", [listed.product_id], ())


@pytest.mark.parametrize(("goods", "other", "about"), [("睡袋", "无线鼠标", "宝宝睡觉的袋子"), ("infant sleeping bags", "wireless mice", "bags")])
def test_the_first_of_a_list_named_otherwise_is_of_that_list(six: Assistant, t: str, goods: str, other: str, about: str) -> None:
    listed = turn(six, t, seek(goods), text=goods)
    turn(six, t, seek(other), text=other)
    reply = turn(six, t, ask("moq", of=[{**nth(1)[0], "place": {"about": about}}]), text=about)
    assert [card.product_id for card in reply.cards] == [listed.cards[0].product_id]


def test_the_second_goods_of_one_shelf_keep_their_words(six: Assistant, t: str) -> None:
    reply = turn(six, t, seek("wool sleeping bag", also=["bamboo sleeping bag"]), language="en")
    (asked,) = (one for one in reply.understood.commands if one.command == "seek")
    assert asked.goods not in asked.also


@pytest.mark.parametrize("text", ["第二款多少钱?", "what is the price of the second one?"])
def test_of_a_product_that_was_never_shown_no_guide_speaks(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"nothing shown: {text}")
    assert (reply.citations, reply.cards) == ((), ())
