"""What happens when a part of the turn fails or runs out of time: the turn goes on without it, and the reply says so."""

import structlog
from langgraph.errors import NodeError
from langgraph.graph import END
from langgraph.types import Command

from .state import State

log = structlog.get_logger("daogou")


def internal_lost(state: State, error: NodeError) -> Command[str]:
    log.warning("internal retrieval lost", error=repr(error.error))
    return Command(goto="fusion", update={"lost": "internal_retrieval"})


def external_lost(state: State, error: NodeError) -> Command[str]:
    log.warning("external search lost", error=repr(error.error))
    return Command(goto="fusion", update={"lost": "external_search"})


def follow_ups_lost(state: State, error: NodeError) -> Command[str]:
    log.warning("follow-ups lost", error=repr(error.error))
    reply = state["reply"]
    return Command(goto=END, update={"reply": reply.model_copy(update={"degraded": (*reply.degraded, "suggestions")})})
