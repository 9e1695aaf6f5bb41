"""A conversation that opens on a product, by each of the server's ways in."""

from typing import Any
from uuid import uuid4

import httpx
import openai
from langserve import RemoteRunnable

from ..waiting import HANG_S
from .server import Local
from .test_agents import called, found

BAG = "bag-cotton"
QUESTION = "下摆能打开换尿布吗"
SAYS = "可打开换尿布"


def turn(server: Local, thread: str, **body: Any) -> httpx.Response:
    return httpx.post(f"{server.url}/v1/threads/{thread}/turns", json=body, timeout=HANG_S)


def ids(reply: Any) -> list[str]:
    return [card["product_id"] for card in reply["cards"]]


def test_a_turn_opens_on_it_with_or_without_words_and_the_next_one_means_it(server: Local) -> None:
    thread = f"t-{uuid4()}"
    first = turn(server, thread, product_id=BAG).json()
    assert ids(first) == [BAG]
    second = turn(server, thread, text=QUESTION).json()
    assert ids(second) == [BAG] and SAYS in second["text"]
    assert httpx.get(f"{server.url}/v1/threads/{thread}").json()["shown"][-1]["opened"] is True


def test_an_unknown_product_is_404_and_begins_nothing(server: Local) -> None:
    thread = f"t-{uuid4()}"
    refused = turn(server, thread, text=QUESTION, product_id="gone")
    assert (refused.status_code, refused.json()["code"]) == (404, "product_unknown")
    assert httpx.get(f"{server.url}/v1/threads/{thread}").status_code == 404
    assert httpx.get(f"{server.url}/v1/products/gone").status_code == 404


def test_langserve_and_openai_s_api_take_it_too(server: Local) -> None:
    shop: RemoteRunnable[Any, Any] = RemoteRunnable(f"{server.url}/assistant")
    assert ids(shop.invoke({"text": QUESTION, "product_id": BAG})) == [BAG]
    with openai.OpenAI(base_url=f"{server.url}/v1", api_key="none", max_retries=0, timeout=HANG_S) as client:
        done = client.chat.completions.create(
            model="daogou", messages=[{"role": "user", "content": QUESTION}], metadata={"product_id": BAG}, user=f"u-{uuid4()}"
        )
    assert SAYS in (done.choices[0].message.content or "")


def test_another_agent_asks_a_product(server: Local) -> None:
    told = found(server, "ask_product", product_id=BAG, question=QUESTION)
    assert SAYS in told["text"] and any(SAYS in each["quote"] for each in told["citations"])
    assert called(server, "ask_product", product_id="gone", question=QUESTION).is_error
    assert called(server, "ask_product", product_id=BAG, question="找一款无线鼠标").is_error
