"""The conversation as a picture."""

from collections.abc import Callable
from typing import Any, Literal

from langgraph.graph import END, START, StateGraph

from ..models.models import Models, make_models
from ..nodes.answer import answer
from ..nodes.bill import is_list
from ..nodes.by_model import read
from ..nodes.external_search import external_search
from ..nodes.fallbacks import lost, unkept, unplanned, unranked, unsummed, unworded, without_follow_ups, without_profile
from ..nodes.follow_ups import follow_ups
from ..nodes.fusion import fusion
from ..nodes.intent import intent
from ..nodes.internal_retrieval import internal_retrieval
from ..nodes.phrase import phrase
from ..nodes.planning import Desk, planning
from ..nodes.plans import plans
from ..nodes.quoted import asks
from ..nodes.recall import recall
from ..nodes.remember import remember
from ..nodes.rerank import rerank
from ..nodes.state import Message, State
from ..nodes.summarise import summarise
from ..nodes.work import keeping, node
from ..schema.context import Context
from ..schema.purchase import Purchase
from ..schema.settings import Settings
from ..tools.shop import Shop
from .sourcing import build_sourcing

Onward = list[Literal["internal_retrieval", "external_search", "planning", "remember", "fusion"]]


def onward(state: State) -> Onward:
    """The retrievals of the turn's plan, none where something must be asked or said first; beside them, what is to be remembered of the buyer."""
    plan, chosen = state["plan"], Onward()
    if state.get("problem") is None:
        chosen += ["internal_retrieval"] if plan.internal != "none" else []
        chosen += ["external_search"] if plan.topics else []
    if state.get("mail") is not None or (state.get("problem") is None and is_list(state.get("bill"), state.get("purchase") or Purchase())):
        chosen.append("planning")
    if "external_search" not in chosen and asks(state):
        chosen.append("external_search")
    if state["changes"]:
        chosen.append("remember")
    return chosen or ["fusion"]


def build(
    shop: Callable[[], Shop],
    settings: Settings,
    models: Models | None = None,
    input: type[Message] | type[State] = Message,
    desk: Desk | None = None,
) -> StateGraph[State, Context, Any, State]:
    """The graph, not yet compiled, so that its user chooses where it is kept. `shop` gives the newest generation of the store; `models`
    None: those that the settings name; `desk` None: no letters to sellers of a list.
    `input` State: whoever calls it keeps what the next turn needs himself."""
    models = models or make_models(settings)
    plans(settings.plans)  # what can't be read is told now, and not in a turn
    if settings.prompts is not None:
        models.prompts.all()
    graph = StateGraph(State, context_schema=Context, input_schema=input)

    graph.add_node("recall", keeping("recall", recall), timeout=settings.profile_timeout_s, error_handler=without_profile())
    graph.add_node("intent", read(models, shop, intent(shop)))
    graph.add_node(
        "internal_retrieval",
        node("internal_retrieval", internal_retrieval, settings.retrieval_timeout_s),
        error_handler=lost("internal_retrieval"),
    )
    graph.add_node(
        "external_search",
        node("external_search", external_search, settings.search_timeout_s),
        error_handler=lost("external_search"),
    )
    sourcing = build_sourcing(shop, settings).compile(name="daogou.sourcing", checkpointer=False)
    graph.add_node("planning", planning(sourcing, settings, desk), error_handler=unplanned())
    graph.add_node("remember", keeping("remember", remember), timeout=settings.profile_timeout_s, error_handler=unkept())
    graph.add_node("fusion", node("fusion", fusion))
    graph.add_node("rerank", rerank(models, settings.llm_timeout_s), error_handler=unranked())
    graph.add_node("summarise", summarise(models, settings.llm_timeout_s), error_handler=unsummed())
    graph.add_node("answer", node("answer", answer(worded=models.write is not None)))
    graph.add_node("follow_ups", node("follow_ups", follow_ups), error_handler=without_follow_ups())
    graph.add_node("phrase", phrase(models, settings.llm_timeout_s), error_handler=unworded())

    graph.add_edge(START, "recall")
    graph.add_edge("recall", "intent")
    graph.add_conditional_edges("intent", onward, ["internal_retrieval", "external_search", "planning", "remember", "fusion"])
    graph.add_edge("internal_retrieval", "fusion")
    graph.add_edge("external_search", "fusion")
    graph.add_edge("planning", "fusion")
    graph.add_edge("remember", "fusion")
    graph.add_edge("fusion", "rerank")
    graph.add_edge("rerank", "summarise")
    graph.add_edge("summarise", "answer")
    graph.add_edge("answer", "follow_ups")
    graph.add_edge("follow_ups", "phrase")
    graph.add_edge("phrase", END)
    return graph
