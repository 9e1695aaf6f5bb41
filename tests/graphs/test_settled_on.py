"""What a message is about beside the goods in hand: what was settled on, whoever makes it, and what is asked of all of it."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import Said, ask, drop, nth, seek, turn

CUPS, BOXES, CURTAINS, POSTS = "保温杯", "饭盒", "窗帘", "猫抓板"


def of(kind: str, about: str, **more: object) -> Said:
    return {"kind": kind, "place": {"about": about}, **more}


def first(reply: Reply, count: int = 1) -> list[str]:
    return [card.product_id for card in reply.cards[:count]]


def prices(demo: Assistant, ids: list[str]) -> list[float]:
    return [float(product.price_at(None) or 0) for product in demo.shopfront.current().catalogue.products(ids)]


@pytest.fixture
def settled(demo: Assistant) -> tuple[str, str]:
    """The cup that was settled on in the message that turned to lunch boxes, and the first of these."""
    cups = turn(demo, "t", seek(CUPS))
    boxes = turn(demo, "t", ask(of=nth(3)), seek(BOXES))
    return cups.cards[2].product_id, boxes.cards[0].product_id


@pytest.mark.parametrize("asked", [ask("terms.invoice"), ask("货到付款"), ask("gift wrap", "greeting card")])
def test_terms_are_asked_of_all_that_was_settled_on(demo: Assistant, settled: tuple[str, str], asked: Said) -> None:
    assert set(first(turn(demo, "t", asked), 9)) == {*settled}


def test_a_sum_takes_what_was_settled_on(demo: Assistant, settled: tuple[str, str]) -> None:
    reply = turn(demo, "t", ask("total", of=[of("focus", CUPS), of("ordinal", BOXES, ordinal=1)]))
    assert first(reply, 9) == [*settled]


def test_lines_of_one_shelf_stay_apart_when_they_are_listed_anew(demo: Assistant) -> None:
    turn(demo, "t", {"command": "list", "lines": [{"goods": "四件套"}, {"goods": "毛巾"}]})
    sizes = [{"command": "want", "field": "尺寸", "value": value} for value in ("1.8米", "1.5米")]
    lines = [{"goods": "四件套", "quantity": number, "musts": [size]} for number, size in zip((10, 18), sizes, strict=True)]
    reply = turn(demo, "t", {"command": "list", "lines": lines})
    assert reply.purchase is not None
    assert [item.need.quantity for item in reply.purchase.items if item.need.category == "四件套"] == [10, 18]


@pytest.mark.parametrize("command", ["compare", "choose"])
def test_a_kind_that_is_not_on_the_list_is_of_its_shelf(demo: Assistant, command: str) -> None:
    listed = turn(demo, "t", seek(POSTS))
    among = [{"kind": "described", "words": [words]} for words in ("瓦楞纸", "剑麻")]
    reply = turn(demo, "t", {"command": command, "among": among})
    materials = {str(one.attributes.get("material")) for one in demo.shopfront.current().catalogue.products(first(reply, 9))}
    assert "瓦楞纸" in materials and len(materials) > 1
    assert {*first(reply, 9)} - {*first(listed, 5)}


def test_the_cheapest_two_are_the_first_two_of_all(demo: Assistant) -> None:
    turn(demo, "t", seek(CURTAINS))
    order = {"command": "sort", "key": "price", "direction": "lowest", "count": 2}
    reply = turn(demo, "t", order, {"command": "compare", "among": [{"kind": "all", "count": 2}]})
    every = [
        one.id for one in demo.shopfront.current().catalogue.products(demo.shopfront.current().catalogue.columns.ids) if CURTAINS in one.category
    ]
    assert len(reply.cards) == 2 and sorted(prices(demo, first(reply, 2))) == sorted(prices(demo, every))[:2]


def test_what_is_dropped_and_never_stood_leaves_the_rest_to_be_answered(demo: Assistant) -> None:
    turn(demo, "t", seek(CUPS))
    reply = turn(demo, "t", drop("外观"), seek(BOXES))
    assert reply.need.category == BOXES and reply.cards


def test_goods_of_an_earlier_topic_are_not_judged_by_the_wishes_for_those_in_hand(demo: Assistant) -> None:
    turn(demo, "t", seek(CUPS))
    turn(demo, "t", seek(BOXES), {"command": "want", "field": "price", "op": "<=", "value": 1})
    reply = turn(demo, "t", {"command": "compare", "among": [of("ordinal", CUPS, ordinal=1), of("ordinal", CUPS, ordinal=2)]})
    assert len(reply.cards) == 2 and not any(card.failed for card in reply.cards)


@pytest.fixture
def thread(request: pytest.FixtureRequest) -> str:
    """A conversation of the test's own."""
    return str(request.node.name)


@pytest.fixture
def ordered(demo: Assistant, thread: str) -> list[str]:
    """The first of three kinds of goods, each in its own number, one after another."""
    return [first(turn(demo, thread, seek(goods, quantity=number)))[0] for goods, number in ((CUPS, 120), (BOXES, 60), (POSTS, 24))]


@pytest.mark.parametrize("fields", [("capability.logo", "moq"), ("certification",)])
def test_all_three_are_the_goods_of_the_order(demo: Assistant, thread: str, ordered: list[str], fields: tuple[str, ...]) -> None:
    assert first(turn(demo, thread, ask(*fields, of=[{"kind": "all", "count": 3}])), 9) == ordered


def test_what_is_asked_of_nothing_goes_on_about_all_that_was_told_of(demo: Assistant, thread: str, ordered: list[str]) -> None:
    turn(demo, thread, ask("terms.freight"))
    assert first(turn(demo, thread, ask("certification", "capability.samples", "terms.returns")), 9) == ordered


def test_of_several_goods_that_are_to_go_together_it_is_told_whose_they_are(demo: Assistant, thread: str, ordered: list[str]) -> None:
    sellers = {product.supplier_id for product in demo.shopfront.current().catalogue.products(ordered)}
    assert len(sellers) == 3 and f"{len(sellers)} 家卖家" in turn(demo, thread, ask("terms.freight")).text


@pytest.mark.parametrize("words", [CUPS, "杯子"])
def test_goods_of_the_list_that_are_named_again_keep_their_number(demo: Assistant, thread: str, words: str) -> None:
    turn(demo, thread, {"command": "list", "lines": [{"goods": BOXES, "quantity": 60}, {"goods": CUPS, "quantity": 120}]})
    reply = turn(demo, thread, seek(words), {"command": "want", "field": "material", "value": "316不锈钢"})
    assert reply.need.quantity == 120 and reply.need.category == CUPS


def test_a_sum_of_more_than_is_in_stock_is_not_said_to_be_had(demo: Assistant, thread: str, ordered: list[str]) -> None:
    product = next(one for one in demo.shopfront.current().catalogue.products(ordered) if one.stock)
    goods, stock = str(product.category[-1]), product.stock or 0
    of = [{"kind": "focus", "place": {"about": each}} for each in (CUPS, BOXES, POSTS)]
    assert "都有" in turn(demo, thread, ask("total", of=of)).text
    more = {"command": "ask", "fields": ["total"], "of": [each for each in of if each["place"] == {"about": goods}], "pieces": stock + 1}
    others = {"command": "ask", "fields": ["total"], "of": [each for each in of if each["place"] != {"about": goods}]}
    assert "都有" not in turn(demo, thread, more, others).text
