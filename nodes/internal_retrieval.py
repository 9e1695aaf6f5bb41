"""Internal retrieval: products from the catalogue under the need's conditions, or the products in focus judged by them."""

from ..schema.candidate import Candidate, Retrieval
from ..schema.context import Context
from ..schema.event import Event
from ..schema.evidence import Evidence
from ..schema.need import Need
from ..tools.choosing.logic import guided
from ..tools.searching.in_lots import in_lots
from ..tools.searching.in_order import in_order
from ..tools.searching.near_misses import just_asked_first
from ..tools.searching.nearest import with_nearest
from ..tools.searching.of_each import of_each
from ..tools.searching.offers import card, judged, offers
from ..tools.searching.wished import against_last, liked_first, liked_misses, ranking, ruled_out, wanted
from .opening import known
from .state import State, Update
from .work import Send

CARDS = 10
POOL = 100
"""Candidates among which those come first whose records say what is wished for."""


def internal_retrieval(state: State, context: Context, send: Send) -> Update:
    """Cards leave as soon as they are known, before anything is worded."""
    shop, need, plan = state["shop"], state["need"], state["plan"]
    assert need is not None
    if (opening := known(state, context)) is not None:
        if opening.reply.cards:
            send(Event(event="cards", data=[one.model_dump(mode="json") for one in opening.reply.cards]))
        return {"opening": opening}
    if plan.internal == "focus" and state["focus"]:
        candidates = judged(shop.catalogue, state["focus"], need, context.today)
        retrieval = Retrieval(candidates=candidates, allowed=len(candidates))
    else:
        leaning = guided(need, shop.catalogue.guides())
        asked = in_order(wanted(need), shop.reader.vocabulary)
        wished = ranking(need, state["reading"].notes)
        found = shop.remembered.products(asked, today=context.today, k=max(plan.k, POOL), guided=leaning)
        retrieval = _near(found, need)
        if plan.answer == "listing" and not state["reading"].beside:
            retrieval = with_nearest(retrieval, need, state["text"], shop, context.today, state["reading"].few)
        said = state["reading"].words if not state["reading"].sort else ()
        liked = liked_first(retrieval.candidates, wished, need, shop.catalogue, said, shop.meanings)
        first = against_last(in_lots(liked, need, shop.catalogue), wished, need, shop.catalogue)[: plan.k]
        near = ruled_out(liked_first(retrieval.nearest, wished, need, shop.catalogue), wished, shop.catalogue, need.language)
        misses = liked_misses(retrieval.near_misses, wished, need, shop.catalogue)
        misses = just_asked_first(against_last(misses, wished, need, shop.catalogue), need)
        retrieval = retrieval.model_copy(update={"candidates": first, "nearest": near, "near_misses": misses})
        if plan.answer == "comparison":
            retrieval = retrieval.model_copy(update={"candidates": of_each(retrieval.candidates, need, shop.catalogue, plan.k)})
    if plan.answer != "brands":  # their cards are one a brand, which fusion finds
        _send_cards(retrieval.shown, state, send)
    return {"retrieval": retrieval, "reviews": reviews(state, retrieval) if plan.reviews else ()}


def _near(retrieval: Retrieval, need: Need) -> Retrieval:
    """Without the candidates where none of them is what was asked for: what is nearest is told to be that."""
    if retrieval.nothing_near:
        return retrieval.model_copy(update={"candidates": (), "near_misses": ()})
    return retrieval.model_copy(update={"near_misses": just_asked_first(retrieval.near_misses, need)})


def reviews(state: State, retrieval: Retrieval) -> tuple[Evidence, ...]:
    """Reviews of the first few products, those that speak of the question first."""
    ids = [candidate.product_id for candidate in retrieval.candidates[:3]]
    if not ids:
        return ()
    return tuple(state["shop"].passages.retrieve(state["text"], language=state["reading"].language, kinds=("review",), product_ids=ids, k=12))


def _send_cards(candidates: tuple[Candidate, ...], state: State, send: Send) -> None:
    need = state["need"]
    assert need is not None
    found = offers(state["shop"].catalogue, candidates[:CARDS], need.quantity)
    if found:
        send(Event(event="cards", data=[card(offer, need.language).model_dump(mode="json") for offer in found]))
