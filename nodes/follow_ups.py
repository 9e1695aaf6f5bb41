"""Follow-ups: three next questions that the catalogue can answer, and words for the relaxations; each replayed through the intent node first.

They leave by the node phrase: a language model may word them in the same answer as the reply's lines.
"""

from collections.abc import Sequence

from ..schema.candidate import Retrieval
from ..schema.context import Context
from ..schema.need import Need
from ..schema.pending import Pending
from ..schema.reference import Shown
from ..schema.reply import Relaxation, Suggestion
from ..tools.decisions.choice import Choice
from ..tools.decisions.decision import Decision
from ..tools.decisions.knowledge import Knowledge
from ..tools.decisions.offer import Offer
from ..tools.searching.offers import judged, offers
from ..tools.searching.relax import relaxed
from ..tools.suggestions.say import say
from ..tools.suggestions.situation import Situation
from ..tools.suggestions.suggest import suggest
from ..tools.wording.wording import Wording
from .opening import followed, keep
from .posted import TAPS, taps
from .replay import read, replaying, with_
from .state import State, Update
from .work import Send


def follow_ups(state: State, context: Context, send: Send) -> Update:
    if (opening := state.get("opening")) is not None:
        return followed(opening)
    need, reply = state["need"], state["reply"]
    assert need is not None
    decision, replay = state["decision"], replaying(state, context)
    wording = Wording(need.language, state["turn"], state["shop"].glossary)
    relaxations = tuple(one.model_copy(update={"say": say(one, need, wording, replay)}) for one in reply.relaxations)
    standing = relaxations or _standing(state)
    suggestions = suggest(
        Situation(
            shop=state["shop"],
            need=need,
            listed=(listed := _listed(state, context)),
            about=_about(state, listed),
            shown=tuple(state["shown"]),
            intent=state["reading"].intent,
            total=state["shop"].retriever.count(relaxed(need, ()), today=context.today),
            today=context.today,
            wording=wording,
            replay=replay,
            pending=_open(state),
            relaxations=standing,
            suggested=state.get("suggested", ()),
            question=decision.question if isinstance(decision, Choice) else None,
            asked=state["reading"].asked,
            told_of=_told_of(decision),
        )
    )
    own = taps(decision, need.language)
    suggestions = (*own, *(one for one in suggestions if one.text not in {each.text for each in own}))[:TAPS]
    reply = reply.model_copy(update={"suggestions": suggestions, "relaxations": relaxations})
    keep(state, context, reply, standing)
    return {"reply": reply, "offered": standing, "suggested": tuple(one.text for one in suggestions)}


def without_turn(state: State, text: str | None, product_ids: Sequence[str], context: Context) -> tuple[Suggestion, ...]:
    """Suggestions for a conversation as it stands; `text` is read as a message that isn't sent. Unknown product ids are left out."""
    shop = state["shop"]
    if text and text.strip():
        state = with_(state, **read(state, text, context))
    products = shop.catalogue.products(list(product_ids))
    need = state.get("need") or Need()
    if products and state.get("need") is None:
        need = Need(category=products[0].category[-1] if products[0].category else None, query=products[0].title[:60])
    asked = bool(need.query or need.category or need.conditions)
    retrieval = shop.retriever.retrieve(need, today=context.today) if asked and not products else Retrieval()
    candidates = judged(shop.catalogue, product_ids, need, context.today) if products else retrieval.candidates
    found, turn = offers(shop.catalogue, candidates, need.quantity), state.get("turn", 0)
    lists = [*state.get("shown", []), *([Shown(turn=turn, product_ids=tuple(offer.id for offer in found))] if found else [])]
    state = with_(state, need=need, shown=lists, turn=turn)
    return suggest(
        Situation(
            shop=shop,
            need=need,
            listed=found,
            about=(),
            shown=tuple(lists),
            intent=None,
            total=shop.retriever.count(need, today=context.today) if asked else 0,
            today=context.today,
            wording=Wording(need.language, turn, shop.glossary),
            replay=replaying(state, context),
            suggested=state.get("suggested", ()),
        )
    )


def _told_of(decision: Decision) -> str | None:
    """The goods that the guide which answered is about."""
    pieces = decision.pieces if isinstance(decision, Knowledge) else ()
    return next((piece.category[0] for piece in pieces if len(piece.category) == 1), None)


def _listed(state: State, context: Context) -> tuple[Offer, ...]:
    """The offers of the list shown last, judged anew: what to look at next lies among them. None of other goods than those talked about by now."""
    need, shop, shown = state["need"], state["shop"], state["shown"]
    assert need is not None
    if not shown or not (need.query or need.category or need.active):
        return ()
    if need.category and shown[-1].category not in (None, need.category):
        return ()
    if tuple(offer.id for offer in state["offers"]) == shown[-1].product_ids:
        return state["offers"]
    return offers(shop.catalogue, judged(shop.catalogue, shown[-1].product_ids, need, context.today), need.quantity)


def _standing(state: State) -> tuple[Relaxation, ...]:
    """What was offered before, while the conditions are still those that nothing meets."""
    need, offered = state["need"], state.get("offered", ())
    assert need is not None
    active = {one.id for one in need.active}
    changed = any(one.status == "current" for one in need.conditions)
    return offered if not changed and all(active.issuperset(one.remove) for one in offered) else ()


def _open(state: State) -> Pending | None:
    """The question that waits for an answer: whether inquiries were sent only where some are not."""
    pending, unsent = state.get("pending"), {one.id for one in state.get("inquiries", ()) if one.status != "sent"}
    return None if pending is not None and pending.kind == "send" and not unsent & {*pending.choices} else pending


def _about(state: State, listed: tuple[Offer, ...]) -> tuple[int, ...]:
    """The places in the list of the products that the turn was about."""
    focus = state.get("focus", ())
    return tuple(place for place, offer in enumerate(listed) if offer.id in focus)
