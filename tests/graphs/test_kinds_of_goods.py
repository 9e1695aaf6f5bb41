"""Goods of just the kind that is named: by the shelf on which theirs lies, in another language, by a word that all others lack, for women or men."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

from ..acting import do
from .commanded import ask, seek, turn

GOODS: dict[tuple[str, ...], list[str]] = {
    ("instruments", "wind"): ["Bamboo Flute", "Brass Trumpet", "Silver Clarinet"],
    ("instruments", "strings"): ["Spruce Guitar", "Mahogany Ukulele", "Maple Violin"],
    ("floral", "wreath"): ["Eucalyptus Wreath", "Pine Cone Wreath", "Rustic Door Wreath"],
    ("floral", "centerpiece"): ["Garden Centerpiece", "Dining Floral Centerpiece"],
    ("seasonal", "halloween"): ["Masquerade Mask", "Clown Mask", "Skull Mask", "Jester Mask", "Pumpkin Lantern"],
    ("furniture", "tables"): ["Walnut Coffee Table", "Zen Side Table"],
    ("decor", "clocks"): ["Rustic Alarm Clock", "Rustic Wall Clock", "Retro Alarm Clock", "Oak Desk Clock", "Retro Wall Clock"],
    ("pet",): ["Cat Bed Cosy", "Round Cat Bed", "Cat Scratcher Board", "Sisal Cat Scratcher"],
    ("lighting", "bulbs"): ["Globe Bulb", "Candle Bulb", "Reflector Bulb"],
    ("projection", "projector lamps"): ["Optic Projector Lamp 200 W", "Beam Projector Lamp Bulb"],
    ("camping", "tents"): ["Dome Tent", "Tunnel Tent"],
    ("camping", "adult sleeping bags"): ["Mummy Sleeping Bag", "Envelope Sleeping Bag"],
    ("nursery", "infant sleeping bags"): ["Bear Sleeping Bag", "Star Sleeping Bag", "Moon Sleeping Bag"],
    ("play", "building sets"): ["Castle Building Set", "Rocket Building Set", "Harbour Building Set"],
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
    (folder / "products.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    ingest([folder], folder / "store")
    with open_assistant(settings=Settings(store=folder / "store", state=folder / "state", probe_timeout_s=20, retrieval_timeout_s=20)) as assistant:
        yield assistant


def shelves(reply: Reply) -> set[str]:
    return {card.product_id.split("-")[0] for card in reply.cards}


def ids(reply: Reply) -> set[str]:
    return {card.product_id for card in reply.cards}


def test_a_shelf_is_named_with_that_on_which_it_lies(shop: Assistant) -> None:
    assert shelves(turn(shop, "wind", seek("wind instruments"))) == {"wind"}


@pytest.mark.parametrize(("goods", "shelf"), [("花环", "wreath"), ("桌花/中心花摆件", "centerpiece")])
def test_a_shelf_is_meant_in_a_language_that_the_store_has_no_names_in(shop: Assistant, goods: str, shelf: str) -> None:
    assert shelves(turn(shop, f"meant {shelf}", seek(goods))) == {shelf}


def test_goods_of_another_language_are_gone_back_to_by_the_buyers_words(shop: Assistant) -> None:
    turn(shop, "back", seek("桌花/中心花摆件"))
    turn(shop, "back", seek("tables"))
    assert shelves(turn(shop, "back", do("go", about="桌花"))) == {"centerpiece"}


def test_a_present_for_a_child_lies_where_goods_state_from_which_age_on_they_are(shop: Assistant) -> None:
    reply = turn(shop, "present", seek("birthday present", audience="niece"), do("tell", fact="age_years", value=4))
    assert shelves(reply) == {"building sets"} and not reply.lacking
    assert shelves(turn(shop, "present", seek("sandals", topic="same"))) == {"sandals"}


def test_a_value_before_the_name_of_goods_holds_of_them(shop: Assistant) -> None:
    reply = turn(shop, "valued", seek("rocket building sets"))
    assert any(one.field == "attr.theme" and one.hard for one in reply.need.conditions)


def test_what_no_such_thing_is_called_after_is_lacking(shop: Assistant) -> None:
    reply = turn(shop, "lacking", seek("snorkel masks"))
    assert reply.lacking == "snorkel masks"


def test_what_some_such_thing_is_called_after_is_not(shop: Assistant) -> None:
    reply = turn(shop, "there", seek("clown masks"))
    assert not reply.lacking and "halloween-1" in ids(reply)


def test_a_kind_that_is_lacking_is_no_line_of_a_purchase(shop: Assistant) -> None:
    reply = turn(shop, "bought", do("list", lines=[{"goods": "wreath", "quantity": 4}, {"goods": "snorkel masks", "quantity": 10}]))
    assert shelves(reply) == {"wreath"}


@pytest.mark.parametrize("beside", [(), ("wreath",)])
def test_who_they_are_for_is_a_condition_where_such_goods_state_it(shop: Assistant, beside: tuple[str, ...]) -> None:
    reply = turn(shop, f"women {beside}", seek("sandals", audience="women"), *map(seek, beside))
    assert not ids(reply) & MEN and {"sandals-0", "sandals-1"} <= ids(reply)


def test_a_list_is_pointed_at_by_the_end_of_what_it_was_called(shop: Assistant) -> None:
    turn(shop, "pointed", seek("cat bed"))
    turn(shop, "pointed", seek("cat scratcher"))
    first = turn(shop, "pointed", ask("price", of=[{"kind": "ordinal", "ordinal": 1, "place": {"about": "bed"}}]))
    assert ids(first) <= {"pet-0", "pet-1"}


def test_goods_of_one_shelf_named_together_are_all_shown(shop: Assistant) -> None:
    reply = turn(shop, "together", seek("cat bed", also=["cat scratcher"]))
    assert {"pet-0", "pet-1"} & ids(reply) and {"pet-2", "pet-3"} & ids(reply)


@pytest.mark.parametrize("weight_kg", [6, 32])
def test_what_the_case_weighs_comes_before_goods_for_less(shop: Assistant, weight_kg: float) -> None:
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


@pytest.mark.parametrize("wish", ["wreath", "flute"])
def test_of_goods_that_nothing_is_called_what_was_wished_for_is_nearest(shop: Assistant, wish: str) -> None:
    reply = turn(shop, f"gift-{wish}", seek("birthday surprise"), {"command": "want", "value": wish})
    assert shelves(reply) & {"wreath", "wind"} == {"wreath" if wish == "wreath" else "wind"}


@pytest.mark.parametrize("goods", ["cat hammock", "grandfather clock", "sleeping mask"])
def test_beside_other_goods_what_is_nearest_is_shown_too(shop: Assistant, goods: str) -> None:
    alone = turn(shop, f"alone {goods}", seek(goods))
    both = turn(shop, f"both {goods}", seek(goods, also=["sandals"]))
    assert ids(alone) and ids(both) & ids(alone) and "sandals" in shelves(both)


def test_what_belongs_to_the_goods_of_a_shelf_is_lacking(shop: Assistant) -> None:
    reply = turn(shop, "strings", seek("guitar strings"))
    assert reply.lacking and all(card.near for card in reply.cards)


def test_what_titles_say_beside_the_name_of_the_shelf_comes_first(shop: Assistant) -> None:
    assert turn(shop, "besides", seek("eucalyptus wreath")).cards[0].title == "Eucalyptus Wreath"


def test_where_next_to_none_of_a_shelf_are_called_so_others_of_it_are_near(shop: Assistant) -> None:
    first, *others = turn(shop, "few", seek("flutes")).cards
    assert (first.product_id, first.near) == ("wind-0", False)
    assert {(card.product_id, card.near) for card in others} == {("wind-1", True), ("wind-2", True)}


def test_of_a_shelf_those_called_so_are_counted(shop: Assistant) -> None:
    first = turn(shop, "clock", seek("挂钟"))
    assert shelves(first) == {"clocks"} and {card.product_id for card in first.cards if not card.near} == {"clocks-1", "clocks-4"}


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
