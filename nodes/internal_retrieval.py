"""Internal retrieval: products from the catalogue under the need's conditions, or the products in focus judged by them."""

from ..schema.candidate import Candidate, Retrieval
from ..schema.context import Context
from ..schema.event import Event
from ..schema.evidence import Evidence
from ..schema.need import Need
from ..tools.choosing.logic import guided
from ..tools.searching.nearest import with_nearest
from ..tools.searching.offers import card, judged, offers
from ..tools.searching.ranked import POOL, ranked
from ..tools.searching.wished import just_asked_first, wanted
from .opened import asked_of
from .opening import known
from .state import State, Update
from .work import Send

CARDS = 10


def internal_retrieval(state: State, context: Context, send: Send) -> Update:
    """Cards leave as soon as they are known, before anything is worded."""
    shop, need, plan = state["shop"], state["need"], state["plan"]
    assert need is not None
    if (opening := known(state, context)) is not None:
        if opening.reply.cards:
            send(Event(event="cards", data=[one.model_dump(mode="json") for one in opening.reply.cards]))
        return {"opening": opening}
    if plan.internal == "focus" and state["focus"]:
        candidates = judged(shop.catalogue, state["focus"], asked_of(state), context.today)
        retrieval = Retrieval(candidates=candidates, allowed=len(candidates))
    else:
        leaning = guided(need, shop.catalogue.guides())
        asked = wanted(need)
        found = shop.remembered.products(asked, today=context.today, k=max(plan.k, POOL), guided=leaning)
        retrieval = _near(found, need)
        if plan.answer == "listing" and (retrieval.nothing_near or not state["reading"].beside):
            retrieval = with_nearest(retrieval, need, state["text"], shop, context.today, state["reading"].few)
        said = state["reading"].words if not state["reading"].sort else ()
        listed = plan.answer == "listing" and not state["reading"].few
        retrieval = ranked(retrieval, need, shop, plan.k, state["reading"].notes, said, listed=listed)
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
