"""A conversation shared by its link and read by another; the shortlist taken away as a sheet."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ..long import few
from .test_safety import axe
from .visit import Visit

Open = Callable[..., Visit]
SAID = {"zh": ("给宝宝找睡袋,200元以内", "怎么选?"), "en": ("Find baby sleeping bags under 200 yuan", "how do I choose?")}


def link(here: Visit) -> str:
    here.page.locator(".thread.here .icon-button").click()
    here.page.locator(".menu button").nth(3).click()
    here.page.locator("dialog select").select_option("1")
    here.page.click("dialog .primary")
    return str(here.page.locator(".share-link input").input_value())


@pytest.mark.parametrize(("language", "width"), [("zh", 390), ("en", 1280)])
def test_whoever_has_the_link_reads_and_changes_nothing(visit: Open, language: str, width: int) -> None:
    owner = visit(language=language)
    for text in SAID[language]:
        owner.say(text)
    other = visit(language=language, width=width)
    other.page.goto(link(owner))
    other.page.wait_for_selector(".turn:nth-child(2)")
    told = [each["content"] for each in owner.kept()["messages"] if each["role"] == "user"]
    assert other.page.locator(".bubble").all_inner_texts() == told == list(SAID[language])
    assert other.page.locator(".turn:first-child .card").count() == min(5, len(owner.kept()["replies"][0]["cards"]))
    for selector in ("#message", ".side", ".actions", ".suggestion", ".pen", ".choose", ".need", ".only-narrow"):
        assert not any(each.is_visible() for each in other.page.locator(selector).all()), selector
    assert axe(other) == []
    if width == 390:
        assert other.page.evaluate("document.scrollingElement.scrollWidth") == 390
    other.page.locator(".card-title a").first.click()
    other.page.wait_for_selector("dialog.product .pricing")
    other.page.keyboard.press("Escape")
    other.page.emulate_media(media="print")
    last = other.page.locator(".turn").last
    assert last.is_visible() and other.page.evaluate("getComputedStyle(document.querySelector('.main')).overflowY") == "visible"
    other.page.emulate_media(media="screen")
    owner.context.request.delete(f"{owner.url}/v1/threads/{owner.thread}")
    other.page.reload()
    other.page.wait_for_selector(".failure")


@pytest.mark.parametrize("language", few(SAID, "en"))
def test_the_shortlist_is_taken_away_as_a_sheet(visit: Open, language: str, tmp_path: Path) -> None:
    here = visit(language=language)
    here.say(SAID[language][0])
    kept = [here.page.locator(".card").nth(place).get_attribute("data-product") for place in (0, 1)]
    for place in (0, 1):
        here.page.locator(".card .keep").nth(place).click()
    here.page.click(".kept")
    found = []
    for place in (0, 1):
        with here.page.expect_download() as download:
            here.page.locator(".exports button").nth(place).press("Enter")
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        found.append(file)
    page = load_workbook(found[0]).worksheets[0]
    assert [row[0] for row in page.iter_rows(min_row=2, values_only=True)] == kept
    rows = list(csv.reader(io.StringIO(found[1].read_bytes().decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == kept
    assert [len(row) for row in rows] == [page.max_column] * 3
