"""LangServe's playgrounds as who tries the shop out has them: a message goes in by the form, and what comes back stands in the page."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from daogou.schema.reply import Reply

from ..serving.server import Local

Open = Callable[[str], Any]


@pytest.fixture
def opened(browser: Any, server: Local) -> Iterator[Open]:
    """Opens a playground; no script failed in it, and it asked no other host."""
    context, troubles = browser.new_context(), list[str]()
    context.set_default_timeout(15_000)

    def open_page(name: str) -> Any:
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((server.url, "data:")) else troubles.append(request.url))
        page.goto(f"{server.url}/{name}/playground/")
        return page

    yield open_page
    context.close()
    assert troubles == []


def started(page: Any) -> list[Any]:
    """What the page shows once the run is over."""
    with page.expect_response("**/stream_log"):
        page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start").wait_for()  # "Stop" until the page has taken in all of it
    shown = page.inner_text("body").partition("Output")[2]
    found, decoder = list[Any](), json.JSONDecoder()
    while shown.lstrip()[:1] in ("{", "["):
        part, end = decoder.raw_decode(shown := shown.lstrip())
        found.append(part)
        shown = shown[end:]
    return found


def test_a_message_is_answered_in_the_playground_and_its_conversation_goes_on(opened: Open) -> None:
    page = opened("assistant")
    page.get_by_label("Text").fill("给宝宝找一款秋冬睡袋,100元以内")
    page.get_by_label("Buyer Id").fill("playing")
    first = Reply.model_validate(started(page)[-1]["data"])
    assert (first.turn, [card.product_id for card in first.cards]) == (1, ["bag-cotton", "bag-fleece"])
    page.get_by_label("Text").fill("哪个品牌好?")
    page.get_by_label("Thread Id").fill(first.thread_id)
    second = Reply.model_validate(started(page)[-1]["data"])
    assert (second.thread_id, second.turn, second.intent) == (first.thread_id, 2, "brand")


def test_suggestions_are_shown_in_their_playground(opened: Open) -> None:
    page = opened("suggestions")
    page.get_by_label("Text").fill("无线鼠标")
    (suggestions,) = started(page)
    assert len(suggestions) == 3 and all(each["text"] for each in suggestions)
