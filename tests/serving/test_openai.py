"""OpenAI's API through OpenAI's own client."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from openai.types.chat import ChatCompletionMessageParam

from ..waiting import HANG_S
from .server import Local

SEARCH = {"zh": ("给宝宝找睡袋", "第二款多少钱?"), "en": ("find baby sleeping bags", "how much is the second one?")}


@pytest.fixture
def client(server: Local) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.url}/v1", api_key="none", max_retries=0, timeout=HANG_S) as opened:
        yield opened


def said(*texts: str) -> list[ChatCompletionMessageParam]:
    """By the user and the assistant in turn."""
    return [{"role": "assistant", "content": text} if place % 2 else {"role": "user", "content": text} for place, text in enumerate(texts)]


def turns(server: Local, thread: str, buyer: str) -> list[Any]:
    replies: list[Any] = httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": buyer}).json()["replies"]
    return replies


@pytest.mark.parametrize("language", SEARCH)
def test_a_conversation_goes_on_from_the_messages_that_a_client_keeps(server: Local, client: openai.OpenAI, language: str) -> None:
    first, second = SEARCH[language]
    raw = client.chat.completions.with_raw_response.create(model="daogou", messages=said(first), user="chat")
    thread, one = raw.headers["x-thread-id"], raw.parse()
    told = one.choices[0].message.content or ""
    assert one.choices[0].finish_reason == "stop" and one.usage is not None and one.usage.total_tokens == 0
    again = client.chat.completions.with_raw_response.create(model="daogou", messages=said(first, told, second), user="chat")
    assert again.headers["x-thread-id"] == thread
    replies = turns(server, thread, "chat")
    assert [reply["turn"] for reply in replies] == [1, 2]
    assert replies[1]["cards"][0]["product_id"] == replies[0]["cards"][1]["product_id"]
    assert told.startswith(replies[0]["text"])
    assert [f"| {number} | " in told for number in range(1, 5)] == [True] * 4
    fresh = client.chat.completions.with_raw_response.create(model="daogou", messages=said(first), user="chat")
    assert fresh.headers["x-thread-id"] != thread


def test_a_stream_in_pieces_is_the_whole(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="daogou", messages=said("婴儿睡袋"), user="whole").choices[0].message.content
    options: Any = {"include_usage": True}
    pieces = list(client.chat.completions.create(model="daogou", messages=said("婴儿睡袋"), user="piece", stream=True, stream_options=options))
    assert "".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices) == whole
    assert pieces[-2].choices[0].finish_reason == "stop"
    assert pieces[-1].usage is not None and pieces[-1].choices == []
    assert len(pieces) > 6


def test_the_header_names_a_conversation_and_anothers_does_not_exist(server: Local, client: openai.OpenAI) -> None:
    mine = {"X-Thread-Id": "named-by-me"}
    client.chat.completions.create(model="daogou", messages=said("婴儿睡袋"), user="ann", extra_headers=mine)
    client.chat.completions.create(model="daogou", messages=said("便宜的"), user="ann", extra_headers=mine)
    assert len(turns(server, "named-by-me", "ann")) == 2
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.create(model="daogou", messages=said("便宜的"), user="bob", extra_headers=mine)


def test_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["daogou"] == [client.models.retrieve("daogou").id]


def test_another_model_does_not_exist(client: openai.OpenAI) -> None:
    for ask in (
        lambda: client.models.retrieve("gpt-4o"),
        lambda: client.chat.completions.create(model="gpt-4o", messages=said("婴儿睡袋")),
    ):
        with pytest.raises(openai.NotFoundError) as refused:
            ask()
        assert (refused.value.code, refused.value.param, refused.value.type) == ("model_not_found", "model", "invalid_request_error")


def test_more_answers_than_one_are_refused(client: openai.OpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        client.chat.completions.create(model="daogou", messages=said("婴儿睡袋"), n=2)
    assert refused.value.param == "n" and "one answer" in refused.value.message
    assert len(client.chat.completions.create(model="daogou", messages=said("婴儿睡袋"), n=1).choices) == 1


def test_the_door_is_heard_by_openais_client_too(six_store: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text("{}")
    with (
        Local(create_app(Settings(store=six_store, state=tmp_path, auth="keys", api_keys=keys))) as here,
        openai.OpenAI(base_url=f"{here.url}/v1", api_key="none", max_retries=0, timeout=HANG_S) as client,
        pytest.raises(openai.AuthenticationError) as refused,
    ):
        client.chat.completions.create(model="daogou", messages=said("婴儿睡袋"))
    assert refused.value.code == "unauthenticated" and "Bearer" in refused.value.message


@pytest.mark.parametrize("messages", [[], said("a", "b"), said(" "), [{"role": "user", "content": []}], [{"role": "king", "content": "a"}]])
def test_what_says_nothing_is_refused(client: openai.OpenAI, messages: Any) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        client.chat.completions.create(model="daogou", messages=messages)
    assert refused.value.code in ("message_empty", "input_bad") and (refused.value.param or "").startswith("messages")
    assert len(refused.value.message) > len("Error code: 422 - ")


def test_parts_of_text_are_read(client: openai.OpenAI) -> None:
    parts: Any = [{"role": "user", "content": [{"type": "text", "text": "婴儿睡袋"}, {"type": "image_url", "image_url": {"url": "data:,"}}]}]
    assert client.chat.completions.create(model="daogou", messages=parts).choices[0].message.content
