"""What a message is about beside the goods in hand: what was settled on, whoever makes it, and what is asked of all of it."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import Said, ask, nth, seek, turn

CUPS, BOXES, CURTAINS, POSTS = "保温杯", "饭盒", "窗帘", "猫抓板"


def of(kind: str, about: str, **more: object) -> Said:
    return {"kind": kind, "place": {"about": about}, **more}


def first(reply: Reply, count: int = 1) -> list[str]:
    return [card.product_id for card in reply.cards[:count]]


@pytest.fixture
def settled(demo: Assistant) -> tuple[str, str]:
    """The cup that was settled on in the message that turned to lunch boxes, and the first of these."""
    cups = turn(demo, "t", seek(CUPS))
    boxes = turn(demo, "t", ask(of=nth(3)), seek(BOXES))
    return cups.cards[2].product_id, boxes.cards[0].product_id


def test_terms_are_asked_of_all_that_was_settled_on_and_a_sum_takes_it(demo: Assistant, settled: tuple[str, str]) -> None:
    assert set(first(turn(demo, "t", ask("gift wrap", "greeting card")), 9)) == {*settled}
    reply = turn(demo, "t", ask("total", of=[of("focus", CUPS), of("ordinal", BOXES, ordinal=1)]))
    assert first(reply, 9) == [*settled]


def test_a_kind_that_is_not_on_the_list_is_of_its_shelf(demo: Assistant) -> None:
    listed = turn(demo, "t", seek(POSTS))
    among = [{"kind": "described", "words": [words]} for words in ("瓦楞纸", "剑麻")]
    reply = turn(demo, "t", {"command": "compare", "among": among})
    materials = {str(one.attributes.get("material")) for one in demo.shopfront.current().catalogue.products(first(reply, 9))}
    assert "瓦楞纸" in materials and len(materials) > 1
    assert {*first(reply, 9)} - {*first(listed, 5)}


@pytest.fixture
def thread(request: pytest.FixtureRequest) -> str:
    """A conversation of the test's own."""
    return str(request.node.name)


@pytest.fixture
def ordered(demo: Assistant, thread: str) -> list[str]:
    """The first of three kinds of goods, each in its own number, one after another."""
    return [first(turn(demo, thread, seek(goods, quantity=number)))[0] for goods, number in ((CUPS, 120), (BOXES, 60), (POSTS, 24))]


def test_all_three_are_the_goods_of_the_order_and_what_is_asked_next_goes_on_about_them(demo: Assistant, thread: str, ordered: list[str]) -> None:
    assert first(turn(demo, thread, ask("capability.logo", "moq", of=[{"kind": "all", "count": 3}])), 9) == ordered

    sellers = {product.supplier_id for product in demo.shopfront.current().catalogue.products(ordered)}
    assert len(sellers) == 3 and f"{len(sellers)} 家卖家" in turn(demo, thread, ask("terms.freight")).text
    assert first(turn(demo, thread, ask("certification", "capability.samples", "terms.returns")), 9) == ordered


def test_goods_of_the_list_that_are_named_again_keep_their_number(demo: Assistant, thread: str) -> None:
    turn(demo, thread, {"command": "list", "lines": [{"goods": BOXES, "quantity": 60}, {"goods": CUPS, "quantity": 120}]})
    reply = turn(demo, thread, seek("杯子"), {"command": "want", "field": "material", "value": "316不锈钢"})
    assert reply.need.quantity == 120 and reply.need.category == CUPS
