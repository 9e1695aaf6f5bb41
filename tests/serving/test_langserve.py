"""LangServe's routes, called from this process as another program would."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from daogou.schema.reply import Reply
from langserve import RemoteRunnable
from langserve.lzstring import LZString

from .server import Local

PACK: Any = LZString.compressToEncodedURIComponent  # without types
SEARCH, PICK, BRAND = "给宝宝找一款秋冬睡袋,100元以内", "怎么选?", "哪个品牌好?"


def remote(server: Local) -> RemoteRunnable[Any, Any]:
    return RemoteRunnable(f"{server.url}/assistant")


def thread() -> str:
    return f"t-{uuid4()}"


def test_three_turns_through_a_remote_runnable(server: Local) -> None:
    assistant, one = remote(server), thread()
    replies = [Reply.model_validate(assistant.invoke({"text": text, "thread_id": one})) for text in (SEARCH, PICK, BRAND)]
    assert [(reply.turn, reply.intent) for reply in replies] == [(1, "search"), (2, "pick"), (3, "brand")]
    assert replies[0].cards
    assert all(len(reply.suggestions) == 3 for reply in replies)


def test_the_thread_may_stand_in_the_config(server: Local) -> None:
    one = thread()
    config: Any = {"configurable": {"thread_id": one}}
    assert remote(server).invoke({"text": SEARCH}, config)["thread_id"] == one
    assert remote(server).invoke({"text": PICK}, config)["turn"] == 2


def test_without_a_thread_each_call_is_a_new_conversation(server: Local) -> None:
    first, second = (remote(server).invoke({"text": SEARCH, **beside}) for beside in ({}, {"thread_id": None, "buyer_id": None}))
    assert first["thread_id"] != second["thread_id"]
    assert first["turn"] == second["turn"] == 1


def test_a_batch_on_one_thread_runs_in_its_order(server: Local) -> None:
    one, other = thread(), thread()
    texts = [(SEARCH, one), ("a wireless mouse", other), (PICK, one), (BRAND, one)]
    replies = remote(server).batch([{"text": text, "thread_id": its} for text, its in texts])
    assert [(reply["thread_id"], reply["turn"]) for reply in replies] == [(one, 1), (other, 1), (one, 2), (one, 3)]


def test_a_stream_gives_the_events_and_ends_with_the_reply(server: Local) -> None:
    events = list(remote(server).stream({"text": SEARCH, "thread_id": thread()}))
    kinds = [event["event"] for event in events]
    assert kinds[-1] == "reply"
    assert {"need", "cards", "text", "suggestions"} <= set(kinds)
    assert kinds.index("cards") < kinds.index("text") < kinds.index("suggestions")
    assert Reply.model_validate(events[-1]["data"]).cards


async def _kinds(server: Local) -> list[str]:
    return [event["event"] async for event in remote(server).astream_events({"text": SEARCH, "thread_id": thread()}, version="v2")]


def test_stream_events_tell_of_start_parts_and_end(server: Local) -> None:
    import asyncio

    kinds = asyncio.run(_kinds(server))
    assert kinds[0] == "on_chain_start"
    assert kinds[-1] == "on_chain_end"
    assert "on_chain_stream" in kinds


@pytest.mark.parametrize("path", ["/assistant/playground/", "/suggestions/playground/", "/docs", "/openapi.json", "/assistant/input_schema"])
def test_pages_open(server: Local, path: str) -> None:
    assert httpx.get(f"{server.url}{path}").status_code == 200


def test_three_suggestions_without_a_turn(server: Local) -> None:
    one, suggestions = thread(), RemoteRunnable[Any, Any](f"{server.url}/suggestions")
    remote(server).invoke({"text": SEARCH, "thread_id": one})
    for asked in ({"thread_id": one}, {"text": "无线鼠标"}, {"product_ids": ["bag-cotton", "bag-wool"]}):
        assert len(suggestions.invoke(asked)) == 3
    assert remote(server).invoke({"text": PICK, "thread_id": one})["turn"] == 2


BAD: dict[str, Any] = {
    "empty": {"input": {"text": ""}},
    "no text": {"input": {}},
    "no input": {},
    "no object": [1],
    "a long thread id": {"input": {"text": "hi", "thread_id": "x" * 201}},
    "a long thread id in the config": {"input": {"text": "hi"}, "config": {"configurable": {"thread_id": "x" * 201}}},
    "half a surrogate in the config": {"input": {"text": "hi"}, "config": {"configurable": {"thread_id": "\ud800"}}},
    "no config": {"input": {"text": "hi"}, "config": None},
    "a config of another shape": {"input": {"text": "hi"}, "config": {"configurable": [1]}},
    "tags of another kind": {"input": {"text": "hi"}, "config": {"tags": 5}},
}


@pytest.mark.parametrize("route", ["invoke", "stream", "stream_events"])
@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_bad_input_is_422_with_a_reason(server: Local, route: str, body: Any) -> None:
    answer = httpx.post(f"{server.url}/assistant/{route}", content=json.dumps(body))
    assert answer.status_code == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"inputs": [{"text": "睡袋"}, {"text": ""}]},
        {"inputs": [{"text": "hi"}] * 51},
        {"inputs": "hi"},
        {"inputs": [1]},
        {"inputs": [{"text": "hi"}], "config": None},
    ],
)
def test_a_bad_batch_is_422(server: Local, body: Any) -> None:
    assert httpx.post(f"{server.url}/assistant/batch", json=body).status_code == 422


def test_what_is_no_json_is_422(server: Local) -> None:
    for body in (b"{not json", b'{"input": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"):
        assert httpx.post(f"{server.url}/assistant/invoke", content=body).status_code == 422


def test_a_body_beyond_the_limit_is_413(server: Local) -> None:
    body = json.dumps({"input": {"text": "x" * 2_000_000}}).encode()
    assert httpx.post(f"{server.url}/assistant/invoke", content=body).status_code == 413
    assert httpx.post(f"{server.url}/assistant/invoke", content=iter([body])).status_code == 413


@pytest.mark.parametrize("route", ["invoke", "stream"])
def test_another_buyers_thread_does_not_exist(server: Local, route: str) -> None:
    one = thread()
    remote(server).invoke({"text": SEARCH, "thread_id": one, "buyer_id": "ann"})
    for buyer in ("bob", None):
        answer = httpx.post(f"{server.url}/assistant/{route}", json={"input": {"text": PICK, "thread_id": one, "buyer_id": buyer}})
        assert answer.status_code == 404
    linked = PACK(json.dumps({"configurable": {"thread_id": one}}))
    body = {"input": {"text": PICK, "buyer_id": "bob"}, "config": {}}
    assert httpx.post(f"{server.url}/assistant/c/{linked}/{route}", json=body).status_code == 404
    assert httpx.post(f"{server.url}/assistant/c/nothing/{route}", json=body).status_code == 422
    assert httpx.post(f"{server.url}/suggestions/invoke", json={"input": {"thread_id": one, "buyer_id": "bob"}}).status_code == 404
    assert remote(server).invoke({"text": PICK, "thread_id": one, "buyer_id": "ann"})["turn"] == 2


def test_half_a_surrogate_in_json_gets_a_reply(server: Local) -> None:
    answer = httpx.post(f"{server.url}/assistant/invoke", content=b'{"input": {"text": "\xe7\x9d\xa1\xe8\xa2\x8b\\ud800"}}')
    assert answer.status_code == 200, answer.text
    answer = httpx.post(f"{server.url}/assistant/invoke", content=b'{"input": {"text": "hi", "thread_id": "\\ud800"}}')
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("route", ["invoke", "stream", "stream_events", "stream_log"])
def test_suggestions_for_a_conversation_that_is_nowhere_are_404_as_for_another_buyers(server: Local, route: str) -> None:
    httpx.post(f"{server.url}/v1/threads/kept-apart/turns", json={"text": "睡袋", "buyer_id": "keeper"})
    answers = [httpx.post(f"{server.url}/suggestions/{route}", json={"input": {"thread_id": name}}) for name in ("nowhere", "kept-apart")]
    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (404, {"detail": "There is no such conversation.", "code": "thread_unknown"})
    ] * 2
