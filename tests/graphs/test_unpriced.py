"""Products whose price isn't on record: they are shown, no number stands for the price, no bound of it is met, and every order has them last."""

import json
from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import ask, nth, seek, shop_of, turn, want

GOODS = (
    ("plain", "Plain desk lamp", 20, 4.1),
    ("brass", "Brass desk lamp", 80, 4.5),
    ("bare", "Bare desk lamp", None, 4.9),
    ("dim", "Dim desk lamp", None, 4.0),
)
BARE = {"bare", "dim"}
ALL = {"kind": "all", "count": 0}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [
        {"id": key, "title": title, "category": ["lamps"], "price": price, "currency": "USD", "lang": "en", "brand": f"Make{place // 2}", "moq": 1,
         "rating": rating, "review_count": 50, "attributes": {"watts": 5 + place}}
        for place, (key, title, price, rating) in enumerate(GOODS)
    ]  # fmt: skip
    rows += [{"id": f"mug-{key}", "title": f"{key} mug", "category": ["mugs"], "currency": "USD", "lang": "en"} for key in ("red", "blue")]
    with shop_of(tmp_path_factory.mktemp("lamps"), rows) as opened:
        yield opened


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


def clean(reply: Reply) -> Reply:
    """Nothing that stands for no price is in it."""
    told = " ".join([reply.text, *(one.quote for one in reply.citations), *(one.text for one in reply.suggestions)])
    told += " ".join(value for row in (reply.comparison.rows if reply.comparison else ()) for value in row.values)
    assert "None" not in told.replace("None of", "") and "$0" not in told and "¥" not in told and "null" not in told
    return reply


def test_their_cards_have_no_price(shop: Assistant) -> None:
    reply = clean(turn(shop, "shown", seek("lamps")))
    assert {card.product_id: card.price for card in reply.cards} == {"plain": "20.00", "brass": "80.00", "bare": None, "dim": None}
    assert json.loads(reply.model_dump_json())["cards"][ids(reply).index("bare")]["price"] is None
    assert clean(turn(shop, "mugs", seek("mugs"))).cards


@pytest.mark.parametrize("op", ["<=", ">="])
def test_a_bound_is_met_by_none_of_them(shop: Assistant, op: str) -> None:
    reply = clean(turn(shop, f"bound{op}", seek("lamps"), want("price", op, 50)))
    met = [card for card in reply.cards if not card.failed and not card.unknown]
    assert ids(reply)[: len(met)] == [card.product_id for card in met] == (["plain"] if op == "<=" else ["brass"])
    assert all(card.unknown for card in reply.cards if card.product_id in BARE)


@pytest.mark.parametrize("direction", ["lowest", "highest"])
def test_an_order_by_price_has_them_last(shop: Assistant, direction: str) -> None:
    turn(shop, direction, seek("lamps"))
    reply = clean(turn(shop, direction, {"command": "sort", "key": "price", "direction": direction}))
    assert set(ids(reply)[2:]) == BARE and len(reply.cards) == 4


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_of_turn_bears_them(shop: Assistant, language: str) -> None:
    thread = f"walk-{language}"
    turn(shop, thread, seek("lamps"), language=language)
    acts = [
        ask("price", of=[ALL]), ask("total", of=[ALL]), ask("spread.price"), ask("terms.bulk", of=[ALL]),
        ask("moq", of=[ALL]), ask(of=[ALL]), ask("terms.discount", of=[ALL]),
        {"command": "compare", "among": [ALL]}, {"command": "choose"}, {"command": "choose", "fields": ["price", "rating"]},
        {"command": "ask_party", "party": "brand"}, {"command": "ask_party", "party": "brand", "name": "Make1"},
        {"command": "vary", "how": "less", "field": "price"}, {"command": "vary", "how": "like", "field": "price", "than": nth(1)},
        {"command": "list", "lines": [{"goods": "lamps", "quantity": 2}, {"goods": "mugs", "quantity": 3}], "budget": 500},
        {"command": "inquire", "act": "draft", "of": [ALL], "quantity": 20}, seek("mugs"), ask("price", of=nth(1)),
        {"command": "compare", "among": [ALL]}, {"command": "choose"}, {"command": "vary", "how": "less", "field": "price"},
        ask("spread.price"),
    ]  # fmt: skip
    for act in acts:
        reply = clean(turn(shop, thread, act, language=language))
        assert reply.text and not reply.degraded


def test_a_sum_leaves_them_out(shop: Assistant) -> None:
    lines = [{"goods": "brass desk lamp", "quantity": 2}, {"goods": "mugs", "quantity": 3}]
    reply = clean(turn(shop, "sum", {"command": "list", "lines": lines, "budget": 500, "currency": "USD"}))
    assert reply.purchase is not None and "160.00" in reply.text


def test_none_is_the_cheapest_while_a_price_is_unknown(shop: Assistant) -> None:
    turn(shop, "cheapest", seek("lamps"))
    compared = clean(turn(shop, "cheapest", {"command": "compare", "among": [ALL]}))
    assert compared.comparison is not None
    row = next(row for row in compared.comparison.rows if row.field == "price")
    assert row.winner is None and sorted(row.values)[:2] == ["$20.00", "$80.00"]


def test_the_price_asked_for_is_said_to_be_unknown(shop: Assistant) -> None:
    listed = turn(shop, "asked", seek("lamps"))
    reply = clean(turn(shop, "asked", ask("price", of=nth(ids(listed).index("bare") + 1))))
    assert "$" not in reply.text and [card.product_id for card in reply.cards] == ["bare"]
