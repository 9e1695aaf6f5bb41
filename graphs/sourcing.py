"""A sourcing task as a picture: read, each line by itself, joined into plans."""

from collections.abc import Callable
from typing import Any

from langgraph.graph import START, StateGraph

from ..nodes.sourced import Asked, SourcingState, plan, read_task, search_line
from ..schema.context import Context
from ..schema.settings import Settings
from ..tools.shop import Shop


def build_sourcing(shop: Callable[[], Shop], settings: Settings) -> StateGraph[SourcingState, Context, Any, SourcingState]:
    """The sub-graph, not yet compiled. `shop` gives the newest generation of the store."""
    graph = StateGraph(SourcingState, context_schema=Context, input_schema=Asked)
    graph.add_node("read_task", read_task(shop, settings), destinations=("line", "plan"))
    graph.add_node("line", search_line(settings))
    graph.add_node("plan", plan(settings))
    graph.add_edge(START, "read_task")
    graph.add_edge("line", "plan")
    return graph
