"""The page when something is in the way: reloads, a second tab, stop, no network, Redis gone."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.tools.wording.wording import Wording
from pydantic import SecretStr

from ..long import few
from ..memory.servers import Server, server
from ..serving.gated import Gated
from ..serving.server import Local
from ..waiting import HANG_S, until
from .visit import Visit

Open = Callable[..., Visit]


def half(here: Visit, held: Gated, text: str = "给宝宝找睡袋") -> None:
    """The first line of the reply is there, and the model waits."""
    here.begin(text)
    here.page.wait_for_selector(".turn.running .text")
    assert held.reached.wait(HANG_S)


def test_a_running_turn_goes_on_after_a_reload_and_in_a_second_tab(visit: Open, held: Gated) -> None:
    here = visit()
    half(here, held)
    here.page.reload()
    here.page.wait_for_selector(".turn.running .text")
    other = here.tab(f"/?thread={here.thread}")
    other.wait_for_selector(".turn.running .text")
    other.fill("#message", "我在写别的")
    held.go.set()
    for page in (here.page, other):
        here.whole(page)
        assert page.locator(".turn").count() == 1
    assert here.kept()["turns"] == 1 and other.input_value("#message") == "我在写别的"
    assert here.page.locator(".text").inner_text() == other.locator(".text").inner_text()


def test_a_message_whose_server_knows_nothing_of_it_is_sent_again_by_its_name(visit: Open, server: Local, held: Gated) -> None:
    here = visit()
    half(here, held)
    one = here.kept()["running"]["turn_id"]
    here.page.route("**/v1/threads/*?limit=100", lambda route: route.fulfill(status=404, json={"detail": "There is no such conversation."}))
    here.page.reload()
    here.page.wait_for_selector(".turn.running .text")
    held.go.set()
    here.whole()
    assert [(message["turn"], message["turn_id"]) for message in here.kept()["messages"]] == [(1, one)] * 2


def test_stop_leaves_nothing_and_the_message_can_be_sent_again(visit: Open, held: Gated) -> None:
    here = visit()
    half(here, held, "婴儿睡袋,要停下的")
    thread, name = here.thread, here.kept()["running"]["turn_id"]
    here.page.click(".go.stops")
    here.page.wait_for_selector(".ended")
    assert not held.go.is_set(), "the model still holds: the turn ended because it was stopped"
    here.page.locator(".thread", has_text="要停下的").wait_for(state="detached")
    assert here.page.url == f"{here.url}/"
    held.go.set()
    events = here.context.request.get(f"{here.url}/v1/threads/{thread}/turns/{name}/events").text().strip().splitlines()
    assert json.loads(events[-1].removeprefix("data: "))["outcome"]["type"] == "cancelled"
    assert here.context.request.get(f"{here.url}/v1/threads/{thread}").status == 404
    here.page.click(".ended .quiet")
    here.whole()
    assert (here.kept()["turns"], here.page.locator(".turn").count()) == (1, 1)


def test_a_lost_connection_is_picked_up_where_it_was(visit: Open, held: Gated) -> None:
    here = visit(language="en")
    half(here, held)
    here.context.set_offline(True)
    here.page.wait_for_selector(".banner:not([hidden])")
    held.go.set()
    here.context.set_offline(False)
    here.whole()
    assert here.page.locator(".banner").is_hidden()
    assert here.kept()["turns"] == 1
    assert here.see(".suggestion").count() == 3


def test_a_first_message_goes_on_by_itself_when_the_network_is_back(visit: Open) -> None:
    here = visit()
    here.context.set_offline(True)
    here.begin("婴儿睡袋")
    here.page.wait_for_selector(".banner:not([hidden])")
    until(lambda: here.page.input_value("#message") == "婴儿睡袋")  # the part that would send it is not here yet; the policy bars polled scripts
    here.page.route("**/v1/threads", lambda route: route.abort())
    here.context.set_offline(False)
    here.page.wait_for_selector(".turn.running .step")
    here.page.unroute("**/v1/threads")
    here.whole()
    assert [each["content"] for each in here.kept()["messages"][:1]] == ["婴儿睡袋"]
    assert here.page.input_value("#message") == ""


REFUSALS = [
    ("en", 429, "too_many"),
    ("zh", 418, "never_heard_of"),
    ("zh", 200, "storage_away"),
]


@pytest.mark.parametrize(("language", "status", "code"), REFUSALS)
def test_what_the_server_refuses_is_said_in_the_buyers_language_with_a_way_on(visit: Open, language: str, status: int, code: str) -> None:
    here = visit(language=language)
    detail = {"detail": "Redis at 127.0.0.1 didn't answer; unset DAOGOU_REDIS_URL.", "code": code}
    events = f"data: {json.dumps({'type': 'RUN_ERROR', 'message': detail['detail'], 'code': code})}\n\n"
    answer = {"json": detail} if status > 200 else {"body": events, "content_type": "text/event-stream"}
    here.page.route("**/turns", lambda route: route.fulfill(status=status, headers={"Retry-After": "7"}, **answer))
    here.begin("睡袋")
    told = here.page.locator(".failure").inner_text()
    assert "Redis" not in told and bool(re.search("[A-Za-z]{3}", told)) == (language == "en")
    assert status != 429 or "7 s" in told
    assert here.page.locator(".failure button").count() == 2
    assert here.page.input_value("#message") == "睡袋"
    here.page.unroute("**/turns")
    here.page.press("#message", "Enter")
    here.whole()
    assert (here.page.locator(".turn").count(), here.kept()["turns"]) == (1, 1)


def test_a_conversation_that_is_not_there_is_said_so(visit: Open) -> None:
    here = visit()
    here.page.goto(f"{here.url}/?thread=nothing")
    here.page.click(".failure .quiet")
    here.page.wait_for_selector(".hello h2")
    assert here.page.url == f"{here.url}/"


@pytest.fixture
def over_redis(six_store: Path, tmp_path: Path) -> Iterator[tuple[Local, Gated, Server]]:
    model = Gated()
    with server(tmp_path / "valkey") as valkey:
        settings = Settings(store=six_store, state=tmp_path, redis_url=SecretStr(valkey.url))
        with Local(create_app(settings, Models(PromptLibrary(), write=model))) as shop:
            yield shop, model, valkey


def test_redis_killed_in_a_turn_leaves_a_whole_reply_that_says_so(visit: Open, over_redis: tuple[Local, Gated, Server]) -> None:
    shop, model, valkey = over_redis
    here = visit(shop.url)
    model.held = True
    half(here, model)
    valkey.kill()
    model.go.set()
    here.page.wait_for_selector(".turn:last-child:not(.running) .actions")
    assert Wording("zh").degraded("memory") in here.see(".text").inner_text()
    assert here.see(".degraded").count() == 0, "it is said once"
    assert here.see(".card").count() > 0 and here.see(".suggestion").count() == 3
    assert here.page.locator(".failure").count() == 0
    here.page.reload()
    for each in (".banner", ".thread", ".turn .card"):  # the conversation and the list of all come each by itself
        here.page.locator(each).first.wait_for()
    assert here.page.locator(".banner:visible").count() == 1 and here.page.locator(".thread").count() == 1
    assert here.page.locator(".turn .card").count() > 0, "what the worker has is shown, and that there may be more is said"


def test_a_request_that_nothing_comes_of_is_given_up_in_words(visit: Open) -> None:
    here = visit()
    here.say("睡袋")
    thread = here.page.url
    here.page.clock.install()
    here.page.goto(here.url)
    here.page.route("**/v1/threads/*?limit=100", lambda route: None)
    here.page.goto(thread)
    here.page.wait_for_selector(".skeletons")
    here.page.clock.fast_forward(31_000)
    here.page.wait_for_selector(".failure")
    here.page.unroute("**/v1/threads/*?limit=100")
    here.page.click(".failure button")
    here.page.wait_for_selector(".turn .card")


def test_a_stream_that_falls_silent_is_followed_anew(visit: Open, held: Gated) -> None:
    here = visit()
    here.page.clock.install()
    here.page.reload()
    here.page.wait_for_selector(".hello h2")
    half(here, held)
    asked = len([url for url in here.requests if url.endswith("/turns")])
    until(lambda: (here.page.clock.fast_forward(46_000), len([url for url in here.requests if url.endswith("/turns")]) > asked)[1])
    held.go.set()
    here.page.wait_for_selector(".turn:not(.running) .actions")
    assert (here.page.locator(".turn").count(), here.kept()["turns"]) == (1, 1)


@pytest.mark.parametrize("language", few(["zh", "en"], "en"))
def test_a_name_that_could_not_be_changed_stays_in_its_box(visit: Open, language: str) -> None:
    here = visit(language=language)
    here.say("睡袋")
    here.page.route("**/v1/threads/*", lambda route: route.abort() if route.request.method == "PATCH" else route.fallback())
    here.page.locator(".thread.here .icon-button").click()
    here.page.locator(".menu button").first.click()
    here.page.fill("dialog input", "秋冬 autumn")
    here.page.press("dialog input", "Enter")
    here.page.locator("dialog").nth(1).locator(".primary").click()
    assert here.page.input_value("dialog input") == "秋冬 autumn" and here.kept()["title"] == "睡袋"
    here.page.unroute("**/v1/threads/*")
    here.page.press("dialog input", "Enter")
    here.page.locator(".top h1").filter(has_text="秋冬 autumn").wait_for()
    assert here.page.locator("dialog").count() == 0


def test_what_can_not_be_copied_is_not_said_to_be(visit: Open) -> None:
    here = visit()
    here.say("睡袋")
    here.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    here.see(".actions .quiet").click()
    box = here.page.locator("dialog textarea")
    assert box.input_value() == here.kept()["replies"][0]["text"]
    assert box.evaluate("(box) => box.selectionEnd - box.selectionStart === box.value.length")


def test_a_chip_of_a_conversation_that_was_left_changes_no_other(visit: Open) -> None:
    here = visit()
    for text in ("睡袋,100元以内", "鼠标,100元以内"):
        here.page.click(".new")
        here.say(text)
    here.page.locator(".thread a").nth(1).click()
    here.page.locator(".topic").filter(has_text="睡袋").wait_for()
    waiting = []
    here.page.route("**/need/c*", lambda route: waiting.append(route))
    here.page.locator(".chip .chip-text").first.click()
    until(lambda: here.page.evaluate("1") and waiting)
    here.page.locator(".thread a").first.click()
    here.page.locator(".topic").filter(has_text="鼠标").wait_for()
    waiting[0].continue_()
    here.page.wait_for_load_state("networkidle")
    assert here.page.locator(".chip-form").count() == 0


def test_a_shortlist_is_one_in_all_tabs_and_without_storage_holds_as_long_as_the_page(visit: Open) -> None:
    here = visit()
    here.say("睡袋")
    other = here.tab(f"/?thread={here.thread}")
    other.wait_for_selector(".card .keep")
    here.page.locator(".card .keep").nth(0).click()
    other.locator(".kept b").filter(has_text="1").wait_for()
    other.locator(".card .keep[aria-pressed=true]").wait_for()
    other.locator(".card .keep").nth(1).click()
    here.page.locator(".kept b").filter(has_text="2").wait_for()
    bare = here.context.new_page()
    bare.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })")
    bare.goto(f"{here.url}/?thread={here.thread}")
    bare.locator(".card .keep").first.click()
    bare.locator(".kept b").filter(has_text="1").wait_for()
