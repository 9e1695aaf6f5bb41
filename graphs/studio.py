"""The assistant for LangGraph's own server, which `langgraph.json` names: Studio, chat pages made for LangGraph, `langgraph build`.

A turn is one step of a graph around the assistant's, which keeps nothing itself: so a message can be edited, or answered again, from what the
server stored before it.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from threading import Lock
from typing import Annotated, Any, Literal, Protocol, get_type_hints

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.channels.untracked_value import UntrackedValue
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from ..models.models import make_models
from ..nodes.state import State, heard
from ..schema.context import Context
from ..schema.errors import DaogouError, InputError
from ..schema.settings import Settings
from .assistant import build
from .opening import open_shopfront

_HINTS = get_type_hints(State, include_extras=True)
_TRACKED = {name: hint for name, hint in _HINTS.items() if UntrackedValue not in getattr(hint, "__metadata__", ())}
_typed: Any = TypedDict  # of names that State alone lists, so that mypy can't know them
KEPT: TypeAdapter[Any] = TypeAdapter(_typed("Kept", _TRACKED, total=False))
"""What the assistant's next turn needs, as JSON: the server's serializer knows none of our classes, and Studio shows it."""


class Said(TypedDict, total=False):
    """The input: `text`, or `messages`, whose last is what the buyer says."""

    text: str
    messages: list[AnyMessage]


class Chat(TypedDict, total=False):
    """`messages` are all of the conversation, `reply` the last as JSON, with its cards; `kept` is what the next turn needs."""

    text: Annotated[str, UntrackedValue]
    messages: Annotated[list[AnyMessage], add_messages]
    reply: dict[str, Any]
    kept: dict[str, Any]


@dataclass(frozen=True)
class Asker:
    """Who asks, and in which language (None: as the message)."""

    buyer: str | None = None
    language: Literal["zh", "en"] | None = None


Studio = CompiledStateGraph[Chat, Asker, Said, Chat]
_opening = Lock()


class Turn(Protocol):
    """What LangGraph calls."""

    def __call__(self, state: Chat, *, runtime: Runtime[Asker]) -> Awaitable[Chat]: ...


async def graph() -> Studio:
    """The graph over the store that is set. The server asks for it in its event loop, anew for each run."""
    return await asyncio.to_thread(_once)


def _once() -> Studio:
    with _opening:
        return _opened(Settings())


@lru_cache(maxsize=1)
def _opened(settings: Settings) -> Studio:
    models = make_models(settings)
    models.warm()
    shopfront = open_shopfront(None, settings)
    shopfront.current()
    inner = build(shopfront.current, settings, models, State).compile(checkpointer=False, name="daogou")
    outer = StateGraph(Chat, context_schema=Asker, input_schema=Said)
    outer.add_node("hear", hear)
    outer.add_node("turn", turn(inner, settings.tenant))
    outer.add_edge(START, "hear")
    outer.add_edge("hear", "turn")
    outer.add_edge("turn", END)
    return outer.compile(name="daogou")


async def hear(state: Chat) -> Chat:
    """A message that came as text, among the others."""
    return {"messages": [HumanMessage(state["text"])] if state.get("text") else []}


def turn(assistant: CompiledStateGraph[State, Context, State, State], tenant: str) -> Turn:
    """The node: a turn of the assistant, from what was kept to what is kept."""

    async def run(state: Chat, *, runtime: Runtime[Asker]) -> Chat:
        asker = runtime.context or Asker()
        before: State = KEPT.validate_python(state.get("kept", {}))
        try:
            message = said(state["messages"])
            messages = [*before.get("messages", ()), *(each.model_copy(update={"id": message.id}) for each in heard((), message.text))]
            context = Context(tenant=tenant, buyer=asker.buyer, language=asker.language)
            after = await assistant.ainvoke({**before, "messages": messages, "text": message.text}, context=context)
        except DaogouError as error:
            raise ValueError(str(error)) from error  # of another kind the server tells nothing
        kept = KEPT.dump_python({name: after[name] for name in _TRACKED if name in after}, mode="json")
        return {"messages": [after["messages"][-1]], "reply": after["reply"].model_dump(mode="json"), "kept": kept}

    return run


def said(messages: Sequence[AnyMessage]) -> HumanMessage:
    """The last that the buyer said, and that has no answer yet. Raises InputError where there is none."""
    unanswered = takewhile(lambda each: not isinstance(each, AIMessage), reversed(messages))
    last = next((each for each in unanswered if isinstance(each, HumanMessage)), None)
    if last is None or not last.text.strip():
        raise InputError("The message is empty; write what you are looking for.", "message_empty")
    return last
