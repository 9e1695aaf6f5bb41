"""Fusion: catalogue and outside evidence in one decision."""

from collections import Counter
from collections.abc import Sequence

from ..schema.candidate import Retrieval
from ..schema.command import Ask, AskParty, Choose, Compare, Learn
from ..schema.context import Context
from ..schema.event import Event
from ..schema.need import Need
from ..schema.pending import Pending
from ..schema.product import Product
from ..schema.profile import Profile
from ..schema.purchase import Purchase
from ..tools.buyers.known import known
from ..tools.buyers.orders import ordered
from ..tools.buyers.profile import Changes
from ..tools.claims.asked import Goods
from ..tools.claims.fused import fused
from ..tools.claims.in_hand import kinds
from ..tools.decide import decide
from ..tools.decisions.decision import Decision
from ..tools.decisions.inquiries import Inquiries
from ..tools.decisions.listing import Listing
from ..tools.decisions.offer import Offer
from ..tools.decisions.planned import Mailed
from ..tools.decisions.words import Words
from ..tools.facts.agreeing import agreed
from ..tools.inquiries.desk import Desk
from ..tools.searching.between import between
from ..tools.searching.offers import card
from ..tools.wording.wording import Wording
from .bill import EACH, bill_of, planned
from .found_anyway import found_anyway
from .opened import asked_of
from .opening import impersonal
from .quoted import quoted
from .state import State, Update
from .work import Send

_TELLING = 20
"""Products that tell which attributes such goods have, and by whose titles a sentence is known to speak of one."""
_SHARE = 0.25
"""Of them; what fewer state in a catalogue of invented columns is nothing that such goods are told by: some printers have a "product colour"."""


def fusion(state: State, context: Context, send: Send) -> Update:
    problem, need = state.get("problem"), state["need"]
    assert need is not None
    if state.get("opening") is not None:
        return {}
    context = impersonal(state, context)
    if problem is None and state.get("unretrieved"):
        problem = Words("unavailable")
    passages = fused(outside, state["shop"].reader, context.today, goods_of(state)) if (outside := state.get("passages", ())) else ()
    passages = agreed(passages, state["plan"].question, context.today)
    if problem is not None:
        said, answers = quoted(problem, passages, state)
        choices = problem.choices if isinstance(problem, Words) else ()
        _send(choices, need, send)
        return {"decision": said, "offers": choices, "answers": answers}
    if state["plan"].answer == "profile":
        profile = (state.get("profile") or Profile(buyer=context.buyer)) if context.buyer else None
        done = state.get("remembered") or Changes()
        return {"decision": known(profile, done, state["reading"], state["shop"].catalogue, need.language), "offers": ()}
    if state["plan"].answer == "orders":
        past = state["shop"].catalogue.orders(context.buyer) if context.buyer else None
        bought = ordered(state["reading"], need, past, state["shop"].catalogue, context.today)
        _send(bought.offers, need, send)
        return {"decision": bought, "offers": bought.offers}
    if state["plan"].answer == "letters":
        mail = state["mail"]
        assert mail is not None
        lines = report.lines if (report := state.get("sourced")) is not None else ()
        left = tuple(each.line.goods for each in lines if each.status not in ("planned", "unpriced"))
        return {"decision": Mailed(mail, state.get("mailed"), state.get("unsent", ""), left), "offers": ()}
    if state["plan"].answer == "purchase" and (report := state.get("sourced")) is not None:
        found = planned(report, state, context)
        rows = [row for row in found.offers.values() if row]
        every = (*(row[0] for row in rows), *(offer for row in rows for offer in row[1:]))
        every = tuple({id: next(offer for offer in every if offer.id == id) for id in dict.fromkeys(offer.id for offer in every)}.values())
        _send(every, need, send)
        return {"decision": found, "offers": every, "focus": tuple(row[0].id for row in rows)}
    if state["plan"].answer == "purchase":
        bill = bill_of(state, context)
        taken = tuple(line.offers[0] for line in bill.lines if line.offers)
        others = tuple(offer for line in bill.lines for offer in line.offers[1:EACH] if offer not in taken and not bill.pointed)
        _send((*taken, *others), need, send)
        return {"decision": bill, "offers": (*taken, *others), "focus": tuple(offer.id for offer in taken)}
    retrieval = state.get("retrieval") or Retrieval()
    wording = Wording(need.language, state["turn"], state["shop"].glossary)
    evidence = (*passages, *state.get("reviews", ()))
    pieces, need = state["reading"].pieces, asked_of(state)
    decision, offers = decide(
        state["plan"].answer,
        state["shop"],
        state["reading"],
        need.model_copy(update={"quantity": pieces}) if pieces else need,
        retrieval,
        evidence,
        wording,
        context.today,
        desk(state, context, wording),
        {} if state["reading"].quantity else dict.fromkeys(state.get("focus", ()), pieces) if pieces else wanted(state),
    )
    decision, answers = quoted(between(decision, state["reading"], need, state.get("probing")), passages, state)
    if (anyway := found_anyway(decision, state, context)) is not None:
        _send(anyway["offers"], need, send)
        return anyway
    if state["plan"].answer == "brands" or "retrieval" not in state:
        _send(offers, need, send)
    return {"decision": decision, "offers": offers, "answers": answers, "told": passages, **_written(decision, state)}


def _send(offers: Sequence[Offer], need: Need, send: Send) -> None:
    """Cards that internal retrieval has not sent: they leave before any model words the reply."""
    if offers:
        send(Event(event="cards", data=[card(offer, need.language).model_dump(mode="json") for offer in offers]))


def desk(state: State, context: Context, wording: Wording) -> Desk:
    need, pending = state["need"], state.get("asked")
    assert need is not None
    return Desk(
        shop=state["shop"],
        need=need,
        wording=wording,
        today=context.today,
        turn=state["turn"],
        kept=tuple(state.get("inquiries", ())),
        hand=pending.choices if pending is not None and pending.kind == "send" else (),
        shown=tuple(state.get("shown", ())),
        focus=state.get("focus", ()),
        among=state.get("among", ()),
        text=state.get("text", ""),
        several=sum(isinstance(one, (Ask, AskParty, Choose, Compare, Learn)) for one in state["taken"].commands) > 1,
        counts=wanted(state),
        guided=bool(state["plan"].topics or state["plan"].asks),
    )


def wanted(state: State) -> dict[str, int]:
    """By product how many of it were wanted, of goods other than those in hand: when they were talked about, or on a list."""
    need, listed = state["need"], {one.turn: one.product_ids for one in state.get("shown", ())}
    assert need is not None
    own = {product for one in state.get("shown", ()) if one.category == need.category and one.query == need.query for product in one.product_ids}
    left = ((one.need, listed.get(one.listed, ())) for one in state.get("topics", ()))
    talked = {product: of.quantity for of, ids in left for product in ids if of.quantity and not of.pack and product not in own}
    return {**talked, **(state.get("purchase") or Purchase()).counts(need)}


def goods_of(state: State) -> Goods:
    """What is looked for, in the words of the need and of the catalogue in both languages."""
    need = state["need"]
    assert need is not None
    shop, category = state["shop"], need.category
    names = [shop.glossary.say("category", category, each) if category else shop.public.goods(need.query, each) for each in ("zh", "en")]
    found = _found(state)
    known = shop.reader.vocabulary.curated
    stated = frozenset() if category else _stated(found, 0 if known else _SHARE)
    titles = [title for product in found for title in (product.title, *(text.title for text in product.translations.values())) if title]
    own = () if known else kinds(found, shop.catalogue.facets())
    return Goods(" ".join((*names, need.query)), category, stated, tuple(titles), own)


def _stated(products: Sequence[Product], share: float) -> frozenset[str]:
    """The attributes that more than a share of them state."""
    counts = Counter(name for product in products for name in product.attributes)
    return frozenset(name for name, count in counts.items() if count > share * len(products))


def _found(state: State) -> list[Product]:
    """The first products: they tell which attributes such goods have where no category does."""
    retrieval = state.get("retrieval") or Retrieval()
    ids = [each.product_id for each in (*retrieval.candidates, *retrieval.near_misses)[:_TELLING]]
    return state["shop"].catalogue.products(ids)


def _written(decision: Decision, state: State) -> Update:
    """What a write tool leaves: the inquiries, and the question that the reply asks about them; or the shelves that a list leaves to choose from."""
    if isinstance(decision, Listing) and decision.between:
        return {"pending": Pending(kind="shelf", turn=state["turn"], choices=decision.between)}
    if isinstance(decision, Listing) and decision.mentioned:
        leaves = tuple(leaf for one in decision.mentioned for leaf, _ in one.shelves)
        return {"pending": Pending(kind="shelf", turn=state["turn"], choices=leaves)}
    if not isinstance(decision, Inquiries):
        return {}
    ids = tuple(letter.inquiry.id for letter in decision.letters)
    open_question = state["reading"] if decision.act in ("send", "which") else None
    return {"inquiries": list(decision.kept), "pending": Pending(kind="send", turn=state["turn"], reading=open_question, choices=ids)}
