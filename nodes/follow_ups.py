"""Follow-ups: three next questions that the catalogue can answer."""

from ..schema.context import Context
from ..schema.event import Event
from ..tools.decision import Listing, Offer
from ..tools.offers import judged
from ..tools.offers import offers as offers_of
from ..tools.suggest import Situation, suggest
from ..tools.wording import Wording
from .state import State, Update
from .work import Send


def follow_ups(state: State, context: Context, send: Send) -> Update:
    need, decision = state["need"], state["decision"]
    assert need is not None
    shop, offers = state["shop"], state["offers"]
    shown = tuple(state["shown"])
    total = decision.total if isinstance(decision, Listing) else shop.retriever.count(need, today=context.today)
    suggestions = suggest(
        Situation(
            shop=shop,
            need=need,
            offers=offers,
            listed=_listed(state, context) if len(offers) < 2 else offers,
            shown=shown,
            intent=state["reading"].intent,
            total=total,
            turn=state["turn"],
            today=context.today,
            wording=Wording(need.language, state["turn"], state["shop"].glossary),
        )
    )
    send(Event(event="suggestions", data=[one.model_dump(mode="json") for one in suggestions]))
    return {"reply": state["reply"].model_copy(update={"suggestions": suggestions})}


def _listed(state: State, context: Context) -> tuple[Offer, ...]:
    """The offers of the last list, where the turn was about one product only: what to look at next lies among them."""
    need, shop, shown = state["need"], state["shop"], state["shown"]
    assert need is not None
    if not need.query and not need.category:
        return ()
    candidates = judged(shop.catalogue, shown[-1].product_ids if shown else (), need, context.today)
    return offers_of(shop.catalogue, candidates, need.quantity)
