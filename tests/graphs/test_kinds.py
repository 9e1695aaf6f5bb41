"""Goods of just the kind that is named: by its shelf, by a longer name, in another language, by a word that all others lack."""

from collections.abc import Iterator
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import do
from .commanded import ask, seek, shop_of, turn, want

GOODS: dict[tuple[str, ...], list[str]] = {
    ("instruments", "wind"): ["Bamboo Flute", "Brass Trumpet", "Silver Clarinet"],
    ("instruments", "strings"): ["Spruce Guitar", "Mahogany Ukulele", "Maple Violin"],
    ("floral", "wreath"): ["Eucalyptus Wreath", "Pine Cone Wreath", "Rustic Door Wreath"],
    ("floral", "centerpiece"): ["Garden Centerpiece", "Dining Floral Centerpiece"],
    ("seasonal", "halloween"): ["Masquerade Mask", "Clown Mask", "Skull Mask", "Jester Mask", "Pumpkin Lantern"],
    ("furniture", "tables"): ["Walnut Coffee Table", "Zen Side Table"],
    ("pet",): ["Cat Bed Cosy", "Round Cat Bed", "Cat Scratcher Board", "Sisal Cat Scratcher"],
    ("lighting", "bulbs"): ["Globe Bulb", "Candle Bulb", "Reflector Bulb"],
    ("projection", "projector lamps"): ["Optic Projector Lamp 200 W", "Beam Projector Lamp Bulb"],
    ("camping", "tents"): ["Dome Tent", "Tunnel Tent"],
    ("camping", "adult sleeping bags"): ["Mummy Sleeping Bag", "Envelope Sleeping Bag"],
    ("nursery", "infant sleeping bags"): ["Bear Sleeping Bag", "Star Sleeping Bag", "Moon Sleeping Bag"],
    ("play", "building sets"): ["Castle Building Set", "Rocket Building Set", "Harbour Building Set"],
    ("hiking", "trekking poles"): ["Women's Carbon Pole", "Steel Pole", "Cork Grip Pole"],
    ("footwear", "sandals"): ["Crossover Sandals", "Comfort Sandals", "Leather Sandals", "Aqua Sandals"],
}
MEN = {"sandals-2", "sandals-3"}
UP_TO = {"pet-0": 8, "pet-1": 40}
"""Kilograms of the animals that beds are for."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("kinds")
    rows: list[dict[str, Any]] = [
        {"id": f"{path[-1]}-{at}", "title": title, "category": list(path), "price": 20 + at, "currency": "USD", "lang": "en"}
        for path, titles in GOODS.items()
        for at, title in enumerate(titles)
    ]
    for row in rows:
        if row["category"][-1] == "sandals":
            row["attributes"] = {"gender": "men" if row["id"] in MEN else "women"}
        if row["category"][-1] == "building sets":
            row["attributes"] = {"age_min_years": 3, "theme": row["title"].split()[0].lower()}
        if row["id"] in UP_TO:
            row["attributes"] = {"max_pet_kg": UP_TO[row["id"]], "tog": 2.5}
    with shop_of(folder, rows, probe_timeout_s=20, retrieval_timeout_s=20) as assistant:
        yield assistant


def shelves(reply: Reply) -> set[str]:
    return {card.product_id.split("-")[0] for card in reply.cards}


def ids(reply: Reply) -> set[str]:
    return {card.product_id for card in reply.cards}


def test_a_shelf_is_named_with_that_on_which_it_lies(shop: Assistant) -> None:
    assert shelves(turn(shop, "wind", seek("wind instruments"))) == {"wind"}


def test_goods_of_another_language_are_gone_back_to_by_the_buyers_words(shop: Assistant) -> None:
    assert shelves(turn(shop, "back", seek("桌花/中心花摆件"))) == {"centerpiece"}
    turn(shop, "back", seek("tables"))
    assert shelves(turn(shop, "back", do("go", about="桌花"))) == {"centerpiece"}


def test_a_present_for_a_child_lies_where_goods_state_from_which_age_on_they_are(shop: Assistant) -> None:
    reply = turn(shop, "present", seek("birthday present", audience="niece"), do("tell", fact="age_years", value=4))
    assert shelves(reply) == {"building sets"} and not reply.lacking
    assert shelves(turn(shop, "present", seek("sandals", topic="same"))) == {"sandals"}


def test_a_present_is_what_is_said_of_it_for_whom_it_is(shop: Assistant) -> None:
    rocket = want(None, "=", "rocket", strength="wish")
    assert ids(turn(shop, "rocket", seek("present", audience="nephew, turning 6"), rocket)) == {"building sets-1"}
    assert shelves(turn(shop, "cats", seek("cats"), do("choose"))) == {"pet"}


def test_what_is_for_other_people_comes_last(shop: Assistant) -> None:
    cards = turn(shop, "dad", seek("trekking poles", audience="my dad"), want(None, "=", "carbon", strength="wish")).cards
    assert cards[-1].product_id == "trekking poles-0"


def test_where_a_condition_leaves_few_nothing_else_of_the_shelf_is_near(shop: Assistant) -> None:
    assert ids(turn(shop, "cheap", seek("wreath"), want("price", "<=", 20))) == {"wreath-0"}


def test_what_some_such_thing_is_called_after_is_not_lacking(shop: Assistant) -> None:
    assert turn(shop, "lacking", seek("snorkel masks")).lacking == "snorkel masks"
    reply = turn(shop, "there", seek("clown masks"))
    assert not reply.lacking and "halloween-1" in ids(reply)


def test_a_kind_that_is_lacking_is_no_line_of_a_purchase(shop: Assistant) -> None:
    reply = turn(shop, "bought", do("list", lines=[{"goods": "wreath", "quantity": 4}, {"goods": "snorkel masks", "quantity": 10}]))
    assert shelves(reply) == {"wreath"}


def test_who_they_are_for_is_a_condition_where_such_goods_state_it(shop: Assistant) -> None:
    reply = turn(shop, "women", seek("sandals", audience="women"), seek("wreath"))
    assert not ids(reply) & MEN and {"sandals-0", "sandals-1"} <= ids(reply)


def test_goods_of_one_shelf_named_together_are_all_shown(shop: Assistant) -> None:
    reply = turn(shop, "together", seek("cat bed", also=["cat scratcher"]))
    assert {"pet-0", "pet-1"} & ids(reply) and {"pet-2", "pet-3"} & ids(reply)


def test_what_the_case_weighs_comes_before_goods_for_less(shop: Assistant) -> None:
    weight_kg = 32
    reply = turn(shop, f"w{weight_kg}", seek("cat bed"), {"command": "tell", "fact": "weight_kg", "value": weight_kg})
    (wish,) = reply.need.active
    assert (wish.field, wish.op, wish.value, wish.hard) == ("attr.max_pet_kg", ">=", weight_kg, False)
    beds = [card.product_id for card in reply.cards if card.product_id in UP_TO]
    assert UP_TO[beds[0]] >= weight_kg


def test_of_goods_of_two_shelves_each_is_asked_what_either_states(shop: Assistant) -> None:
    turn(shop, "two", {"command": "list", "lines": [{"goods": "cat bed", "quantity": 2}, {"goods": "sandals", "quantity": 3}]})
    reply = turn(shop, "two", ask("TOG", of=[{"kind": "all", "count": 0}]))
    (asked,) = (one for one in reply.understood.commands if one.command == "ask")
    assert asked.fields == ("attr.tog",)


def test_of_goods_that_nothing_is_called_what_was_wished_for_is_nearest(shop: Assistant) -> None:
    assert shelves(turn(shop, "gift", seek("birthday surprise"), {"command": "want", "value": "flute"})) & {"wreath", "wind"} == {"wind"}


def test_beside_other_goods_what_is_nearest_is_shown_too(shop: Assistant) -> None:
    alone, both = turn(shop, "alone", seek("cat hammock")), turn(shop, "both", seek("cat hammock", also=["sandals"]))
    assert ids(alone) and ids(both) & ids(alone) and "sandals" in shelves(both)


def test_what_belongs_to_the_goods_of_a_shelf_is_lacking(shop: Assistant) -> None:
    reply = turn(shop, "strings", seek("guitar strings"))
    assert reply.lacking and all(card.near for card in reply.cards)


def test_where_next_to_none_of_a_shelf_are_called_so_others_of_it_are_near(shop: Assistant) -> None:
    first, *others = turn(shop, "few", seek("flutes")).cards
    assert (first.product_id, first.near) == ("wind-0", False)
    assert {(card.product_id, card.near) for card in others} == {("wind-1", True), ("wind-2", True)}


def test_what_stands_in_the_first_list_is_not_repeated_beside_it(shop: Assistant) -> None:
    reply = turn(shop, "again", seek("cat bed", also=["pet"]))
    listed = [card.product_id for card in reply.cards]
    assert len(listed) == len(set(listed)) and "pet" in shelves(reply)


def test_what_the_words_say_beyond_a_category_s_name_tells_another(shop: Assistant) -> None:
    assert shelves(turn(shop, "lamp", seek("projector bulbs"))) == {"projector lamps"}
    assert shelves(turn(shop, "bulb", seek("globe bulbs"))) == {"bulbs"}


def test_of_categories_of_one_name_that_beside_the_goods_talked_about_is_meant(shop: Assistant) -> None:
    turn(shop, "camp", seek("tents"))
    assert shelves(turn(shop, "camp", seek("sleeping bags"))) == {"adult sleeping bags"}


def test_a_wish_for_what_a_category_is_called_looks_for_its_goods_where_there_are_none_yet(shop: Assistant) -> None:
    wish = {"command": "want", "value": "Tents", "strength": "wish"}
    assert shelves(turn(shop, "wish", wish)) == {"tents"}
    turn(shop, "hand", seek("sandals"))
    assert shelves(turn(shop, "hand", wish)) == {"sandals"}


KNIVES = {
    "paring-1": ("kitchen knives", "刀具", "Paring Knife with Guard", "带刀套水果刀", 9),
    "paring-2": ("kitchen knives", "刀具", "Steel Paring Knife", "不锈钢水果刀", 8),
    "chef-1": ("kitchen knives", "刀具", "Chef's Knife, Wooden Handle", "木柄厨师刀", 5),
    "chef-2": ("kitchen knives", "刀具", "Chef's Knife for Gifts", "送礼厨师刀", 6),
    "chef-3": ("kitchen knives", "刀具", "Forged Chef's Knife", "锻打厨师刀", 7),
    "baby-1": ("baby sleeping bags", "婴儿睡袋", "Cotton Baby Sleeping Bag", "纯棉婴儿睡袋", 30),
    "baby-2": ("baby sleeping bags", "婴儿睡袋", "Warm Baby Sleeping Bag", "加厚婴儿睡袋", 31),
    "baby-3": ("baby sleeping bags", "婴儿睡袋", "Summer Baby Sleeping Bag", "夏季婴儿睡袋", 29),
    "adult": ("adult sleeping bags", "成人睡袋", "Down Sleeping Bag for Camping", "露营羽绒睡袋", 90),
    "kayak-1": ("kayaking", "皮划艇", "River Adventure Kayak", "河流皮划艇", 400),
    "kayak-2": ("kayaking", "皮划艇", "Sunset Kayak Set", "日落皮划艇套装", 500),
    "kayak-3": ("kayaking", "皮划艇", "Crystal Kayak", "透明皮划艇", 450),
    "paddle": ("kayaking", "皮划艇", "Sunburst Kayak Paddle", "日光桨", 40),
    "poster": ("kayaking", "皮划艇", "Lake Kayak Art Print", "湖景装饰画", 20),
}


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("kinds")
    rows = [
        {
            "id": name, "title": title, "category": [shelf], "price": price, "currency": "CNY", "lang": "en",
            "translations": {"zh": {"title": chinese, "category": [called]}},
        }
        for name, (shelf, called, title, chinese, price) in KNIVES.items()
    ]  # fmt: skip
    with shop_of(folder, rows) as assistant:
        yield assistant


@pytest.mark.parametrize(("goods", "language"), [("paring knives", "en"), ("水果刀", "zh")])
def test_one_kind_is_no_other_of_its_shelf_and_the_cheapest_is_of_it(kitchen: Assistant, goods: str, language: str) -> None:
    reply = turn(kitchen, f"kind-{goods}", seek(goods), do("sort", key="price"), language=language)
    assert [card.product_id for card in reply.cards] == ["paring-2", "paring-1"]


def test_who_asks_for_all_kinds_gets_all(kitchen: Assistant) -> None:
    assert len(turn(kitchen, "all", seek("kitchen knives")).cards) == 5


def test_what_goes_with_a_thing_by_a_name_nobody_listed_is_not_it(kitchen: Assistant) -> None:
    reply = turn(kitchen, "kayaks", seek("kayaks"), do("sort", key="price"))
    assert [card.product_id for card in reply.cards] == ["kayak-1", "kayak-3", "kayak-2"]


@pytest.mark.parametrize(("audience", "first"), [("my boyfriend and me", "adult"), ("newborn", "baby")])
def test_goods_of_one_name_for_two_audiences_are_those_for_whom_they_are_sought(kitchen: Assistant, audience: str, first: str) -> None:
    reply = turn(kitchen, f"for-{audience}", seek("sleeping bags", audience=audience))
    assert reply.cards and all(card.product_id.startswith(first) for card in reply.cards)


TOWELS = (
    ("bath-1", "Cotton Bath Towel", "纯棉浴巾", "70x140", "terry"),
    ("bath-2", "Bath Towel with Border", "缎档浴巾", "70x140", "satin"),
    ("large", "Hotel Towel, Terry", "毛圈酒店毛巾", "70x140", "terry"),
    *((f"face-{n}", f"Face Towel No. {n}", f"{n}号洗脸毛巾", "34x74", "terry" if n % 2 else "satin") for n in range(5)),
    *((f"hotel-{n}", f"Hotel Towel No. {n}", f"{n}号酒店毛巾", "35x75", "satin" if n % 2 else "terry") for n in range(4)),
)


@pytest.fixture(scope="module")
def linen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Three towels of the size of bath towels, two of which are called so."""
    folder = tmp_path_factory.mktemp("towels")
    rows = [
        {
            "id": name, "title": title, "category": ["towels"], "price": 30, "currency": "CNY", "lang": "en",
            "attributes": {"size_cm": size, "weave": weave}, "translations": {"zh": {"title": chinese, "category": ["毛巾"]}},
        }
        for name, title, chinese, size, weave in TOWELS
    ]  # fmt: skip
    with shop_of(folder, rows) as assistant:
        yield assistant


@pytest.mark.parametrize("goods", ["bath towels", "浴巾"])
def test_what_is_as_those_called_so_is_meant_and_another_kind_is_not(linen: Assistant, goods: str) -> None:
    reply = turn(linen, f"kind-{goods}", seek(goods), language="zh" if goods > "z" else "en")
    assert {card.product_id for card in reply.cards} == {"bath-1", "bath-2", "large"}


def test_a_name_that_no_value_goes_with_tells_no_kind(linen: Assistant) -> None:
    assert len(turn(linen, "all", seek("hotel towels")).cards) > 4
