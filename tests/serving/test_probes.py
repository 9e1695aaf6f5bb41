"""Another buyer's conversation, asked for by ids near to its own and names near to his, on every route: never a word of it."""

from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from .server import Local

SECRET, OWNER, WORDS = "t-5ecret-1", "keeper", "紫色睡袋"
ODD = "*?[]{}%_\\/.'\";:\0\n\r\x1b\u202e\ufeff ~"
NOT_THERE = {"detail": "There is no such conversation.", "code": "thread_unknown"}


def near(random: Random, name: str) -> str:
    """A name that a store which reads more into characters than they say might take for `name`."""
    place, odd = random.randrange(len(name)), random.choice(ODD)
    return random.choice(
        [name[:place] + odd, odd, odd + name, name + odd, name[:place] + odd + name[place + 1 :], name.upper(), f"../{name}", f"{name},{odd}"]
    )


def asked(random: Random, thread: str, buyer: str | None) -> tuple[str, str, dict[str, Any]]:
    """A request on some route, as that buyer."""
    path, me = f"/v1/threads/{quote(thread, safe='')}", {"params": {"buyer_id": buyer} if buyer else {}}
    named = {"thread_id": thread, **({"buyer_id": buyer} if buyer else {})}
    requests: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", path, me),
        ("GET", f"{path}/turns/a/events", me),
        ("PATCH", path, {**me, "json": {"title": "mine"}}),
        ("DELETE", path, me),
        ("POST", f"{path}/stop", me),
        ("POST", f"{path}/feedback", {**me, "json": {"turn": 1, "score": 1}}),
        ("PATCH", f"{path}/need", {**me, "json": {"remove": ["c1"]}}),
        ("POST", "/v1/suggestions", {"json": named}),
        ("POST", "/suggestions/invoke", {"json": {"input": named}}),
        ("GET", "/v1/threads", {"params": {"q": thread[:200], **({"buyer_id": buyer} if buyer else {})}}),
    ]
    return random.choice(requests)


@pytest.fixture(scope="module")
def kept(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    settings = Settings(store=six_store, state=tmp_path_factory.mktemp("kept"), rate_address="none", rate_buyer="none")
    with Local(create_app(settings)) as server, httpx.Client(base_url=server.url) as client:
        said = client.post(f"/v1/threads/{SECRET}/turns", json={"text": WORDS, "buyer_id": OWNER, "turn_id": "a"})
        assert said.status_code == 200
        yield client


@pytest.mark.parametrize("seed", range(2))
def test_no_guess_finds_a_word_of_it(kept: httpx.Client, seed: int) -> None:
    random, before = Random(seed), kept.get(f"/v1/threads/{SECRET}", params={"buyer_id": OWNER}).json()
    for _ in range(125):
        buyer = random.choice([None, "other", near(random, OWNER)])
        thread = SECRET if random.random() < 0.5 else near(random, SECRET)
        method, path, how = asked(random, thread, buyer if buyer != OWNER else None)
        answer = kept.request(method, path, **how)
        held = answer.status_code in (307, 404, 405, 422) or (answer.content and answer.json().get("threads") == [])
        assert held and "睡袋" not in answer.text, (method, path, how, answer.status_code, answer.text)
        if thread == SECRET and answer.status_code == 404:
            assert answer.json() == NOT_THERE
    assert kept.get(f"/v1/threads/{SECRET}", params={"buyer_id": OWNER}).json() == before
