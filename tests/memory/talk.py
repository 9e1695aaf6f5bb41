"""A conversation of one node, which remembers: what a saver must keep, without the assistant around it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, TypedDict

from daogou.memory.transcripts import Turn
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.schema.reply import Reply
from langchain_core.messages import AIMessage, AnyMessage
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.graph.state import CompiledStateGraph


class Memory(TypedDict):
    messages: Annotated[list[AnyMessage], add_messages]
    need: Need
    shown: list[Shown]


async def answer(state: Memory) -> dict[str, Any]:
    turn = len(state.get("shown", [])) + 1
    return {
        "messages": [AIMessage(f"turn {turn}")],
        "need": Need(query=str(state["messages"][-1].content)),
        "shown": [*state.get("shown", []), Shown(turn=turn, product_ids=("bag-cotton", "bag-wool"))],
    }


def talk(saver: BaseCheckpointSaver[Any], meanwhile: Callable[[], None] = lambda: None) -> CompiledStateGraph[Memory, None, Memory, Memory]:
    """`meanwhile` happens between reading the conversation and storing it."""

    async def answer_meanwhile(state: Memory) -> dict[str, Any]:
        await asyncio.to_thread(meanwhile)
        return await answer(state)

    builder = StateGraph(Memory)
    builder.add_node("answer", answer_meanwhile)
    builder.add_edge(START, "answer")
    builder.add_edge("answer", END)
    return builder.compile(checkpointer=saver)


def reply(thread: str, turn: int, text: str = "好的") -> Reply:
    return Reply(thread_id=thread, turn=turn, language="zh", intent="search", need=Need(query="睡袋"), text=text)


def turn(thread: str, number: int, buyer: str | None = None, text: str = "睡袋", **more: Any) -> Turn:
    return Turn(**{"turn": number, "buyer": buyer, "text": text, "reply": reply(thread, number), "at": datetime.now(UTC)} | more)


def said(text: str) -> Any:
    return {"messages": [("human", text)]}


def config(thread: str) -> Any:
    return {"configurable": {"thread_id": thread}}
