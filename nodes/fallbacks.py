"""What happens when a part of the turn fails or runs out of time: the turn goes on without it, and the reply says so."""

from typing import Any, Literal

import structlog
from langchain_core.messages import AIMessage
from langgraph.errors import NodeError
from langgraph.graph import END
from langgraph.types import Command

from .state import State

log = structlog.get_logger("daogou")


def lost(retrieval: Literal["internal_retrieval", "external_search"]) -> Any:
    """The error handler of a retrieval: fusion goes on without it. LangGraph hands the error over by its annotation, which its own types don't say.
    Both may be lost in one step, so each has a place of its own."""
    place = {"internal_retrieval": "unretrieved", "external_search": "unsearched"}[retrieval]

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("a retrieval was lost", retrieval=retrieval, error=repr(error.error))
        return Command(goto="fusion", update={place: retrieval})

    return handle


def without_profile() -> Any:
    """The error handler of recalling a buyer: the turn goes on as if nothing were known of him."""

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("the buyer's profile could not be read", error=repr(error.error))
        return Command(goto="intent", update={"unread": "profile"})

    return handle


def unkept() -> Any:
    """The error handler of remembering: the reply says that it isn't kept."""

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("what the buyer said of himself could not be kept", error=repr(error.error))
        return Command(goto="fusion", update={"unkept": "profile_keeping"})

    return handle


def unplanned() -> Any:
    """The error handler of planning what is to be bought: the goods are added up as they were found."""

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("a list could not be planned", error=repr(error.error))
        return Command(goto="fusion", update={"sourced": None, "unretrieved": "sourcing"})

    return handle


def unranked() -> Any:
    """The error handler of ranking by a model: the list stays in the order that it has."""

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("what a model ranked could not be used", error=repr(error.error))
        return Command(goto="summarise", update={"silent": (*state.get("silent", ()), "model.rank")})

    return handle


def unsummed() -> Any:
    """The error handler of summing up: the reply quotes as the rules do."""

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("what a model summed up could not be used", error=repr(error.error))
        return Command(goto="answer", update={"silent": (*state.get("silent", ()), "model.summarise")})

    return handle


def without_follow_ups() -> Any:
    """The error handler of the follow-ups: the reply goes out without them."""

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("follow-ups were lost", error=repr(error.error))
        reply = state["reply"]
        return Command(goto="phrase", update={"reply": reply.model_copy(update={"degraded": (*reply.degraded, "suggestions")})})

    return handle


def unworded() -> Any:
    """The error handler of wording: the reply stays as code has it."""

    def handle(state: State, error: NodeError) -> Command[str]:
        log.warning("the reply could not be worded", error=repr(error.error))
        reply = state["reply"].model_copy(update={"degraded": (*state["reply"].degraded, "model.write")})
        return Command(goto=END, update={"reply": reply, "messages": [AIMessage(reply.text)]})

    return handle
