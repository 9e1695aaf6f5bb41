"""Rerank: a wish that no record speaks of by name orders the first products, as a language model finds that their own words fit it.

Behind fusion, so that cards have left before any model is asked. The one revision of a turn's cards leaves here, with its reason.
"""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import structlog
from langgraph.runtime import Runtime

from ..models.language_model import Ask, LanguageModel
from ..models.models import Models
from ..models.prompt import Prompt
from ..models.spent import Spent, added
from ..schema.context import Context
from ..schema.errors import DaogouError
from ..schema.event import Event
from ..schema.reply import Usage
from ..tools.choosing.marks import marks
from ..tools.decide import SHOWN
from ..tools.decisions.listing import Listing
from ..tools.decisions.offer import Offer
from ..tools.reranking.rerank import Wanted
from ..tools.reranking.rerank import rerank as ranked
from ..tools.searching.offers import card
from ..tools.searching.wish import Record, wish
from ..tools.wording.wording import Wording
from .state import State, Update, prompted
from .work import Node, context_of

log = structlog.get_logger("daogou")
_SAID = 1000  # characters of the message
_LEAST_S = 0.5
"""Of the models' deadline that must be left for it."""


def rerank(models: Models, deadline_s: float) -> Node:
    """The node over the models that the settings name; without one that reads it does nothing."""

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        begin = perf_counter()
        update = await _judged(state, models, deadline_s, context_of(runtime))
        if "offers" in update:
            _send(update["offers"], state, _wording(state).say("cards.ranked", wish=", ".join(_wishes(state))), runtime.stream_writer)
        return {**update, "timings_ms": {"rerank": round((perf_counter() - begin) * 1000, 2)}}

    run.__name__ = "rerank"
    return run


async def _judged(state: State, models: Models, left_s: float, context: Context) -> Update:
    wishes = _wishes(state)
    if models.read is None or not wishes or left_s < _LEAST_S or "model.read" in state.get("silent", ()):
        return {}
    spent, asked = Spent(), Update()
    try:
        ask = Ask((), left_s, salt=context.tenant, task="rank", spent=spent)
        prompt = models.prompts.given("rank", context.whom)
        asked = prompted(state, prompt)
        update = await _ranked(state, models.read, prompt, wishes, ask)
    except DaogouError as error:
        log.warning("nobody judged which products fit a wish", error=str(error))
        update = {"silent": (*state.get("silent", ()), "model.rank")}
    return {**update, **asked, "usage": added(state.get("usage", Usage()), spent.usage)}


def _send(offers: tuple[Offer, ...], state: State, reason: str, send: Callable[[Event], None]) -> None:
    language = _wording(state).language
    send(Event(event="cards", data=[card(offer, language).model_dump(mode="json") for offer in offers], reason=reason))


def _wishes(state: State) -> tuple[str, ...]:
    """Those in the buyer's words that no record of the products speaks of; none where nothing is to be ranked by them: he asked for an order
    himself, nothing meets what he set, or there is one product."""
    need, decision = state["need"], state.get("decision")
    if need is None or need.sort or not isinstance(decision, Listing) or decision.near_miss or len(state["offers"]) < 2:
        return ()
    records = [Record.of(offer.product, need.language) for offer in state["offers"]]
    return tuple(each.text for each in map(wish, need.words) if all(each.told(record) is None for record in records))


async def _ranked(state: State, model: LanguageModel, prompt: Prompt, wishes: tuple[str, ...], ask: Ask) -> Update:
    """The first offers in the order that was agreed on; none of it where that is the order they have."""
    offers, decision = state["offers"], state["decision"]
    assert isinstance(decision, Listing)
    wanted = Wanted(", ".join(wishes), state["text"][:_SAID])
    first = await ranked(model, prompt, wanted, offers[:SHOWN], _wording(state), ask)
    after = (*first, *offers[SHOWN:])
    if after == offers:
        return {}
    told = state["reading"].model_copy(update={"notes": (*state["reading"].notes, ("ranked", "\t".join(wishes)))})
    return {"offers": after, "decision": replace(decision, offers=after, marks=marks(after[:SHOWN]), ranked=wishes), "reading": told}


def _wording(state: State) -> Wording:
    need = state["need"]
    assert need is not None
    return Wording(need.language, state["turn"], state["shop"].glossary)
