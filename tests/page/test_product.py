"""A product by itself: opened from its card and by its address, priced by quantity, asked about, kept, closed again."""

import json
from collections.abc import Callable

import httpx
import pytest

from ..long import few
from .test_safety import axe
from .visit import Visit

Open = Callable[..., Visit]
SAID = {"zh": "婴儿睡袋", "en": "baby sleeping bags"}


def opened(here: Visit) -> None:
    here.page.wait_for_selector("dialog.product .pricing")


@pytest.mark.parametrize(("width", "language"), few([(1280, "zh"), (390, "en")], (1280, "zh")))
def test_a_card_opens_its_product_and_gives_the_focus_back(visit: Open, width: int, language: str) -> None:
    here = visit(width=width, language=language, dark=width < 1000)
    here.say(SAID[language])
    address = here.page.url
    card = here.page.locator(".card").nth(1)
    product = card.get_attribute("data-product")
    card.locator(".card-title a").press("Enter")
    opened(here)
    assert here.page.url == f"{address}#product={product}"
    box, view = here.page.locator("dialog.product").bounding_box(), here.page.locator("dialog.product")
    assert (box["x"] > 200 and box["height"] > 800) if width > 600 else (box["width"] == 390 and box["y"] > 0)
    told = httpx.get(f"{here.url}/v1/products/{product}", params={"language": language}).json()
    for text in (told["card"]["title"], told["supplier"]["name"], *(each["value"] for each in told["attributes"])):
        assert text in view.inner_text()
    assert view.locator(".papers li").count() == len(told["papers"]) + len(told["supplier"]["papers"])
    assert axe(here) == []
    here.page.keyboard.press("Escape")
    view.wait_for(state="detached")
    assert here.page.url == address
    assert card.locator(".card-title a").evaluate("node => node === document.activeElement")


@pytest.mark.parametrize("language", SAID)
def test_a_quantity_that_is_typed_is_priced_by_the_server(visit: Open, language: str) -> None:
    here = visit(language=language)
    here.page.goto(f"{here.url}/#product=bag-cotton")
    opened(here)
    total = here.page.locator(".sum .total strong")
    for quantity, told in (("250", "19000.00"), ("2", "178.00"), ("60", "4920.00")):
        here.page.fill("#pieces", quantity)
        total.filter(has_text=told).wait_for()
        assert here.page.locator(".sum .warn").count() == 0
    here.page.fill("#pieces", "1")
    here.page.wait_for_selector(".sum .warn")
    assert total.count() == 0 and "89.00" in here.page.locator(".sum .faint").inner_text()
    here.page.fill("#pieces", "5")
    total.filter(has_text="445.00").wait_for()
    here.page.fill("#pieces", "0")
    here.page.wait_for_selector(".sum .warn")
    assert total.count() == 0


def test_an_address_opens_a_product_and_going_back_closes_it(visit: Open) -> None:
    here = visit()
    here.page.goto(f"{here.url}/#product=mouse-silent")
    opened(here)
    here.page.keyboard.press("Escape")
    here.page.locator("dialog.product").wait_for(state="detached")
    here.say("婴儿睡袋")
    thread = here.thread
    here.page.locator(".card-title a").first.click()
    opened(here)
    here.page.go_back()
    here.page.locator("dialog.product").wait_for(state="detached")
    assert here.thread == thread and here.page.locator(".turn").count() == 1
    here.page.go_forward()
    opened(here)
    here.page.goto(f"{here.url}/#product=gone%2Fnow")
    here.page.wait_for_selector("dialog.product [role=alert]")


@pytest.mark.parametrize("language", SAID)
def test_the_next_message_is_about_the_product_in_view(visit: Open, language: str) -> None:
    here = visit(language=language)
    here.say(SAID[language])
    second = here.kept()["replies"][0]["cards"][1]
    here.page.locator(".card-title a").nth(1).click()
    opened(here)
    here.page.click(".product-actions .primary")
    here.page.locator("dialog.product").wait_for(state="detached")
    assert here.page.evaluate("document.activeElement.id") == "message"
    assert second["title"] in here.page.locator(".about").inner_text()
    here.say({"zh": "最少要买多少件？", "en": "what is the MOQ?"}[language])
    assert here.page.locator(".about").is_hidden()
    reply = here.kept()["replies"][1]
    assert {each["ref"] for each in reply["citations"]} == {second["product_id"]} and str(second["moq"]) in reply["text"]


def test_a_product_in_view_is_kept_compared_and_inquired_about(visit: Open) -> None:
    here = visit()
    here.say("婴儿睡袋")
    cards = here.page.locator(".card")
    first = cards.first.get_attribute("data-product")

    def view() -> None:
        cards.first.locator(".card-title a").click()
        opened(here)

    view()
    here.page.click(".product-actions [aria-pressed]")
    assert here.page.locator(".product-actions [aria-pressed=true]").count() == 1
    here.page.keyboard.press("Escape")
    assert cards.first.locator(".keep").get_attribute("aria-pressed") == "true"
    assert [each["product_id"] for each in json.loads(here.page.evaluate("localStorage['daogou.shortlist']"))] == [first]
    view()
    here.page.locator(".product-actions .icon-scale").click()
    assert cards.first.locator("input[type=checkbox]").is_checked() and here.page.locator(".tray").is_visible()
    view()
    here.page.locator(".product-actions .icon-pen").click()
    here.page.wait_for_selector(".turn:nth-child(2):not(.running) .actions")
    assert [each["product_ids"] for each in here.kept()["replies"][1]["inquiries"]] == [[first]]
