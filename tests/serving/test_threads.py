"""A buyer's conversations over HTTP: opened, listed, drawn again, renamed, deleted; another's do not exist."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.graphs.opening import open as open_assistant
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from pydantic import SecretStr

from .server import Local

SEARCH = {"zh": "给宝宝找一款秋冬睡袋,100元以内", "en": "a baby sleeping bag under 100 yuan"}


def opened(server: Local, buyer: str, **body: Any) -> str:
    return str(httpx.post(f"{server.url}/v1/threads", json={"buyer_id": buyer, **body}).json()["thread_id"])


def say(server: Local, thread: str, text: str, buyer: str, **body: Any) -> httpx.Response:
    return httpx.post(f"{server.url}/v1/threads/{thread}/turns", json={"text": text, "buyer_id": buyer, **body})


@pytest.mark.parametrize("language", SEARCH)
def test_a_conversation_can_be_drawn_again_from_what_is_kept(server: Local, language: str) -> None:
    thread = opened(server, "drawn")
    first = Reply.model_validate(say(server, thread, SEARCH[language], "drawn").json())
    second = say(server, thread, "第二款多少钱?" if language == "zh" else "how much is the second one?", "drawn", turn_id="two").json()
    got = httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "drawn"}).json()
    assert (got["title"], got["turns"], got["running"]) == (SEARCH[language], 2, None)
    assert [message["role"] for message in got["messages"]] == ["user", "assistant"] * 2
    assert got["messages"][2]["turn_id"] == "two"
    assert [Reply.model_validate(each) for each in got["replies"]] == [first, Reply.model_validate(second)]
    assert got["need"] == second["need"]
    assert got["shown"][-1]["product_ids"] == [card.product_id for card in first.cards]


def test_the_list_has_a_buyers_own_the_latest_first_and_finds_words_of_a_title(server: Local) -> None:
    one, other = opened(server, "lister"), opened(server, "lister", title="Mice for the office")
    for thread, text in ((one, SEARCH["zh"]), (other, "a wireless mouse")):
        say(server, thread, text, "lister")
    listed = httpx.get(f"{server.url}/v1/threads", params={"buyer_id": "lister"}).json()["threads"]
    assert [(each["thread_id"], each["title"]) for each in listed] == [(other, "Mice for the office"), (one, SEARCH["zh"])]
    found = httpx.get(f"{server.url}/v1/threads", params={"buyer_id": "lister", "q": "OFFICE mice"}).json()["threads"]
    assert [each["thread_id"] for each in found] == [other]
    assert httpx.get(f"{server.url}/v1/threads", params={"buyer_id": "somebody"}).json()["threads"] == []


def test_a_title_can_be_changed_and_a_conversation_deleted(server: Local) -> None:
    thread = opened(server, "renamer")
    say(server, thread, SEARCH["zh"], "renamer")
    url, me = f"{server.url}/v1/threads/{thread}", {"buyer_id": "renamer"}
    assert httpx.patch(url, params=me, json={"title": "睡袋"}).json()["title"] == "睡袋"
    assert httpx.get(url, params=me).json()["title"] == "睡袋"
    assert httpx.patch(url, params=me, json={"title": ""}).status_code == 422
    assert httpx.delete(url, params=me).status_code == 204
    assert httpx.get(url, params=me).status_code == httpx.delete(url, params=me).status_code == 404


def test_another_buyers_conversation_does_not_exist_on_any_route(server: Local) -> None:
    thread = opened(server, "ann")
    say(server, thread, SEARCH["zh"], "ann", turn_id="a")
    url = f"{server.url}/v1/threads/{thread}"
    for me in ({"buyer_id": "bob"}, {}):
        answers = [
            httpx.get(url, params=me),
            httpx.patch(url, params=me, json={"title": "mine"}),
            httpx.delete(url, params=me),
            httpx.post(f"{url}/turns", params=me, json={"text": "怎么选?"}),
            httpx.post(f"{url}/turns", params=me, json={"text": "怎么选?", "turn_id": "a"}),
            httpx.get(f"{url}/turns/a/events", params=me),
            httpx.post(f"{url}/stop", params=me),
        ]
        assert [(answer.status_code, answer.json()) for answer in answers] == [
            (404, {"detail": "There is no such conversation.", "code": "thread_unknown"})
        ] * len(answers)
    assert httpx.get(url, params={"buyer_id": "ann"}).json()["turns"] == 1


def test_a_conversation_opened_before_its_first_message_is_taken(server: Local) -> None:
    thread = opened(server, "early")
    assert say(server, thread, SEARCH["zh"], "late").status_code == 404
    assert httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "early"}).json()["turns"] == 0


@pytest.mark.parametrize("body", [{"text": ""}, {"text": " \n"}, {}, {"text": "hi", "turn_id": "x" * 201}, {"text": "hi", "multitask_strategy": "x"}])
def test_a_bad_turn_is_422_with_a_reason(server: Local, body: dict[str, Any]) -> None:
    answer = httpx.post(f"{server.url}/v1/threads/t/turns", json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize("kept", ["folder", "redis"])
def test_a_conversation_claimed_without_a_title_gets_its_first_message(
    kept: str, six_store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where: dict[str, Any] = {"state": tmp_path} if kept == "folder" else {"redis_url": SecretStr(request.getfixturevalue("valkey_url"))}
    with open_assistant(settings=Settings(store=six_store, **where)) as assistant:
        assistant.threads.claim("untitled", "ann-of-titles", "")
        assistant.ask("婴儿睡袋", thread="untitled", buyer="ann-of-titles")
        assert [each.title for each in assistant.threads.list("ann-of-titles")] == ["婴儿睡袋"]
        assert assistant.threads.rename("untitled", "睡袋") and not assistant.threads.rename("nowhere", "x")
        assert assistant.ask("便宜的", thread="untitled", buyer="ann-of-titles").turn == 2
        assert [(each.title, each.turns) for each in assistant.threads.list("ann-of-titles")] == [("睡袋", 2)]


ODD = (
    b'{"text": "\\ud800", "turn_id": "\\ud800"}',
    b'{"product_ids": ["\\ud800"]}',
    b'{"buyer_id": "\\u0000", "text": "x"}',
    b"[" * 100_000,
    b"\xff\xfe",
    b'{"\\ud800": 1}',
    b"null",
)
ROUTES = (
    ("POST", "/v1/threads"),
    ("POST", "/v1/threads/odd/turns"),
    ("PATCH", "/v1/threads/odd/need"),
    ("PATCH", "/v1/profile"),
    ("POST", "/v1/suggestions"),
    ("POST", "/v1/chat/completions"),
)


@pytest.mark.parametrize("body", ODD, ids=range(len(ODD)))
def test_an_odd_body_is_the_callers_fault(server: Local, body: bytes) -> None:
    statuses = [
        httpx.request(method, server.url + path, content=body, headers={"Content-Type": "application/json"}).status_code for method, path in ROUTES
    ]
    assert [status for status in statuses if status >= 500] == []
