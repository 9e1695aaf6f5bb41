"""LangGraph's own server over our graph, as `langgraph dev` begins it: it refuses whatever blocks its event loop."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ..ports import free_port

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.prefix) / "studio" / "bin" / "langgraph"
SEARCH = "给宝宝找一款秋冬睡袋,100元以内"


@pytest.fixture(scope="module")
def server(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    if not PROGRAM.exists():
        pytest.skip("LangGraph's server isn't here: `make test-studio` installs it beside our packages")
    folder, port = tmp_path_factory.mktemp("studio"), free_port()
    config = json.loads((ROOT / "langgraph.json").read_text("utf-8"))
    (folder / "langgraph.json").write_text(json.dumps({**config, "dependencies": [str(ROOT)], "env": {}}), "utf-8")
    env = {**os.environ, "DAOGOU_STORE": str(six_store), "DAOGOU_STATE": str(folder), "LANGGRAPH_CLI_NO_ANALYTICS": "1"}
    command = [str(PROGRAM), "dev", "--no-browser", "--no-reload", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            waited(client, process, folder / "log")
            yield client
    finally:
        process.terminate()
        process.wait(30)


def waited(client: httpx.Client, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 240
    while time.monotonic() < end and process.poll() is None:
        try:
            if client.get("/ok").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError(f"the server didn't begin: {log.read_text('utf-8', 'replace')[-3000:]}")


@pytest.fixture
def thread(server: httpx.Client) -> str:
    return str(server.post("/threads", json={}).json()["thread_id"])


def run(server: httpx.Client, thread: str, input: Any, **more: Any) -> Any:
    return server.post(f"/threads/{thread}/runs/wait", json={"assistant_id": "assistant", "input": input, **more}).json()


def state(server: httpx.Client, thread: str) -> Any:
    return server.get(f"/threads/{thread}/state").json()["values"]


def test_text_and_messages_are_answered_and_shown_as_messages(server: httpx.Client, thread: str) -> None:
    first = run(server, thread, {"text": SEARCH})
    assert [card["product_id"] for card in first["reply"]["cards"]] == ["bag-cotton", "bag-fleece"]
    run(server, thread, {"messages": [{"type": "human", "content": [{"type": "text", "text": "哪个品牌好?"}], "id": "from-the-page"}]})
    now = state(server, thread)
    assert [message["type"] for message in now["messages"]] == ["human", "ai", "human", "ai"]
    assert (now["messages"][2]["id"], now["messages"][3]["content"]) == ("from-the-page", now["reply"]["text"])
    assert (now["reply"]["turn"], now["reply"]["intent"]) == (2, "brand")


def test_who_asks_and_in_which_language_stands_in_the_context(server: httpx.Client, thread: str) -> None:
    run(server, thread, {"text": "记住我只要纯棉的"}, context={"buyer": "ann"})
    other = server.post("/threads", json={}).json()["thread_id"]
    reply = run(server, other, {"text": "婴儿睡袋"}, context={"buyer": "ann", "language": "en"})["reply"]
    assert reply["language"] == "en"
    assert [each["origin"] for each in reply["need"]["conditions"] if each["field"] == "attr.material"] == ["profile"]
