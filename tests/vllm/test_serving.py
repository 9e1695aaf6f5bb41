"""How a real vLLM serves the seam: shapes, streams, usage, clients that leave, what it refuses, whose prefixes it keeps apart."""

import asyncio
import gc
import threading
import time
from collections.abc import Coroutine
from contextlib import AsyncExitStack, aclosing, suppress
from pathlib import Path
from typing import Any, Literal

import pytest
from daogou.graphs.opening import Assistant
from daogou.models.budget import SPARE
from daogou.models.language_model import Ask
from daogou.models.prompt_library import PromptLibrary
from daogou.models.server_model import ServerModel
from daogou.models.structured import structured
from daogou.schema.base import Noun
from daogou.schema.errors import OutsideError
from daogou.schema.reply import Usage
from langchain_core.messages import HumanMessage, SystemMessage

from .conftest import Opened, Served
from .gate import gate
from .server import QUEUE, Vllm
from .test_roles import UNREAD

PATIENT_S = 180.0
LONG = 30_000  # tokens: minutes of the tiny model, so that it writes until it is stopped


class Sorted(Noun):
    colour: Literal["red", "blue"]
    pieces: list[Literal[1, 2]]
    sure: bool


def ask(text: str = "Count from 1 to 1000.", **more: object) -> Ask:
    return Ask((SystemMessage("You sort."), HumanMessage(text)), PATIENT_S, **more)  # type: ignore[arg-type]


def comes(server: Vllm, name: str, value: float, **labels: str) -> bool:
    """Whether a metric gets there; its values are some tenths of a second old."""
    ends = time.monotonic() + PATIENT_S
    while server.metric(name, **labels) != value and time.monotonic() < ends:
        time.sleep(0.05)
    return server.metric(name, **labels) == value


async def spent(model: ServerModel, ask: Ask) -> Usage:
    """What an answer costs, though it has no room to come to its end."""
    with pytest.raises(OutsideError, match="tokens that were asked for"):
        async for piece in model.stream(ask):
            usage = piece
    assert isinstance(usage, Usage)
    return usage


async def read(model: ServerModel) -> None:
    """A long answer, read as it comes."""
    async with aclosing(model.stream(ask(max_tokens=LONG))) as pieces:
        async for _ in pieces:
            pass


def begin(asked: Coroutine[Any, Any, object], leaving: AsyncExitStack) -> None:
    """It goes on beside what follows, and who asked leaves with `leaving`."""
    task = asyncio.create_task(asked)

    async def leave() -> None:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    leaving.push_async_callback(leave)


def turn(assistant: Assistant, language: str) -> tuple[str, ...]:
    reply = assistant.ask(UNREAD[language], language=language)
    assert reply.cards
    return reply.degraded


def test_a_shape_is_kept(served: Served) -> None:
    found = asyncio.run(structured(served(), ask("A red thing, surely."), Sorted))
    assert isinstance(found, Sorted)


def test_it_streams_and_counts_as_the_server_does(vllm: Vllm, served: Served) -> None:
    pieces: list[str | Usage] = []

    async def gather() -> None:
        async for piece in served().stream(ask(max_tokens=40)):
            pieces.append(piece)

    with pytest.raises(OutsideError, match="tokens that were asked for"):  # a model that has learnt nothing comes to no end
        asyncio.run(gather())
    *pieces, usage = pieces
    said = [{"role": "system", "content": "You sort."}, {"role": "user", "content": "Count from 1 to 1000."}]
    assert len(pieces) > 3 and all(isinstance(piece, str) for piece in pieces)
    assert isinstance(usage, Usage) and 3 < usage.completion_tokens <= 40
    assert usage.prompt_tokens == vllm.asked("/tokenize", {"model": vllm.model["id"], "messages": said})["count"]


def test_a_client_that_leaves_ends_its_request(own: Vllm, served: Served) -> None:
    written = own.metric("generation_tokens_total")

    async def leave() -> None:
        async with AsyncExitStack() as leaving:
            begin(read(served()), leaving)
            assert await asyncio.to_thread(comes, own, "num_requests_running", 1)
        # LangChain leaves a generator of its own to be ended by the loop, so that one goes on as a server's does
        assert await asyncio.to_thread(comes, own, "num_requests_running", 0)

    asyncio.run(leave())
    assert own.metric("generation_tokens_total") - written < LONG


@pytest.mark.parametrize("language", UNREAD)
def test_where_it_is_full_the_turn_goes_on_without_it(own: Vllm, served: Served, opened: Opened, language: str) -> None:
    """vLLM refuses with 503, as who is away for a moment does. Our own bound, one a server, lets more through than it takes."""
    room = QUEUE + 2
    gc.collect()  # models of the tests before, whose lesser bound would hold
    assistant = opened(llm_write_model="none", llm_retries=0, llm_at_once=room)

    async def crowd() -> tuple[str, ...]:
        crowding, one_more = served(at_once=room), served(at_once=room, retries=0)
        async with AsyncExitStack() as leaving:
            for _ in range(QUEUE):
                begin(crowding.complete(ask(max_tokens=LONG)), leaving)
            assert await asyncio.to_thread(comes, own, "num_requests_running", QUEUE)
            with pytest.raises(OutsideError, match="503"):
                await one_more.complete(ask(max_tokens=1))
            degraded = await asyncio.to_thread(turn, assistant, language)
        assert await asyncio.to_thread(comes, own, "num_requests_running", 0)
        return degraded

    assert asyncio.run(crowd()) == ("model.read",)
    assert turn(assistant, language) == ()


@pytest.mark.parametrize("language", UNREAD)
def test_a_gate_that_answers_429_is_asked_again_and_no_more_than_that(vllm: Vllm, opened: Opened, language: str) -> None:
    places = threading.Semaphore(QUEUE)
    with gate(vllm.root, places) as url:
        assistant = opened(llm_base_url=url, llm_write_model="none", llm_retries=1)
        assert turn(assistant, language) == ()
        taken = [places.acquire() for _ in range(QUEUE)]
        assert turn(assistant, language) == ("model.read",)
        places.release(len(taken))
        assert turn(assistant, language) == ()


@pytest.mark.parametrize("language", UNREAD)
def test_its_window_is_known_and_a_prompt_is_no_longer_than_counted(vllm: Vllm, served: Served, language: str) -> None:
    window = asyncio.run(served().window())
    assert window.tokens == vllm.model["max_model_len"]
    text = UNREAD[language]
    said = {"goods": "睡袋", "titles": [text] * 20, "question": "", "message": text}
    messages = PromptLibrary().get("commands").messages(**said)
    usage = asyncio.run(spent(served(), Ask(messages, PATIENT_S, max_tokens=1)))
    assert usage.prompt_tokens <= (1 + SPARE) * sum(window.count(message.text) for message in messages)


def test_more_than_its_window_is_a_clear_error(vllm: Vllm, served: Served) -> None:
    with pytest.raises(OutsideError, match="context length"):
        asyncio.run(served().complete(ask("word " * vllm.model["max_model_len"])))
    assert asyncio.run(spent(served(), ask(max_tokens=1))).completion_tokens == 1


@pytest.mark.parametrize("language", UNREAD)
def test_a_prompt_beyond_its_window_costs_the_turn_nothing_else(vllm: Vllm, opened: Opened, tmp_path: Path, language: str) -> None:
    prompt = PromptLibrary().get("commands")
    text = prompt.written.replace(f"budget: {prompt.head.budget}", "budget: 90000")
    (tmp_path / "commands.md").write_text(text.replace("{% block system %}", "{% block system %}" + "a " * vllm.model["max_model_len"]), "utf-8")
    assert turn(opened(prompts=tmp_path, llm_write_model="none"), language) == ("model.read",)


def test_a_prefix_is_kept_for_its_tenant_alone(own: Vllm, served: Served) -> None:
    text = f"{time.time_ns()} " + "the same goods in every line\n" * 20

    def found_again(tenant: str) -> float:
        before = own.metric("prefix_cache_hits_total")
        usage = asyncio.run(spent(served(), ask(text, max_tokens=1, salt=tenant)))
        return (own.metric("prefix_cache_hits_total") - before) / usage.prompt_tokens

    assert found_again("one") < 0.1
    assert found_again("one") > 0.8
    assert found_again("two") < 0.1
    assert found_again("two") > 0.8
