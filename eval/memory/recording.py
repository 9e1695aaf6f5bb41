"""A real conversation as what each node of the graph wrote, and a graph that writes it again without working it out."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from itertools import cycle, pairwise
from typing import Protocol

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from ...graphs.opening import Assistant
from ...nodes.state import Message, State, Update
from ...schema.context import Context
from ..opened import catalogue_of
from ..played import LANGUAGES
from ..talk import Talk

FIRST, MIDDLE, LAST = ("recall", "intent"), ("internal_retrieval", "external_search", "planning", "remember"), ("fusion", "answer", "follow_ups")
"""The nodes of graphs/assistant.py: one after another, side by side as far as they ran, one after another."""


class Written(Protocol):
    """A node that writes what was recorded of it."""

    def __call__(self, state: State) -> Awaitable[Update]: ...


@dataclass
class Recording:
    """By turn: what the buyer said, and what each node that ran wrote."""

    texts: list[str] = field(default_factory=list)
    updates: list[dict[str, Update]] = field(default_factory=list)


def record(assistant: Assistant, turns: int) -> Recording:
    """One thread of so many turns: conversations of eight turns, one after another."""
    talk, found = Talk(catalogue_of(assistant), 3), Recording()
    config: RunnableConfig = {"configurable": {"thread_id": "recorded"}}

    async def play() -> None:
        for language in cycle(LANGUAGES):
            for message in talk.conversation(language):
                if len(found.texts) == turns:
                    return
                written: dict[str, Update] = {}
                async for part in assistant.graph.astream(
                    {"text": message.text}, config, context=Context(), stream_mode="updates", durability="exit"
                ):
                    written |= {name: update for name, update in part.items() if update}
                found.texts.append(message.text)
                found.updates.append(written)

    asyncio.run(play())
    return found


def replayed(recording: Recording) -> StateGraph[State, Context, Message, State]:
    """The same nodes, channels and edges; turn 1 is written again after the last one."""

    def turn(state: State, number: int) -> dict[str, Update]:
        return recording.updates[(number - 1) % len(recording.updates)]

    def node(name: str) -> Written:
        async def write(state: State) -> Update:
            number = state.get("turn", 0) + (name in FIRST)
            return {**turn(state, number).get(name, {}), **({"turn": number} if name == "intent" else {})}

        return write

    def middle(state: State) -> list[str]:
        return [name for name in MIDDLE if name in turn(state, state["turn"])] or [LAST[0]]

    graph: StateGraph[State, Context, Message, State] = StateGraph(State, context_schema=Context, input_schema=Message)
    for name in (*FIRST, *MIDDLE, *LAST):
        graph.add_node(name, node(name))
    for one, other in pairwise((START, *FIRST)):
        graph.add_edge(one, other)
    graph.add_conditional_edges(FIRST[-1], middle, [*MIDDLE, LAST[0]])
    for name in MIDDLE:
        graph.add_edge(name, LAST[0])
    for one, other in pairwise((*LAST, END)):
        graph.add_edge(one, other)
    return graph
