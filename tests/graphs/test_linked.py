"""Words linked to values: what a value isn't meant by isn't answered by it, and what a general word means it means of all its kinds."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

from .commanded import Said, ask, nth, seek, turn, want

CASES = {
    "seventeen": {"model": "iPhone 17", "plug": "USB-C to USB-C", "material": "TPU", "color": ["baby blue", "clear"]},
    "sixteen": {"model": "iPhone 16 Pro", "plug": "USB-A to USB-C", "material": "PC", "color": ["black"]},
    "samsung": {"model": "Samsung S26", "material": "genuine leather", "color": ["black", "red", "green", "white"]},
    "recycled": {"model": "iPhone 17", "material": "recycled ABS", "color": ["black"]},
}
BLOCKS = {
    "bricks": {"material": "ABS", "size": ["S", "M", "L"]},
    "beech": {"material": "beech wood", "size": ["M"]},
    "plain": {"material": "plastic", "size": ["XL"]},
    "shirt": {"material": "polyester", "size": ["S"]},
}
PAPERS = {"bricks": ["EN71"], "beech": ["EN71", "CE"], "plain": ["CCC"]}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("linked")
    rows: list[dict[str, Any]] = [
        {"id": name, "title": f"{name.title()} {called}", "category": [shelf], "price": 20, "currency": "USD", "lang": "en", "attributes": attributes}
        for shelf, called, goods in (("phone cases", "phone case", CASES), ("building blocks", "building blocks", BLOCKS))
        for name, attributes in goods.items()
    ]
    rows += [{"id": "titled", "title": "Soft Mat for the Pixel 9", "category": ["mats"], "price": 9, "currency": "USD", "lang": "en"}]
    rows += [{"id": "other", "title": "Hard Mat for the Pixel 8", "category": ["mats"], "price": 9, "currency": "USD", "lang": "en"}]
    for row in rows:
        row["certifications"] = [{"name": name, "number": "1", "valid_until": "2099-01-01"} for name in PAPERS.get(row["id"], ())]
    (folder / "products.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    ingest([folder], folder / "store")
    with open_assistant(settings=Settings(store=folder / "store", state=folder / "state")) as assistant:
        yield assistant


def names(reply: Reply) -> set[str]:
    return {one.name for one in reply.need.active}


def met(reply: Reply, name: str) -> set[str]:
    return {card.product_id for card in reply.cards if name in card.met}


CASE, BRICKS = seek("phone cases"), seek("building blocks")


@pytest.mark.parametrize("said", [want(None, "=", "iphone 15"), want("model", "=", "iPhone 15"), want(None, "=", "samsung s25")])
def test_a_model_that_no_goods_are_for_is_met_by_no_other_of_its_series(shop: Assistant, said: Said) -> None:
    reply = turn(shop, None, CASE, said, language="en")
    assert len(reply.cards) == len(CASES) and not any(card.met for card in reply.cards)
    assert all(card.failed == (f"attr.model={said['value']}",) for card in reply.cards)


def test_a_model_that_some_are_for_is_met_by_those(shop: Assistant) -> None:
    reply = turn(shop, None, CASE, want(None, "=", "iphone 17"), language="en")
    assert {card.product_id for card in reply.cards} == {"seventeen", "recycled"}


def test_where_titles_alone_tell_the_model_the_very_one_comes_first(shop: Assistant) -> None:
    reply = turn(shop, None, seek("mats"), want(None, "=", "pixel 9"), language="en")
    assert [card.product_id for card in reply.cards] == ["titled", "other"]
    (line,) = [line for line in reply.text.splitlines() if "pixel 8" in line]
    assert "pixel 9" in line


def test_of_a_model_that_is_asked_about_the_record_tells(shop: Assistant) -> None:
    turn(shop, "model", CASE, language="en")
    reply = turn(shop, "model", ask(of=nth(1), suppose=[want(None, "=", "iphone 15")]), language="en")
    assert "iPhone 17" in reply.text or "iPhone 16 Pro" in reply.text or "Samsung S26" in reply.text


def test_what_is_like_a_word_of_a_value_gives_no_verdict(shop: Assistant) -> None:
    turn(shop, "like", CASE, want("model", "=", "iPhone 17"), language="en")
    reply = turn(shop, "like", ask(of=nth(1), suppose=[want(None, "=", "newborn")]), language="en")
    assert "blue" not in reply.text and "black" not in reply.text
    assert "attr.color" not in str(names(turn(shop, None, CASE, want(None, "=", "newborn"), language="en")))


def test_each_word_is_to_be_there_as_often_as_it_is_said(shop: Assistant) -> None:
    reply = turn(shop, None, CASE, want(None, "=", "usb c to c"), language="en")
    assert [card.product_id for card in reply.cards] == ["seventeen"]


@pytest.mark.parametrize("field", ["colour", "colours"])
def test_a_bare_number_is_no_value_of_a_field_of_words(shop: Assistant, field: str) -> None:
    reply = turn(shop, None, CASE, want(field, "=", 4), language="en")
    assert not names(reply) and not any(card.failed for card in reply.cards)
    assert "4" in "".join(reply.understood.unused) or "4" in reply.text


@pytest.mark.parametrize(
    ("general", "kinds"),
    [("plastic", {"bricks", "plain"}), ("塑料", {"bricks", "plain"}), ("wood", {"beech"}), ("木头", {"beech"}), ("poly", {"shirt"})],
)
@pytest.mark.parametrize("field", ["material", None])
def test_a_general_word_means_all_its_kinds(shop: Assistant, field: str | None, general: str, kinds: set[str]) -> None:
    reply = turn(shop, None, BRICKS, want(field, "=", general), language="en")
    assert {card.product_id for card in reply.cards if not card.failed and not card.unknown} == kinds


def of_each(reply: Reply) -> dict[str, str]:
    """What a line of a field says of each of the list's products, by its id: "MOQ: 2 pcs (number 1); 5 pcs (numbers 2 and 3)."."""
    parts = [part for line in reply.text.splitlines() if line.startswith("- ") for part in line.split("; ")]
    ids = [card.product_id for card in reply.cards]
    told = (
        (int(number), part)
        for part in parts
        for found in re.findall(r"numbers? ((?:\d+(?:, | and )?)+)", part)
        for number in re.findall(r"\d+", found)
    )
    said: dict[str, str] = {}
    for number, part in told:
        said[ids[number - 1]] = said.get(ids[number - 1], "") + part
    return said


def test_a_general_word_denies_none_of_its_kinds(shop: Assistant) -> None:
    turn(shop, "kinds", BRICKS, language="en")
    asked = ask(of=[{"kind": "all", "count": 0}], suppose=[want("material", "=", "ABS")])
    said = of_each(turn(shop, "kinds", asked, language="en"))
    assert "yes" in said["bricks"] and "no (" in said["beech"] and "no (" not in said["plain"]


BOTH = [want("certification", "=", ["EN71", "CE"], every=True), want("certification", "=", ["EN 71", "CE"], every=True)]


@pytest.mark.parametrize("both", BOTH)
@pytest.mark.parametrize("wished", [True, False])
def test_of_several_that_are_wanted_at_once_those_that_are_there_are_told_and_those_that_are_not(shop: Assistant, wished: bool, both: Said) -> None:
    thread, every = f"papers-{wished}-{both['value'][0]}", [{"kind": "all", "count": 0}]
    turn(shop, thread, BRICKS, language="en")
    said = (both, ask("certification", of=every)) if wished else (ask(of=every, suppose=[both]),)
    of = of_each(turn(shop, thread, *said, language="en"))
    assert "no EN71" not in of["bricks"] and "EN71" in of["bricks"] and "CE" in of["bricks"]
    assert "EN71" in of["beech"] and "CE" in of["beech"] and "nothing" not in of["beech"]


def test_of_several_sizes_each_is_told_by_itself(shop: Assistant) -> None:
    turn(shop, "sizes", BRICKS, want("material", "=", "ABS"), language="en")
    both = want("size", "=", ["S", "XL"], every=True)
    reply = turn(shop, "sizes", ask(of=nth(1), suppose=[both]), language="en")
    assert "XL" in reply.text and "S, M" in reply.text


def test_one_letter_of_a_named_field_is_the_value_that_begins_with_it(demo: Assistant) -> None:
    reply = turn(demo, "letter", seek("登山杖"), want("material", "=", "碳"))
    assert [(one.field, one.value) for one in reply.need.active] == [("attr.material", "碳纤维")] and reply.cards
