"""Summarise: what outside pages and reviews say comes to a few sentences of theirs, which a language model picks; each is told whole.

It runs behind fusion, so that code's cards have left before any model is asked; of a list there is nothing to sum up.
"""

from dataclasses import replace
from time import perf_counter

import structlog
from langgraph.runtime import Runtime

from ..models.budget import EVIDENCE, Item
from ..models.composing import compose, window_within
from ..models.language_model import Ask, LanguageModel
from ..models.models import Models
from ..models.prompt import Prompt
from ..models.spans import span
from ..models.spent import Spent, added
from ..models.structured import structured
from ..schema.context import Context
from ..schema.errors import DaogouError, OutsideError
from ..schema.reply import Usage
from ..tools.decisions.choice import Choice
from ..tools.decisions.details import Details
from ..tools.decisions.knowledge import Knowledge
from ..tools.summaries.checked import checked, invented
from ..tools.summaries.heard import heard
from ..tools.summaries.summary import Sentence, Summary
from ..tools.wording.names import goods
from ..tools.wording.wording import Wording
from ..understanding.reader import impersonal
from .state import State, Update, prompted
from .work import Node, context_of

log = structlog.get_logger("daogou")
_SAID = 1000  # characters of the message
_ANSWER = 500  # tokens


def summarise(models: Models, deadline_s: float) -> Node:
    """The node over the models that the settings name; without one that reads it does nothing."""

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        told = _heard(state)
        if models.read is None or not told:
            return {}
        begin, context, spent, asked = perf_counter(), context_of(runtime), Spent(), Update()
        try:
            with span("daogou.summarise"):
                ask = Ask((), deadline_s, max_tokens=_ANSWER, salt=context.tenant, task="summarise", spent=spent)
                prompt = models.prompts.given("summarise", context.whom)
                asked = prompted(state, prompt)
                update = await _summed_up(state, told, models.read, prompt, ask)
        except DaogouError as error:
            log.warning("nobody summed up what pages and reviews say", error=str(error))
            update = {"silent": (*state.get("silent", ()), "model.summarise")}
        update["usage"] = added(state.get("usage", Usage()), spent.usage)
        return {**update, **asked, "timings_ms": {"summarise": round((perf_counter() - begin) * 1000, 2)}}

    run.__name__ = "summarise"
    return run


def _heard(state: State) -> dict[str, Sentence]:
    need = state["need"]
    if state.get("problem") is not None or state.get("opening") is not None or need is None:
        return {}
    if not isinstance(state.get("decision"), (Choice, Details, Knowledge)):
        return {}
    return heard(state.get("told", ()), state.get("reviews", ()), need.language, state["shop"].reader.vocabulary)


async def _summed_up(state: State, told: dict[str, Sentence], model: LanguageModel, prompt: Prompt, ask: Ask) -> Update:
    need, shop = state["need"], state["shop"]
    assert need is not None
    wording = Wording(need.language, state["turn"], shop.glossary)
    items = [_item(id, one.text) for id, one in told.items()]
    values = {"goods": goods(need, wording, need.category), "message": impersonal(state["text"])[:_SAID]}
    begin = perf_counter()
    messages = compose(prompt, await window_within(model, ask.deadline_s), items, _ANSWER, **values).messages
    left_s = ask.deadline_s - (perf_counter() - begin)
    found = await structured(model, replace(ask, messages=messages, deadline_s=left_s), Summary)
    points = checked(found, told, shop.reader.vocabulary)
    if not any(invented(each, told) for each in found.claims):
        return {"points": points}
    if not points:
        raise OutsideError(f"{model.name} quoted what it wasn't told.")
    log.warning("a model quoted what it wasn't told, beside what it was", model=model.name)
    return {"points": points, "silent": (*state.get("silent", ()), "model.summarise")}


def _item(id: str, text: str) -> Item:
    said = " ".join(text.split())
    return Item("sentences", id, said, worth=EVIDENCE + 1 / int(id), value={"id": id, "text": said})
