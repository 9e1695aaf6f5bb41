"""What the page lets in and out: text stays text, one origin, a budget, headers; and it can be used without eyes or mouse."""

import json
from base64 import b64decode
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import httpx
import pytest
from daogou.schema.errors import InputError
from daogou.serving.routes.page import page_of

from ..long import few
from ..serving.events import SSE
from ..serving.server import Local
from .visit import Visit

Open = Callable[..., Visit]
PAYLOADS = (
    """<script>alert(1)</script><img src=x onerror="alert(1)">"><svg onload=alert(1)>'></textarea><iframe srcdoc='<script>alert(1)</script>'>""",
    "javascript:alert(1)//[x](javascript:alert(1))",
    "data:text/html,<script>alert(1)</script>{{constructor.constructor('alert(1)')()}}",
)


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TOLD_APART = {"type", "stepName", "name", "status", "op", "path", "kind", "language", "intent", "threadId", "runId", "origin", "thread_id"}
CHOICES = {"id": "c1", "label": "price", "choices": [{"value": "a", "label": "A", "count": 1}], "ways": [{"op": "=", "every": False}]}
EMPTY = {"image", "url", "brand", "supplier", "source", "source_kind", "published", "retrieved_at", "audience", "reason"}


def poisoned(value: Any, payload: str) -> Any:
    """The payload in every text but those that programs tell apart, and where a text may stand."""
    if isinstance(value, dict):
        filled = {key: "" if each is None and key in EMPTY else each for key, each in value.items()}
        return {key: each if key in TOLD_APART else poisoned(each, payload) for key, each in filled.items()}
    if isinstance(value, list):
        return [poisoned(each, payload) for each in value]
    return payload + value if isinstance(value, str) else value


@pytest.fixture(scope="module")
def told(server: Local) -> list[list[dict[str, Any]]]:
    """The events of a list with near misses and of a comparison."""
    url = f"{server.url}/v1/threads/poisoned/turns"
    streams = [httpx.post(url, json={"text": text}, headers=SSE).text for text in ("给宝宝找睡袋,10元以内", "对比前两款")]
    return [[json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")] for stream in streams]


@pytest.mark.parametrize("payload", few(PAYLOADS, PAYLOADS[0]))
def test_whatever_stands_in_any_field_is_inert(visit: Open, told: list[list[dict[str, Any]]], payload: str) -> None:
    here = visit()
    streams = iter("".join(f"data: {json.dumps(poisoned(event, payload))}\n\n" for event in events) for events in told)
    here.page.route("**/turns", lambda route: route.fulfill(content_type="text/event-stream", body=next(streams)))
    here.page.route("**/v1/threads?*", lambda route: route.fulfill(json=poisoned(route.fetch().json(), payload)))
    here.page.route("**/need/*", lambda route: route.fulfill(json=poisoned(CHOICES, payload)))
    here.say(payload)
    here.say(payload)
    assert here.page.locator(".comparison").count() == 1 and payload in here.page.locator(".card-title").first.inner_text()
    for opener, opened in ((".chip-text", ".beside"), (".cite", ".beside"), (".sources summary", ".sources[open]"), (".kept", "dialog")):
        if here.page.locator(opener).count():
            here.page.locator(opener).first.click()
            here.page.wait_for_selector(opened)
            here.page.keyboard.press("Escape")
    here.page.locator(".card .keep").first.click()
    here.page.click(".kept")
    assert here.page.locator("iframe, script:not([src]), [onerror], [onload], main img").count() == 0
    links = here.page.locator("main a:not([href^='#product=']), dialog a:not([href^='#product='])").evaluate_all(
        "all => all.map((each) => [each.protocol, each.rel])"
    )
    assert all(protocol in ("http:", "https:") and rel == "noopener noreferrer" for protocol, rel in links)


def test_a_picture_that_a_record_names_by_a_path_is_asked_for_in_the_folder(visit: Open, told: list[list[dict[str, Any]]]) -> None:
    here = visit()
    events = json.loads(json.dumps(told[0]), object_hook=lambda each: {**each, "image": "img/红 1.png"} if "image" in each else each)
    here.page.route(
        "**/turns", lambda route: route.fulfill(content_type="text/event-stream", body="".join(f"data: {json.dumps(event)}\n\n" for event in events))
    )
    here.page.route("**/pictures/**", lambda route: route.fulfill(content_type="image/png", body=b64decode(PIXEL)))
    here.say("睡袋")
    here.page.wait_for_selector(".card img")
    assert f"{here.url}/pictures/img/%E7%BA%A2%201.png" in here.requests


def test_a_first_opening_and_a_conversation_opened_by_its_address_ask_for_little_and_all_of_it_ours(visit: Open) -> None:
    here = visit()
    here.page.wait_for_selector(".suggestion")
    assert here.bytes < 50_000
    little(here)
    here.say("婴儿睡袋")
    address = here.page.url
    here.requests.clear()
    here.page.route("**/page/**", lambda route: route.fulfill(response=route.fetch()))  # nothing from what the browser keeps
    here.page.goto(address)
    here.page.wait_for_selector(".turn .actions")
    little(here)


def little(here: Visit) -> None:
    asked = [url for url in here.requests if not url.startswith("data:")]
    assert 4 < len(asked) <= 8, asked
    assert all(url.startswith(here.url) for url in asked)


def test_the_page_is_sent_with_a_strict_policy_and_kept_as_long_as_it_is_the_same(server: Local) -> None:
    first = httpx.get(server.url)
    policy = first.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    again = httpx.get(server.url, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    script = next(part for part in first.text.split('"') if part.endswith("app.js"))
    assert "immutable" in httpx.get(f"{server.url}{script}").headers["cache-control"]
    assert httpx.get(f"{server.url}/page/of-yesterday/app.js").headers["cache-control"] == "no-cache"
    for name in ("nothing.js", "index.html", "..%2f..%2fapp.py", "%2e%2e/app.py"):
        assert httpx.get(f"{server.url}/page/x/{name}").status_code == 404


def test_pictures_come_from_named_hosts_alone() -> None:
    assert "img-src 'self' data: https://img.example.com https://cdn.example.com:8443;" in page_of("img.example.com, cdn.example.com:8443").policy
    assert "img-src 'self' data:;" in page_of(None).policy
    assert b"/pictures/" not in page_of(None).index and b"/pictures/" in page_of(None, folder=True).index  # or each card asks for nothing
    for wrong in ("img.example.com; script-src *", "*", "https://img.example.com", "a b"):
        with pytest.raises(InputError):
            page_of(wrong)


def axe(here: Visit) -> list[str]:
    here.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = here.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['html'][:120]}" for each in found["violations"] if each["impact"] in ("serious", "critical") for node in each["nodes"]
    ]


def test_axe_finds_nothing_serious_on_a_desktop_in_the_dark(visit: Open) -> None:
    here = visit(language="en", dark=True)
    assert axe(here) == []
    here.say("baby sleeping bags under 10 yuan")
    here.say("compare the first two")
    here.page.locator(".card input[type=checkbox]").first.check()
    assert axe(here) == []


def test_axe_finds_nothing_serious_in_what_opens_on_a_phone(visit: Open) -> None:
    here = visit(width=390)
    here.say("婴儿睡袋,10元以内")
    for opened in (".cite", ".chip-text", ".chip-add", ".card-title a", ".kept"):
        here.page.locator(opened).first.click()
        here.page.wait_for_selector(".beside, dialog")
        assert axe(here) == []
        here.page.keyboard.press("Escape")
        here.page.locator(".beside, dialog").wait_for(state="detached")


def test_a_turn_can_be_taken_with_the_keyboard_alone_and_is_told_aloud(visit: Open) -> None:
    here = visit(language="en")
    seen = ["message"]
    while len(seen) < 60 and (len(seen) == 1 or seen[-1] != "message"):
        here.page.keyboard.press("Tab")
        seen.append(here.page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert seen.index("skip") < seen.index("new") < seen.index("quiet kept"), seen
    here.page.keyboard.type("baby sleeping bags")
    here.page.keyboard.press("Enter")
    here.whole()
    assert here.page.evaluate("document.activeElement.id") == "message"
    assert here.page.locator("[aria-live=polite]").inner_text().strip()
