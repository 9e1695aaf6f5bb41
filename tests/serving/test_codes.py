"""Every trouble has a code that stays, and a sentence that tells a buyer nothing of how the shop is run."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from pydantic import SecretStr

from .server import Local

TROUBLES: dict[str, tuple[str, str, Any, int]] = {
    "thread_unknown": ("GET", "/v1/threads/nowhere", None, 404),
    "turn_unknown": ("GET", "/v1/threads/coded/turns/never/events", None, 404),
    "thread_id_bad": ("POST", f"/v1/threads/{'x' * 201}/turns", {"text": "睡袋"}, 422),
    "turn_id_bad": ("POST", "/v1/threads/coded/turns", {"text": "睡袋", "turn_id": "x" * 201}, 422),
    "buyer_id_bad": ("POST", "/v1/threads/coded/turns", {"text": "睡袋", "buyer_id": ""}, 422),
    "message_empty": ("POST", "/v1/threads/coded/turns", {"text": ""}, 422),
    "message_too_long": ("POST", "/v1/threads/coded/turns", {"text": "x" * 20_001}, 422),
    "title_bad": ("PATCH", "/v1/threads/coded", {"title": " \n\0\u202e"}, 422),
    "buyer_unknown": ("GET", "/v1/profile", None, 422),
    "input_bad": ("PATCH", "/v1/threads/coded/need", {"remove": ["c99"]}, 422),
    "not_found": ("GET", "/v1/nowhere", None, 404),
    "method_bad": ("PUT", "/v1/threads", None, 405),
    "too_large": ("POST", "/v1/threads/coded/turns", {"text": "x" * 1_100_000}, 413),
}


@pytest.mark.parametrize("code", TROUBLES)
def test_every_trouble_has_its_code(server: Local, code: str) -> None:
    httpx.post(f"{server.url}/v1/threads/coded/turns", json={"text": "婴儿睡袋", "turn_id": "first"})
    method, path, body, status = TROUBLES[code]
    answer = httpx.request(method, f"{server.url}{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]


@pytest.mark.parametrize(("text", "code"), [(" \n", "message_empty"), ("袋" * 20_001, "message_too_long")])
@pytest.mark.parametrize("path", ["/v1/threads/coded/turns", "/assistant/invoke", "/v1/chat/completions"])
def test_a_bad_message_has_the_same_code_on_every_way_in(server: Local, path: str, text: str, code: str) -> None:
    said = {"text": text, "input": {"text": text}, "messages": [{"role": "user", "content": text}]}
    answer = httpx.post(f"{server.url}{path}", json=said)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_who_asks_only_whether_the_page_is_there_is_told(server: Local) -> None:
    whole, head = httpx.get(server.url), httpx.head(server.url)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", whole.headers["content-length"])


def test_the_longest_message_is_answered_and_makes_a_short_title(server: Local) -> None:
    text = "婴儿睡袋\n100元\0以内\u202e " + "纯棉，" * 6_600
    assert httpx.post(f"{server.url}/v1/threads/long/turns", json={"text": text, "buyer_id": "long"}).json()["cards"]
    listed = httpx.get(f"{server.url}/v1/threads", params={"buyer_id": "long"}).json()["threads"]
    assert listed[0]["title"].startswith("婴儿睡袋 100元以内 纯棉") and len(listed[0]["title"]) <= 200
    renamed = httpx.patch(f"{server.url}/v1/threads/long", params={"buyer_id": "long"}, json={"title": " 睡袋\n\0春 "})
    assert renamed.json()["title"] == "睡袋 春"


def test_what_nobody_foresaw_is_told_as_any_trouble_and_its_words_are_not(six_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(store=six_store, state=tmp_path))

    def broken(*_: Any) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(app.state.tenants.first.assistant.threads, "list", broken)
    with Local(app) as here:
        answer = httpx.get(f"{here.url}/v1/threads")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text and answer.headers["x-request-id"] and answer.headers["content-security-policy"]


def test_who_has_no_rights_hears_no_address_of_what_is_away(six_store: Path, tmp_path: Path) -> None:
    away = Settings(store=six_store, state=tmp_path, redis_url=SecretStr("redis://127.0.0.1:1/0"), auth="session")
    with Local(create_app(away)) as here:
        answer = httpx.get(f"{here.url}/readyz")
        assert answer.json() == {"status": "ready", "degraded": ["memory"]}
