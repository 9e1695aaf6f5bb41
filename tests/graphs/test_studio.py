"""The graph that `langgraph.json` names, kept by somebody else's checkpointer, as LangGraph's own server keeps it."""

import asyncio
import importlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from blockbuster import BlockBuster, blockbuster_ctx
from daogou.graphs.opening import Assistant
from daogou.nodes.state import MESSAGES_KEPT
from langgraph.checkpoint.memory import InMemorySaver

T = TypeVar("T")
TALK = ("给宝宝找一款秋冬睡袋,100元以内", "怎么选?", "第一款多少钱?", "有什么品牌推荐?")
ALLOWED = (
    "os.stat", "os.listdir", "os.remove", "threading.Lock.acquire",
    "io.BufferedReader.read", "io.BufferedWriter.write", "io.TextIOWrapper.read", "io.TextIOWrapper.write",
)  # fmt: skip
"""What LangGraph's server lets pass; it watches over everything else so."""
CONFIG: Any = {"configurable": {"thread_id": "t"}}


@pytest.fixture(autouse=True)
def store(six_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_STORE", str(six_store))


def allow(watch: BlockBuster) -> None:
    for name in (*ALLOWED, *(name for name in watch.functions if name.startswith("os.path."))):
        watch.functions[name].deactivate()


def served(work: Callable[[Any], Awaitable[T]]) -> T:
    """What comes of it in an event loop in which nothing may block."""
    root = Path(__file__).parents[2]
    [(_, named)] = json.loads((root / "langgraph.json").read_text("utf-8"))["graphs"].items()
    module, _, name = named.partition(":")
    made = getattr(importlib.import_module(module), name)

    async def run() -> T:
        with blockbuster_ctx() as watch:
            allow(watch)
            return await work((await made()).copy(update={"checkpointer": InMemorySaver()}))

    return asyncio.run(run())


def chat(text: str, id: str | None = None) -> Any:
    """Input as a chat page sends it."""
    return {"messages": [{"type": "human", "content": [{"type": "text", "text": text}], "id": id}]}


def test_a_conversation_goes_as_the_assistants_own_does(assistant: Assistant) -> None:
    async def talk(graph: Any) -> Any:
        states = []
        for number, text in enumerate(TALK):
            states.append(await graph.ainvoke(chat(text, f"m{number}") if number % 2 else {"text": text}, CONFIG))
        return states

    states = served(talk)
    for number, (text, state) in enumerate(zip(TALK, states, strict=True)):
        own = assistant.ask(text, thread="t").model_dump(mode="json", exclude={"timings_ms", "citations"})  # which say when
        assert {name: state["reply"][name] for name in own} == own
        said, answer = state["messages"][-2:]
        assert (said.type, str(said.text), answer.type, answer.text) == ("human", text, "ai", own["text"])
        assert len(state["messages"]) == 2 * (number + 1)


def test_every_message_stays_in_the_conversation(six_store: Path) -> None:
    turns = MESSAGES_KEPT // 2 + 2

    async def talk(graph: Any) -> Any:
        for number in range(turns):
            state = await graph.ainvoke(chat("无线鼠标", f"m{number}"), CONFIG)
        return state

    state = served(talk)
    assert [message.id for message in state["messages"][::2]] == [f"m{number}" for number in range(turns)]
    assert state["reply"]["turn"] == turns


def test_a_message_is_answered_again_and_edited_from_before_it() -> None:
    async def talk(graph: Any) -> Any:
        for text in TALK[:2]:
            state = await graph.ainvoke(chat(text), CONFIG)
        history = [each async for each in graph.aget_state_history(CONFIG)]
        unanswered, before = (next(each for each in history if each.next == (name,)) for name in ("turn", "__start__"))
        return state, await graph.ainvoke(None, unanswered.config), await graph.ainvoke(chat("有什么品牌推荐?"), before.config)

    first, again, edited = served(talk)
    assert (again["reply"]["text"], again["reply"]["turn"], len(again["messages"])) == (first["reply"]["text"], 2, 4)
    assert (edited["reply"]["intent"], edited["reply"]["turn"], len(edited["messages"])) == ("brand", 2, 4)
    assert edited["reply"]["need"]["category"] == first["reply"]["need"]["category"]


def test_a_message_is_streamed_once() -> None:
    async def talk(graph: Any) -> Any:
        parts = graph.astream(chat("无线鼠标", "m1"), CONFIG, stream_mode="messages", subgraphs=True)
        return [message async for _, (message, _) in parts]

    assert [message.type for message in served(talk)] == ["ai"]


@pytest.mark.parametrize("input", [{"messages": []}, {"text": " "}, {"messages": [{"type": "ai", "content": "hello"}]}])
def test_without_a_message_it_is_said_what_to_do(input: Any) -> None:
    with pytest.raises(ValueError, match="message is empty"):
        served(lambda graph: graph.ainvoke(input, CONFIG))
