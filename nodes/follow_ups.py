"""Follow-ups: three next questions that the catalogue can answer."""

from ..schema.context import Context
from ..schema.event import Event
from ..schema.reference import Shown
from ..tools.decision import Listing
from ..tools.suggest import Situation, suggest
from ..tools.wording import Wording
from .state import State, Update
from .work import Send


def follow_ups(state: State, context: Context, send: Send) -> Update:
    need, decision = state["need"], state["decision"]
    assert need is not None
    shop, offers = state["shop"], state["offers"]
    total = decision.total if isinstance(decision, Listing) else shop.retriever.count(need, today=context.today)
    suggestions = suggest(
        Situation(
            shop=shop,
            need=need,
            offers=offers,
            shown=tuple(state["shown"]) or (Shown(turn=state["turn"], product_ids=tuple(offer.id for offer in offers)),),
            intent=state["reading"].intent,
            total=total,
            turn=state["turn"],
            today=context.today,
            wording=Wording(need.language, state["turn"]),
        )
    )
    send(Event(event="suggestions", data=[one.model_dump(mode="json") for one in suggestions]))
    return {"reply": state["reply"].model_copy(update={"suggestions": suggestions})}
