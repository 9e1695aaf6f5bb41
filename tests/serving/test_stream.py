"""The event stream: what leaves when, coming back to it, stopping it; held to the protocol's own types."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from daogou.models import audience
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from ..waiting import HANG_S
from .events import kinds, streamed, streaming, text_of
from .gated import Gated
from .server import Local

SEARCH = {"zh": "给宝宝找睡袋", "en": "find baby sleeping bags"}


class Served:
    def __init__(self, server: Local, model: Gated) -> None:
        self.server, self.model = server, model

    def url(self, thread: str, rest: str = "/turns") -> str:
        return f"{self.server.url}/v1/threads/{thread}{rest}"


@pytest.fixture(scope="module")
def running(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    model = Gated()
    app = create_app(Settings(store=six_store, state=tmp_path_factory.mktemp("streamed")), Models(PromptLibrary(), write=model))
    with Local(app) as server:
        yield Served(server, model)


@pytest.fixture
def served(running: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(audience, "GRACE_S", HANG_S)  # a busy machine comes back late
    running.model.held, running.model.reached, running.model.go = False, threading.Event(), threading.Event()
    running.model.ended = threading.Event()
    yield running
    running.model.go.set()


@pytest.fixture
def thread() -> str:
    return f"t-{uuid4().hex}"


@pytest.mark.parametrize("language", SEARCH)
def test_each_part_leaves_as_soon_as_it_is_known_and_the_reply_last(served: Served, thread: str, language: str) -> None:
    events = streamed("POST", served.url(thread), json={"text": SEARCH[language]})
    order = kinds(events)
    places = [
        order.index(kind) for kind in ("RUN_STARTED", "STATE_SNAPSHOT", "cards", "citations", "TEXT_MESSAGE_START", "suggestions", "RUN_FINISHED")
    ]
    assert places == sorted(places) and places[0] == 0 and places[-1] == len(order) - 1
    last = events[-1]
    assert last["outcome"] == {"type": "success"}
    assert last["usage"][0]["totalTokens"] == 12
    reply = last["result"]
    assert text_of(events) == reply["text"]
    assert next(each for each in events if each.get("name") == "cards")["value"] == {"cards": reply["cards"], "revision": 0, "reason": None}
    assert [event["id"] for event in events] == [str(number) for number in range(1, len(events) + 1)]
    started, ended = ([each["stepName"] for each in events if each["type"] == kind] for kind in ("STEP_STARTED", "STEP_FINISHED"))
    assert sorted(started) == sorted(ended)


def test_cards_are_there_before_a_model_says_a_word(served: Served, thread: str) -> None:
    served.model.held = True
    with streaming("POST", served.url(thread), json={"text": SEARCH["zh"]}) as events:
        seen = []
        for event in events:
            seen.append(event)
            if event.get("name") == "cards":
                assert not served.model.go.is_set()
            if event["type"] == "TEXT_MESSAGE_CONTENT":
                served.model.go.set()
    assert seen[-1]["type"] == "RUN_FINISHED"


def test_the_turn_is_stored_when_the_last_event_comes(served: Served, thread: str) -> None:
    with streaming("POST", served.url(thread), json={"text": SEARCH["zh"]}) as events:
        for event in events:
            if event["type"] == "RUN_FINISHED":
                assert httpx.get(served.url(thread, "")).json()["replies"] == [event["result"]]


def test_who_leaves_comes_back_to_the_rest_of_it_by_event_id(served: Served, thread: str) -> None:
    served.model.held = True
    with streaming("POST", served.url(thread), json={"text": SEARCH["zh"], "turn_id": "one"}) as events:
        before = _until_text(events)
    assert httpx.get(served.url(thread, "")).status_code == 200  # claimed, and its turn runs
    assert httpx.get(served.url(thread, "")).json()["running"] == {"turn_id": "one", "text": SEARCH["zh"]}
    with streaming("GET", served.url(thread, "/turns/one/events"), last=before[-1]["id"]) as rest:
        served.model.go.set()
        after = list(rest)
    again = streamed("GET", served.url(thread, "/turns/one/events"))
    assert [*before, *after] == again
    assert streamed("POST", served.url(thread), json={"text": SEARCH["zh"], "turn_id": "one"}) == again  # and no second turn
    assert streamed("POST", served.url(thread), last=before[-1]["id"], json={"text": SEARCH["zh"], "turn_id": "one"}) == after
    assert httpx.get(served.url(thread, "")).json()["turns"] == 1


@pytest.mark.parametrize(("language", "headers"), [("zh", {}), ("en", {"Accept": "text/event-stream"})], ids=["whole", "events"])
def test_when_everybody_has_left_the_writer_is_asked_no_more_and_the_turn_ends_in_codes_words(
    served: Served, thread: str, language: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "GRACE_S", 0.2)
    served.model.held = True
    body = json.dumps({"text": SEARCH[language], "turn_id": "one"}).encode()
    client = http.client.HTTPConnection(served.server.url.removeprefix("http://"), timeout=HANG_S)
    client.request("POST", f"/v1/threads/{thread}/turns", body, {"Content-Type": "application/json", **headers})
    assert served.model.reached.wait(HANG_S)
    assert not served.model.ended.wait(0.5)  # he waits, and so the writer goes on
    assert client.sock is not None
    client.sock.shutdown(socket.SHUT_RDWR)
    client.close()
    assert served.model.ended.wait(HANG_S)
    reply = streamed("GET", served.url(thread, "/turns/one/events"))[-1]["result"]
    assert reply["degraded"] == ["model.write"]
    assert reply["cards"] and reply["text"]
    assert not served.model.go.is_set()


def _until_text(events: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    seen = []
    for event in events:
        seen.append(event)
        if event["type"] == "TEXT_MESSAGE_CONTENT":
            break
    return seen


def test_a_turn_of_which_the_worker_knows_nothing_any_more_is_told_from_the_store(served: Served, thread: str) -> None:
    reply = httpx.post(served.url(thread), json={"text": SEARCH["zh"], "turn_id": "one"}).json()
    served.server.app.state.tenants.first.runs.forget(thread)
    events = streamed("GET", served.url(thread, "/turns/one/events"), last="5")
    assert kinds(events)[:3] == ["RUN_STARTED", "STATE_SNAPSHOT", "cards"]
    assert events[-1]["result"] == reply
    assert text_of(events) == reply["text"]
    assert httpx.get(served.url(thread, "/turns/another/events")).status_code == 404


def test_a_message_sent_again_to_a_worker_that_did_not_answer_it_is_told_from_the_beginning(served: Served, thread: str) -> None:
    reply = httpx.post(served.url(thread), json={"text": SEARCH["zh"], "turn_id": "one"}).json()
    served.server.app.state.tenants.first.runs.forget(thread)
    for _ in range(2):  # it knows the turn by then
        again = streamed("POST", served.url(thread), last="3", json={"text": SEARCH["zh"], "turn_id": "one"})
        assert kinds(again)[:3] == ["RUN_STARTED", "STATE_SNAPSHOT", "cards"] and again[-1]["result"] == reply
    assert streamed("GET", served.url(thread, "/turns/one/events"), last="20") == again


def test_a_turn_that_begins_here_is_told_whole_whatever_was_seen_of_it_elsewhere(served: Served, thread: str) -> None:
    events = streamed("POST", served.url(thread), last="1", json={"text": SEARCH["zh"], "turn_id": "one"})
    assert (kinds(events)[0], kinds(events)[-1]) == ("RUN_STARTED", "RUN_FINISHED")
    assert streamed("GET", served.url(thread, "/turns/one/events"), last="500") == events


def test_stop_ends_the_turn_before_its_next_sentence_and_leaves_nothing(served: Served, thread: str) -> None:
    httpx.post(served.url(thread), json={"text": SEARCH["zh"]})
    served.model.held = True
    with streaming("POST", served.url(thread), json={"text": "有机棉的"}) as events:
        _until_text(events)
        assert served.model.reached.wait(HANG_S)
        assert httpx.post(served.url(thread, "/stop")).json() == {"stopped": True}
        served.model.go.set()
        rest = list(events)
    assert not {"TEXT_MESSAGE_CONTENT", "STEP_STARTED", "CUSTOM"} & {event["type"] for event in rest}
    assert rest[-1]["type"] == "RUN_FINISHED" and rest[-1]["outcome"] == {"type": "cancelled"}
    assert httpx.get(served.url(thread, "")).json()["turns"] == 1
    assert httpx.post(served.url(thread, "/stop")).json() == {"stopped": False}
    assert httpx.post(served.url(thread), json={"text": "有机棉的"}).json()["turn"] == 2


def test_a_second_message_is_refused_waits_or_ends_the_first(served: Served, thread: str) -> None:
    served.model.held = True
    with streaming("POST", served.url(thread), json={"text": SEARCH["zh"], "turn_id": "one"}) as first:
        _until_text(first)
        for headers in ({}, {"Accept": "text/event-stream"}):
            answer = httpx.post(served.url(thread), json={"text": "怎么选?", "multitask_strategy": "reject"}, headers=headers)
            assert answer.status_code == 409
        with streaming("POST", served.url(thread), json={"text": "怎么选?", "multitask_strategy": "interrupt"}) as second:
            assert list(first)[-1]["outcome"] == {"type": "cancelled"}
            served.model.go.set()
            assert list(second)[-1]["result"]["turn"] == 1
    served.model.go, served.model.reached = threading.Event(), threading.Event()
    with streaming("POST", served.url(thread), json={"text": SEARCH["zh"]}) as third:
        _until_text(third)
        with streaming("POST", served.url(thread), json={"text": "怎么选?"}) as fourth:
            assert next(fourth)["type"] == "RUN_STARTED"
            served.model.go.set()
            assert [list(events)[-1]["result"]["turn"] for events in (third, fourth)] == [2, 3]


def test_deleting_a_conversation_ends_its_turn(served: Served, thread: str) -> None:
    served.model.held = True
    with streaming("POST", served.url(thread), json={"text": SEARCH["zh"], "turn_id": "one"}) as events:
        _until_text(events)
        assert httpx.delete(served.url(thread, "")).status_code == 204
        assert list(events)[-1]["outcome"] == {"type": "cancelled"}
    assert httpx.get(served.url(thread, "")).status_code == httpx.get(served.url(thread, "/turns/one/events")).status_code == 404
