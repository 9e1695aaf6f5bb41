"""How a node runs: its work is blocking (SQLite, tantivy, embedding), so it goes to a bounded pool of threads, or no deadline could fire; in a server
when it is its buyer's turn."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any, Protocol, TypeVar

from langchain_core.runnables.config import var_child_runnable_config
from langgraph.runtime import Runtime

from ..memory.names import id_of
from ..memory.profiles import Profiles
from ..models.spans import span
from ..schema.context import Context
from ..schema.event import Event
from .shares import TURN
from .state import State, Update

POOL = ThreadPoolExecutor(max_workers=8, thread_name_prefix="daogou-node")

T = TypeVar("T")
Send = Callable[[Event], Any]
Work = Callable[[State, Context, Send], Update]
Keeping = Callable[[State, Context, Profiles], Awaitable[Update]]


class Node(Protocol):
    """What LangGraph calls."""

    def __call__(self, state: State, *, runtime: Runtime[Context]) -> Awaitable[Update]: ...


def node(name: str, work: Work, deadline_s: float | None = None) -> Node:
    """An async node around blocking work, which it times and announces; the deadline counts from when it is its turn to compute."""

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        begin = perf_counter()
        runtime.stream_writer(Event(event="progress", data=name))
        send = sender(runtime.stream_writer)
        with span(f"daogou.{name}"):
            update = await computed(work, state, context_of(runtime), send, deadline_s=deadline_s)
        return {**update, "timings_ms": {name: round((perf_counter() - begin) * 1000, 2)}}

    run.__name__ = name
    return run


async def computed(work: Callable[..., T], *arguments: Any, deadline_s: float | None = None) -> T:
    """What blocking work comes to, in the pool. Raises TimeoutError where that takes longer."""
    job, turn = partial(work, *arguments), TURN.get()
    if turn is not None:
        return await turn.compute(POOL, job, deadline_s)
    return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(POOL, job), deadline_s)


async def apart(work: Coroutine[Any, Any, T]) -> T:
    """Outside of the run of a graph that waits for it: a graph within is kept, and waits, by itself."""
    own = copy_context()
    own.run(var_child_runnable_config.set, None)
    return await asyncio.get_running_loop().create_task(work, context=own)


def keeping(name: str, work: Keeping) -> Node:
    """A node around work on the buyer's profile, which lies in the store that the graph is compiled with. Without either it does nothing."""

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        begin, context = perf_counter(), context_of(runtime)
        with span(f"daogou.{name}"):
            update = await work(state, context, Profiles(runtime.store, context.tenant)) if runtime.store is not None and context.buyer else {}
        return {**update, "timings_ms": {name: round((perf_counter() - begin) * 1000, 2)}}

    run.__name__ = name
    return run


def context_of(runtime: Runtime[Context]) -> Context:
    """The turn's context, with the thread that LangGraph runs it in."""
    key = (runtime.execution_info.thread_id if runtime.execution_info else None) or ""
    return replace(runtime.context or Context(), thread=id_of(key))


def sender(write: Callable[[Any], None]) -> Send:
    """Sends from a pool's thread: in the node's own loop and context, since LangGraph's writer looks there for its run."""
    loop, context = asyncio.get_running_loop(), copy_context()

    def send(event: Event) -> None:
        loop.call_soon_threadsafe(write, event, context=context)

    return send
