"""Conditions as chips of their kinds, set and changed by hand; words that nothing came of, put to use."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from ..long import few
from .visit import Visit

Open = Callable[..., Visit]
KINDS = [
    {"command": "seek", "goods": "婴儿睡袋"},
    {"command": "want", "field": "price", "op": "<=", "value": 300, "strength": "must"},
    {"command": "want", "field": "attr.closure", "value": "双向拉链", "strength": "wish"},
    {"command": "want", "field": "attr.material", "op": "!=", "value": "羊毛"},
    {"command": "want", "field": "attr.season", "op": "in", "value": ["秋", "冬"]},
]
UNUSED = {"zh": "婴儿睡袋，要有仪式感的", "en": "baby sleeping bags with a whimsical aura"}


def conditions(here: Visit) -> dict[str, dict[str, Any]]:
    return {each["field"]: each for each in here.kept()["need"]["conditions"] if each["status"] != "removed"}


def turned(here: Visit, turn: int) -> None:
    here.page.wait_for_selector(f".turn:nth-child({turn}):not(.running) .actions")


@pytest.mark.parametrize("language", few(["zh", "en"], "en"))
def test_a_chip_tells_what_kind_of_condition_it_is(visit: Open, language: str) -> None:
    here = visit(language=language, width=390)
    here.act("睡袋", KINDS)
    for field, kind in (("price", "must"), ("attr.closure", "wish"), ("attr.material", "barred"), ("attr.season", "must")):
        chip = here.page.locator(f".chip[data-condition={conditions(here)[field]['id']}]")
        assert chip.get_attribute("data-kind") == kind
        chip.locator(".chip-text > span").filter(has_text="" if language == "zh" else "wool" if field == "attr.material" else "").wait_for()
        assert chip.locator(".chip-text").get_attribute("aria-label")
    if language == "en":
        here.page.locator(".card .verdict-met").first.filter(has_text="wool").wait_for()
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in "".join(here.page.locator(".chip").all_inner_texts()))


def test_any_or_all_is_switched_by_a_key_where_products_have_several(visit: Open) -> None:
    here = visit()
    here.act("睡袋", [*KINDS[:1], KINDS[4], {"command": "want", "field": "attr.material", "op": "in", "value": ["纯棉", "羊毛"]}])
    season, material = (conditions(here)[field] for field in ("attr.season", "attr.material"))
    assert not season["every"]
    switch = here.page.locator(f".chip[data-condition={season['id']}] .chip-every")
    switch.press("Enter")
    turned(here, 2)
    assert conditions(here)["attr.season"]["every"] and switch.get_attribute("aria-pressed") == "true"
    assert switch.evaluate("node => node === document.activeElement")
    switch.press("Space")
    turned(here, 3)
    assert not conditions(here)["attr.season"]["every"]
    here.page.locator(f".chip[data-condition={material['id']}] .chip-every").press("Enter")
    here.page.wait_for_selector(".beside [role=status], .beside[role=status]")
    assert here.kept()["turns"] == 3, "no product is of two materials"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_condition_is_added_and_taken_back_by_the_keyboard_alone(visit: Open, language: str) -> None:
    here = visit(language=language)
    here.act("睡袋", KINDS[:1])
    here.page.locator(".chip-add").press("Enter")
    here.page.wait_for_selector(".chip-form")
    assert here.page.evaluate("document.activeElement.tagName") == "SELECT"
    fields = httpx.get(f"{here.url}/v1/threads/{here.thread}/need", params={"language": language}, cookies=cookies(here)).json()["fields"]
    price = next(place for place, each in enumerate(fields) if each["field"] == "price")
    here.page.locator(".chip-form select").first.select_option(index=price)
    here.page.fill(".chip-form input[type=number]", "60")
    here.page.press(".chip-form input[type=number]", "Enter")
    turned(here, 2)
    found = conditions(here)["price"]
    assert (found["op"], found["value"], found["hard"]) == ("<=", 60, True)
    here.page.locator(".chip-add").press("Enter")
    here.page.wait_for_selector(".chip-form")
    material = next(place for place, each in enumerate(fields) if each["field"] == "attr.material")
    here.page.locator(".chip-form select").first.select_option(index=material)
    here.page.locator(".chip-form select").nth(1).select_option(fields[material]["choices"][0]["value"])
    here.page.locator(".chip-form select").last.select_option("barred")
    here.page.click(".chip-form [type=submit]")
    turned(here, 3)
    assert conditions(here)["attr.material"]["op"] in ("!=", "not_in") and here.page.locator(".chip.barred").count() == 1
    here.page.locator(".chip.barred .chip-text").press("Delete")
    turned(here, 4)
    assert "attr.material" not in conditions(here)


def cookies(here: Visit) -> dict[str, str]:
    return {each["name"]: each["value"] for each in here.context.cookies()}


@pytest.mark.parametrize("language", UNUSED)
def test_a_word_that_nothing_came_of_is_put_to_use(visit: Open, language: str) -> None:
    here = visit(language=language)
    here.say(UNUSED[language])
    unused = here.kept()["replies"][0]["understood"]["unused"]
    words = here.see(".unused-word q")
    assert unused and words.all_inner_texts() == unused
    here.see(".unused-word").first.press("Enter")
    here.page.locator(".menu button").first.press("Enter")
    here.page.wait_for_selector(".chip-form")
    here.page.click(".chip-form [type=submit]")
    turned(here, 2)
    whole = here.kept()
    (command,) = whole["replies"][1]["understood"]["commands"]
    assert (command["command"], command["by"]) == ("want", "tap") and command["field"] in conditions(here)
    assert unused[0] in whole["messages"][2]["content"]
    assert here.page.locator(".turn:first-child .unused-word").count() == 0


@pytest.mark.parametrize(("language", "status"), [("zh", 503), ("en", 0)])
def test_trouble_while_a_chip_is_changed_is_said_in_words_and_nothing_is_lost(visit: Open, language: str, status: int) -> None:
    here = visit(language=language)
    here.act("睡袋", [*KINDS[:1], KINDS[3], KINDS[4]])
    before = here.kept()["need"]
    season, material = (conditions(here)[field]["id"] for field in ("attr.season", "attr.material"))
    detail = {"detail": "Redis at 127.0.0.1 didn't answer.", "code": "storage_away"}
    away = f"**/need/{{{season},{material}}}*"
    here.page.route(away, lambda route: route.fulfill(status=status, json=detail) if status else route.abort())
    switch = here.page.locator(f".chip[data-condition={season}] .chip-every")
    switch.press("Enter")
    told = said(here, "dialog .dialog-body", language)
    here.page.keyboard.press("Escape")
    assert here.page.evaluate("document.activeElement.classList.contains('chip-every')")
    here.page.locator(f".chip[data-condition={material}] .chip-text").press("Enter")
    assert said(here, ".chip-form [role=alert] p", language) == told
    assert here.page.locator(".chip-form .primary").is_visible(), "how firm it is can still be changed"
    here.page.unroute(away)
    here.page.click(".chip-form [role=alert] button")
    here.page.locator(".chip-form select.value").select_option(index=1)
    here.page.route("**/need", lambda route: route.fulfill(status=422, json={"detail": "x", "code": "value_unknown"}))
    here.page.click(".chip-form [type=submit]")
    assert said(here, ".turn:last-child .failure p", language) != told
    assert here.kept()["need"] == before and here.page.locator(".chip").count() == 2
    here.page.unroute("**/need")
    here.page.click(".failure button")
    turned(here, 2)
    assert conditions(here)["attr.material"]["value"] != "羊毛", "what was chosen is sent as it was"


def said(here: Visit, selector: str, language: str) -> str:
    told = str(here.page.locator(selector).inner_text())
    assert "Redis" not in told and bool(re.search("[A-Za-z]{3}", told)) == (language == "en")
    return told


def test_what_conditions_are_called_is_asked_in_one_request(visit: Open) -> None:
    here = visit(language="en")
    here.act("睡袋", KINDS)
    here.page.locator(".chip .chip-text > span").filter(has_text="wool").wait_for()
    assert len([url for url in here.requests if "/need" in url]) == 1
    here.page.route("**/need/names*", lambda route: route.abort())
    here.page.reload()
    here.page.locator(".chip .chip-text > span").filter(has_text="羊毛").wait_for()
    here.page.unroute("**/need/names*")
    for _ in range(2):
        here.page.locator(".settings button").first.click()
    here.page.locator(".chip .chip-text > span").filter(has_text="wool").wait_for()
