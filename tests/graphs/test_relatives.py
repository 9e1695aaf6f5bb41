"""Wishes measured against what was shown, over the six products: conditions and cards."""

from collections.abc import Iterator
from statistics import median

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import Command, act, do, nth, want
from .commanded import seek, shop_of, turn

BAGS, MICE = do("seek", goods="婴儿睡袋"), do("seek", goods="无线鼠标")
CHEAPER = do("vary", how="less", field="price")
Turn = list[Command]


def talk(six: Assistant, thread: str, *turns: Turn) -> Reply:
    return [act(six, thread, *turn) for turn in turns][-1]


def names(reply: Reply) -> set[str]:
    return {condition.name for condition in reply.need.active if condition.hard}


def fitting(reply: Reply) -> set[str]:
    """Cards that meet every hard condition."""
    return {card.product_id for card in reply.cards if not names(reply) & {*card.failed, *card.unknown}}


@pytest.mark.parametrize(
    ("goods", "first", "then", "conditions", "found"),
    [
        (BAGS, want("price", ">=", 100), CHEAPER, {"price>=100", "price<168"}, set()),
        (MICE, want("price", "<=", 50), do("vary", how="other", field="颜色"), {"price<=50", "attr.color not_in [黑, 白]"}, set()),
    ],
)
def test_beyond_the_list(six: Assistant, t: str, goods: Command, first: Command, then: Command, conditions: set[str], found: set[str]) -> None:
    reply = talk(six, t, [goods], [first], [then])
    assert (names(reply), fitting(reply)) == (conditions, found)


def place(reply: Reply, product_id: str) -> int:
    return [card.product_id for card in reply.cards].index(product_id) + 1


NOT_IT = "product not_in [bag-cotton]"


@pytest.mark.parametrize(
    ("said", "conditions", "found"),
    [
        ([CHEAPER], {"price<89"}, {"bag-bamboo", "bag-fleece"}),
        ([do("vary", how="more", field="tog")], {"attr.tog>2.5"}, {"bag-wool"}),
        (
            [do("vary", how="like"), do("vary", how="other", field="brand")],
            {"brand not_in [眠云朵]", NOT_IT},
            {"bag-wool", "bag-bamboo", "bag-fleece"},
        ),
        ([do("vary", how="except")], {NOT_IT}, {"bag-wool", "bag-bamboo", "bag-fleece"}),
    ],
)
def test_beyond_the_one_pointed_at(six: Assistant, t: str, said: Turn, conditions: set[str], found: set[str]) -> None:
    it = [nth(place(talk(six, t, [BAGS]), "bag-cotton"))]
    reply = talk(six, t, [{**each, "than": it} if each["command"] == "vary" else each for each in said])
    assert (names(reply), fitting(reply), reply.need.category) == (conditions, found, "婴儿睡袋")
    assert all(condition.turn == 2 for condition in reply.need.active)


def test_like_one_wishes_for_what_it_has(six: Assistant, t: str) -> None:
    reply = talk(six, t, [BAGS], [want("material", "=", "羊毛")], [do("vary", how="like"), want("material", "=", "竹纤维", instead=True)])
    soft = {condition.name for condition in reply.need.active if not condition.hard}
    assert "attr.tog=3.5" in soft and "attr.material=羊毛" not in soft | names(reply)


def test_turning_the_page_leaves_out_what_was_seen(six: Assistant, t: str) -> None:
    seen = {card.product_id for card in talk(six, t, [BAGS], [want("moq", "<=", 5)]).cards}
    reply = talk(six, t, [do("vary", how="page")])
    assert not seen & {card.product_id for card in reply.cards}
    [page] = [condition for condition in reply.need.active if condition.pages]
    assert set(page.value) == seen  # type: ignore[arg-type]
    after = talk(six, t, [want("price", "<=", 100)])
    assert not any(condition.pages for condition in after.need.active)
    assert {"bag-cotton", "bag-fleece"} == fitting(after)


def test_what_was_sent_away_stays_away(six: Assistant, t: str) -> None:
    not_this = do("vary", how="except", than=[{"kind": "focus"}])
    reply = talk(six, t, [BAGS], [want("material", "=", "羊毛")], [not_this], [do("drop", field="material")])
    assert "product not_in [bag-wool]" in names(reply)
    assert fitting(reply) == {"bag-cotton", "bag-bamboo", "bag-fleece"}


@pytest.mark.parametrize(("mice", "ask"), [("无线鼠标", "第一款有别的颜色吗"), ("wireless mice", "does number 1 come in other colours?")])
def test_other_colours_of_one_product_are_told_from_its_record(six: Assistant, t: str, mice: str, ask: str) -> None:
    listed = six.ask(mice, thread=t)
    reply = act(six, t, do("ask", fields=["颜色"], of=[nth(1)]), text=ask)
    assert (reply.intent, names(reply)) == ("product_question", set())
    assert {(one.kind, one.ref) for one in reply.citations} == {("product", listed.cards[0].product_id)}


def test_at_the_quantity_asked(six: Assistant, t: str) -> None:
    first = talk(six, t, [{**BAGS, "quantity": 200}])
    assert names(talk(six, t, [{**CHEAPER, "than": [nth(place(first, "bag-cotton"))]}])) == {"price<76"}


def test_one_thing_put_right(six: Assistant, t: str) -> None:
    reply = [six.ask(message, thread=t) for message in ("婴儿睡袋，要200件，100以内", "说错了，是500件")][-1]
    assert names(reply) == {"price<=100"} and reply.need.category == "婴儿睡袋" and reply.need.quantity == 500


NAMED = 5


@pytest.fixture(scope="module")
def towels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Nine towels whose prices differ."""
    rows = [
        {
            "id": f"t{number}", "title": f"纯棉毛巾 {number} 号", "category": ["家纺", "毛巾"], "price": 10 + number, "currency": "CNY", "lang": "zh",
            "translations": {"en": {"title": f"Cotton Towel No. {number}", "category": ["Home", "Towels"]}},
        }
        for number in range(9)
    ]  # fmt: skip
    with shop_of(tmp_path_factory.mktemp("towels"), rows, rates="none") as opened:
        yield opened


def test_by_the_products_that_the_reply_named(towels: Assistant) -> None:
    listed = turn(towels, "t", seek("毛巾"))
    assert len(listed.cards) > NAMED
    typical = median(float(card.price or 0) for card in listed.cards[:NAMED])
    (price,) = [one for one in turn(towels, "t", {"command": "vary", "how": "less", "field": "price"}).need.active if one.field == "price"]
    assert price.value == typical


@pytest.mark.parametrize(("limit", "foreign"), [("毛巾，15元以内", "30美元以内"), ("towels under 15 yuan", "under $30")])
def test_a_price_that_nobody_can_judge_takes_the_place_of_no_limit(towels: Assistant, limit: str, foreign: str) -> None:
    towels.ask(limit, thread=limit)
    reply = towels.ask(foreign, thread=limit)
    assert [(one.value, one.hard) for one in reply.need.active if one.field == "price"] == [(15, True), (30, False)]
    assert reply.cards and all(float(card.price or 0) <= 15 for card in reply.cards)
