"""Fusion: catalogue and outside evidence in one decision."""

from ..schema.candidate import Retrieval
from ..schema.context import Context
from ..schema.event import Event
from ..tools.decide import decide
from ..tools.decision import Words
from ..tools.offers import card
from ..tools.wording import Wording
from .state import State, Update
from .work import Send


def fusion(state: State, context: Context, send: Send) -> Update:
    problem, need = state.get("problem"), state["need"]
    assert need is not None
    if problem is None and state.get("lost") == "internal_retrieval":
        problem = Words("unavailable")
    if problem is not None:
        return {"decision": problem, "offers": problem.choices if isinstance(problem, Words) else ()}
    retrieval = state.get("retrieval") or Retrieval()
    wording = Wording(need.language, state["turn"], state["shop"].glossary)
    evidence = (*state.get("passages", ()), *state.get("reviews", ()))
    decision, offers = decide(state["plan"].answer, state["shop"], state["reading"], need, retrieval, evidence, wording, context.today)
    if state["plan"].answer == "brands" and offers:
        send(Event(event="cards", data=[card(offer, need.language).model_dump(mode="json") for offer in offers]))
    return {"decision": decision, "offers": offers}
