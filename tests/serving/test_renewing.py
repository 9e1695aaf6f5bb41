"""New settings while turns run, and several workers beside one Redis."""

import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from pydantic import SecretStr

from ..waiting import HANG_S
from .events import streamed, streaming
from .gated import Gated
from .server import Local, Server


@pytest.fixture
def gated() -> Gated:
    return Gated()


@pytest.fixture
def server(six_store: Path, tmp_path: Path, gated: Gated) -> Iterator[Local]:
    with Local(create_app(Settings(store=six_store, state=tmp_path / "state"), Models(PromptLibrary(), write=gated))) as running:
        yield running


def test_new_settings_count_for_the_next_turn_and_cut_off_none(server: Local, gated: Gated) -> None:
    url, tenants = f"{server.url}/v1/threads/t/turns", server.app.state.tenants
    gated.held = True
    with streaming("POST", url, json={"text": "婴儿睡袋"}) as events:
        assert gated.reached.wait(HANG_S)
        old = tenants.first.assistant.settings
        tenants.renew(old.model_copy(update={"search_provider": "none", "rate_buyer": "none"}))
        with pytest.raises(InputError, match="DAOGOU_STATE"):
            tenants.renew(old.model_copy(update={"state": old.state / "elsewhere"}))
        gated.go.set()
        last = list(events)[-1]
    assert last["outcome"] == {"type": "success"}
    reply = httpx.post(url, json={"text": "怎么选?"}).json()
    assert reply["turn"] == 2 and "guide" not in {each["kind"] for each in reply["citations"]}
    assert tenants.first.assistant.settings.search_provider == "none"


def test_a_hangup_reads_the_settings_again(six_store: Path, tmp_path: Path) -> None:
    with Server(store=str(six_store), state=str(tmp_path)) as server:
        server.process.send_signal(signal.SIGHUP)
        assert httpx.post(f"{server.url}/v1/threads/t/turns", json={"text": "婴儿睡袋"}).json()["turn"] == 1
        assert server.process.poll() is None


def test_workers_beside_one_redis_share_conversations_and_stop_each_others_turns(six_store: Path, valkey_url: str, gated: Gated) -> None:
    shared, both = Settings(store=six_store, redis_url=SecretStr(valkey_url)), f"t-{uuid4().hex}"
    with Local(create_app(shared, Models(PromptLibrary(), write=gated))) as one, Local(create_app(shared)) as other:
        here, there = (f"{each.url}/v1/threads/{both}" for each in (one, other))
        assert httpx.post(f"{there}/turns", json={"text": "婴儿睡袋", "turn_id": "first"}).json()["turn"] == 1
        assert streamed("GET", f"{here}/turns/first/events")[-1]["result"]["turn"] == 1
        gated.held = True
        with streaming("POST", f"{here}/turns", json={"text": "怎么选?"}) as events:
            assert gated.reached.wait(HANG_S)
            assert httpx.post(f"{there}/turns", json={"text": "hi", "multitask_strategy": "reject"}).status_code == 409
            assert httpx.post(f"{there}/stop").json() == {"stopped": True}
            assert list(events)[-1]["outcome"] == {"type": "cancelled"}
        assert httpx.post(f"{there}/stop").json() == {"stopped": False}
        assert httpx.post(f"{there}/turns", json={"text": "怎么选?"}).json()["turn"] == 2
