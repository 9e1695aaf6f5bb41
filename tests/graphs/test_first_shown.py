"""What comes first among goods that all meet what they must: what is wished for, what one can buy, what buyers like."""

from collections.abc import Iterator
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import seek, shop_of, turn, want

LAMPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Desk Lamp Lamp for Every Desk", {"moq": 100, "rating": 5.0}),
    ("Desk Lamp, Lamp of Desk Lamps", {"moq": 1, "rating": 1.5, "review_count": 9}),
    ("Reading Light in Oak", {"moq": 1, "stock": 4, "rating": 4.5, "review_count": 9}),
)
TENTS = (("Oak Tent", 8), ("Ash Tent", 3), ("Pine Tent", 2))
BLANKETS = (("Rose Throw", 180, 200, 5.0), ("Lily Throw", 320, 30, 4.6), ("Iris Throw", 320, 200, 2.0))
TONERS = ("LaserJet P2055", "LaserJet 1150", "LaserJet 1300", "LaserJet 4100")
CHAIRS = ("Oak Armchair", "Ash Armchair", "Elm Armchair", "Fir Armchair", "Yew Armchair", "Pine Rocking Chair", "Plain Bench Chair")
SHEETS = {"paper_size": "A4", "ruling": "lined", "binding": "glued"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Lamps in lots and alone; tents and blankets; notebooks, and a stand among them."""
    rows: list[dict[str, Any]] = [{"title": title, "category": ["lamps"], **more} for title, more in LAMPS]
    rows += [{"title": title, "category": ["tents"], "attributes": {"capacity_persons": number}} for title, number in TENTS]
    rows += [
        {"title": title, "category": ["blankets"], "attributes": {"gsm": gsm}, "stock": stock, "rating": rating, "review_count": 20, "moq": 1}
        for title, gsm, stock, rating in BLANKETS
    ]
    rows += [{"title": f"Notebook {number}", "category": ["notebooks"], "attributes": SHEETS} for number in range(12)]
    rows += [{"title": "Notebook Stand", "category": ["notebooks"], "attributes": {"material": "steel", "fits": "17 inch"}}]
    rows += [{"title": f"Black Toner {fits}", "category": ["toner"], "attributes": {"compatibility": f"HP {fits}"}} for fits in TONERS]
    rows += [{"title": title, "category": ["chairs"]} for title in CHAIRS]
    rows = [{"id": f"p{number}", "price": 10, "currency": "USD", "lang": "en", **row} for number, row in enumerate(rows)]
    folder = tmp_path_factory.mktemp("lamps")
    with shop_of(folder, rows) as assistant:
        yield assistant


def titles(reply: Reply) -> list[str]:
    return [card.title for card in reply.cards]


def test_who_wants_one_sees_first_what_is_sold_alone_and_liked(shop: Assistant) -> None:
    assert titles(turn(shop, "one", seek("lamps")))[0] == "Reading Light in Oak"


def test_what_there_are_too_few_of_comes_last_and_is_picked_for_nobody(shop: Assistant) -> None:
    reply = turn(shop, "many", seek("lamps", quantity=100))
    assert titles(reply)[0].startswith("Desk Lamp Lamp") and {*titles(reply)[1:]} >= {"Reading Light in Oak"}
    chosen = turn(shop, "many", {"command": "choose"})
    taken = next(one.ref for one in chosen.citations if one.kind == "product")
    assert taken == reply.cards[0].product_id


@pytest.mark.parametrize("wish", ["thick", "厚一点"])
def test_a_degree_goes_by_the_measure_on_record(shop: Assistant, wish: str) -> None:
    assert titles(turn(shop, wish, seek("blankets"), want(None, "=", wish)))[-1] == "Rose Throw"


def test_what_its_buyers_rate_low_neither_leads_nor_is_picked(shop: Assistant) -> None:
    assert titles(turn(shop, "liked", seek("blankets")))[-1] == "Iris Throw"
    chosen = turn(shop, "liked", {"command": "choose"})
    taken = next(one.ref for one in chosen.citations if one.kind == "product")
    assert [card.title for card in chosen.cards if card.product_id == taken] != ["Iris Throw"]


def test_goods_for_many_more_people_come_last(shop: Assistant) -> None:
    assert titles(turn(shop, "two", seek("tents"), want("people", ">=", 2)))[-1] == "Oak Tent"


def test_for_a_trade_no_lot_is_too_large(shop: Assistant) -> None:
    reply = turn(shop, "trade", {"command": "tell", "fact": "trade", "value": "boutique"}, seek("lamps"))
    assert titles(reply)[-1].startswith("Desk Lamp, Lamp")


def test_what_states_nothing_that_its_shelf_does_is_not_found_there(shop: Assistant) -> None:
    reply = turn(shop, "notebooks", seek("notebooks"))
    assert reply.cards and "Notebook Stand" not in titles(reply)
    assert "Notebook Stand" in titles(turn(shop, "stand", seek("notebook stand")))


@pytest.mark.parametrize(
    ("goods", "wish", "field", "value"), [("机械键盘", "声音小", "switch", "静音轴"), ("desk lamps", "clip on bed", "base", "夹子")]
)
def test_a_wish_that_no_record_has_words_for_ranks_by_its_meaning(demo: Assistant, goods: str, wish: str, field: str, value: str) -> None:
    reply = turn(demo, wish, seek(goods), want(None, "=", wish))
    catalogue = demo.shopfront.current().catalogue
    first = catalogue.products([card.product_id for card in reply.cards[:2]])
    assert [product.attributes.get(field) for product in first] == [value] * 2


def test_goods_for_an_age_come_first(demo: Assistant) -> None:
    reply = turn(demo, "age", seek("婴儿睡袋"), {"command": "tell", "fact": "age_months", "value": 4})
    catalogue = demo.shopfront.current().catalogue
    shown = catalogue.products([card.product_id for card in reply.cards[:5]])
    assert shown and not any("age_min_years" in product.attributes for product in shown)


@pytest.mark.parametrize(("language", "size"), [("zh", "6-12个月"), ("en", "6-12M")])
def test_a_size_for_another_age_is_told_of_what_is_pointed_at(demo: Assistant, language: str, size: str) -> None:
    turn(demo, f"for 7 {language}", seek("婴儿睡袋"), {"command": "tell", "fact": "age_months", "value": 7}, language=language)
    older = {"kind": "described", "conditions": [{"id": "c0", "field": "product", "op": "=", "value": "P000131"}]}  # for 1 to 3 years
    reply = turn(demo, f"for 7 {language}", {"command": "ask", "fields": ["price"], "of": [older]})
    assert any(name.startswith("attr.size") for name in reply.cards[0].failed) and size in reply.text


def test_what_was_ruled_out_is_not_the_nearest(demo: Assistant) -> None:
    reply = turn(demo, "stick", seek("拐杖"), want(None, "!=", "登山"))
    assert all(card.category != "登山杖" for card in reply.cards)


def test_what_is_for_the_machine_comes_alone_by_its_series_too(shop: Assistant) -> None:
    assert titles(turn(shop, "fits", seek("toner"), want("compatibility", "=", "P2055dn"))) == ["Black Toner LaserJet P2055"]


def test_where_none_is_for_the_machine_all_are_only_near(shop: Assistant) -> None:
    reply = turn(shop, "unfit", seek("toner"), want("compatibility", "=", "LaserJet P9999"))
    assert reply.cards and all(card.near for card in reply.cards)


def test_of_two_kinds_of_which_any_will_do_both_are_among_the_first(shop: Assistant) -> None:
    found = titles(turn(shop, "or", seek("armchair or rocking chair")))
    assert "Pine Rocking Chair" in found[:2] and "Plain Bench Chair" not in found
