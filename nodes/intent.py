"""Intent: what the message asks, what it adds to the ledger, which products it means, and so which plan the turn follows."""

from collections.abc import Callable, Mapping, Sequence

from langchain_core.messages import HumanMessage

from ..schema.context import Context
from ..schema.errors import InputError
from ..schema.event import Event
from ..schema.need import Need
from ..schema.pending import Pending
from ..schema.plan import Plan
from ..schema.reading import Intent, Reading
from ..tools.buyers.liked import liked
from ..tools.buyers.orders import asks_of_orders
from ..tools.decisions.decision import Decision
from ..tools.decisions.words import Words
from ..tools.facts.terms import RECORDED, of_terms, words_of_goods
from ..tools.searching.currency import undecided, wished
from ..tools.searching.described import still_named
from ..tools.searching.either_way import either_way
from ..tools.searching.goods_alone import goods_alone
from ..tools.searching.offers import judged, offers
from ..tools.shop import Shop
from ..understanding.intent.continued import continued, in_whole, of_another_case, request
from ..understanding.intent.for_market import for_market
from ..understanding.intent.inquiries import inquired, over, pointing
from ..understanding.intent.other_end import other_end
from ..understanding.intent.redrafted import redrafted
from ..understanding.intent.whole import of_the_whole
from ..understanding.language.text import legible
from ..understanding.ledger.acceptance import accepted
from ..understanding.ledger.answers import answered
from ..understanding.ledger.contradictions import Contradiction, contradiction
from ..understanding.ledger.insisted import WHICH as WHICH_MUST
from ..understanding.ledger.ledger import apply
from ..understanding.ledger.relatives import related
from ..understanding.ledger.taking import taking
from ..understanding.productions.drops import WHICH
from ..understanding.references.matching import Recorded
from ..understanding.references.references import resolve
from ..understanding.references.resolution import Resolution
from ..understanding.references.resumed import resumed, taken_back
from ..understanding.tokens.cues import cues
from .edited import edited
from .focus import FOCUS, after, beside_it, focus_of, of_its_brand, talked
from .known import changed, new_wishes, of_orders, taken_up
from .plans import CONDITIONS, INQUIRIES, KNOWLEDGE, ORDERS, PLACED, PROFILE, SPREAD, TERMS, plans
from .state import State, Update
from .work import Send, Work

QUESTION = 400
"""Letters of a question that guides are asked."""


def intent(current: Callable[[], Shop]) -> Work:
    """The node's work over the newest generation of a store."""

    def read(state: State, context: Context, send: Send) -> Update:
        whole = state.get("text", "")
        text = legible(whole)
        if not text.strip():
            raise InputError("The message is empty; write what you are looking for.")
        shop, shown, old = current().of(context.tenant), state.get("shown", []), state.get("need")
        if edits := state.get("edits", ()):
            return edited(state, shop, edits, send)
        turn = state.get("turn", 0) + 1
        message = shop.reader.read(whole, old, shown, context.language)  # which tells what of it is left out
        if way := taking(text, message, state.get("offered", ())):
            message = shop.reader.read(way, old, shown, context.language)
        records = Recorded(shop.catalogue, context.today, message.quantity or (old.quantity if old else None))
        continuing = other_end(continued(message, state.get("did")), state.get("did"), text)
        message = of_another_case(continuing, state.get("did"), text)
        asked = (in_whole(text, old.query) or text) if old and message is not continuing else text
        message = liked(of_orders(message, old, shop, context), text, shop.catalogue)
        message = answered(state.get("pending"), message, records, text)
        message = redrafted(message, state.get("pending"), text, state.get("inquiries", ()), shop.reader.vocabulary)
        message = inquired(message, state.get("pending"), text)
        message = message if shown else _of_goods_alone(message)
        pointers = pointing(message, state.get("focus", ()))
        resolution = beside_it(message, resolve(pointers, shown, state.get("focus", ()), records, state.get("talked", [])), state)
        focus = focus_of(message, resolution, state)
        message = of_its_brand(message, focus, shop)
        resolution = _of_all(_for_whom(message, resolution, focus, shop), message)
        message = taken_back(resumed(message, resolution, old), old, shown)
        if resolution.outcome in ("none", "resolved"):
            message = related(message, shop.catalogue.products(list(_measured(message, resolution, state))), _listed(state), old)
        clash = contradiction(old, message)
        currencies = [currency for currency, _ in shop.catalogue.facets().currencies]
        reading = wished(_held_back(message, clash), currencies)
        need = accepted(old, apply(old, reading, turn), state.get("offered", ()))
        need = undecided(need, currencies)
        need = still_named(reading, need, old, lambda asked: shop.retriever.count(asked, today=context.today))
        reading, need = goods_alone(text, reading, need, shop.reader.vocabulary, lambda asked: shop.retriever.count(asked, today=context.today))
        reading, need = either_way(reading, need, lambda asked: shop.retriever.count(asked, today=context.today))
        done = changed(state, reading, need, resolution, shop, context)
        need = taken_up(state, reading, need, done, shop, context)
        if _only_told(reading, need, old):
            need = need.model_copy(update={"query": old.query if old else ""})
        if (sold := for_market(reading, need)) is not reading:
            reading, asked = sold, sold.query
        plan = asking(plan_of(reading, need, focus, plans(shop.settings.plans)), _unpointed(shop.reader.impersonal(asked), reading))
        send(Event(event="need", data=need.model_dump(mode="json")))
        return {
            "shop": shop,
            "text": text,
            "turn": turn,
            "reading": reading,
            "need": need,
            "focus": after(focus, plan, resolution),
            "talked": talked(resolution, state),
            "among": resolution.among,
            "plan": plan,
            "changes": done,
            "recalled": new_wishes(old, need),
            "problem": _problem(reading, resolution, clash, state, need, shop, context),
            "asked": state.get("pending"),
            "did": request(reading),
            "pending": _pending(reading, resolution, clash, turn),
            "messages": [HumanMessage(text[:2000].encode("utf-8", "replace").decode("utf-8"))],
        }

    return read


def plan_of(reading: Reading, need: Need, focus: Sequence[str], rows: Mapping[Intent, Plan]) -> Plan:
    """The intent's row; with new conditions or a new topic the catalogue is searched anew, whatever was shown."""
    if "knowledge" in reading.asked:
        return KNOWLEDGE
    if reading.asked and not focus and all(name.startswith("terms.") for name in reading.asked) and not _of_records(reading):
        return TERMS
    if "conditions" in reading.asked:
        return CONDITIONS
    if "placed" in reading.asked:
        return PLACED
    if reading.intent == "product_question" and of_the_whole(reading.asked):
        return SPREAD.model_copy(update={"internal": "focus"}) if reading.references and focus else SPREAD
    if reading.asked[:1] in (("profile",), ("forget",)):
        return PROFILE
    if asks_of_orders(reading):
        return ORDERS
    if over(reading):
        return INQUIRIES
    between_suppliers = reading.intent == "compare" and len(reading.references) > 1 and {one.kind for one in reading.references} == {"supplier"}
    plan = rows["supplier" if between_suppliers else reading.intent]
    if reading.intent == "inquiry" and not (focus or need.query or need.category):
        return INQUIRIES  # there is nothing to inquire about, and nothing to search by
    if reading.intent == "brand" and reading.references and focus:
        return plan.model_copy(update={"internal": "focus"})  # whose brands are asked about is on the table
    again = any(each.place is not None and each.place.again and each.kind != "list" for each in reading.references)
    again = again or (bool(focus) and any(each.calls for each in reading.references))  # it is on the table, whatever else is said
    anew = (reading.topic == "new" and not again) or ((reading.conditions or reading.case) and not reading.references and reading.intent != "inquiry")
    return plan.model_copy(update={"internal": "search"}) if plan.internal == "focus" and anew and (need.query or need.category) else plan


def asking(plan: Plan, text: str) -> Plan:
    """With the question that the message is, where such a plan asks the guides."""
    asks = plan.asks and (plan.answer == "knowledge" or text.rstrip().endswith(("?", "？")) or cues(text).question)
    return plan.model_copy(update={"question": text[:QUESTION]}) if asks else plan


def _unpointed(text: str, reading: Reading) -> str:
    """The question without what points: no guide speaks of "the first one"; which goods are meant is told beside it."""
    for pointer in reading.references:
        text = text.replace(pointer.text, " ") if pointer.text else text
    return text.strip()


def _only_told(reading: Reading, need: Need, old: Need | None) -> bool:
    """Whether the message only tells something of the buyer, and there is nothing to look for in it."""
    if reading.stands == "kept":
        return reading.category is None and (not (reading.conditions or reading.facts) or not (old and (old.category or old.query)))
    if reading.stands == "liked" and reading.conditions and all(each.field == "supplier" for each in reading.conditions):
        return True
    if any(kind == "undecided" for kind, _ in reading.notes):
        return False
    return bool(reading.facts) and not (need.category or need.query or need.conditions)


def _for_whom(reading: Reading, resolution: Resolution, focus: Sequence[str], shop: Shop) -> Resolution:
    """A draft for nobody in particular, where the products in question are of several suppliers: it is asked for which."""
    drafts = reading.intent == "inquiry" and not over(reading) and reading.topic == "same"
    if not drafts or resolution.outcome != "none" or len({product.supplier_id for product in shop.catalogue.products(list(focus))}) < 2:
        return resolution
    return Resolution(outcome="ambiguous", choices=tuple(focus), available=len(focus))


def _of_goods_alone(reading: Reading) -> Reading:
    """Where nothing was shown, a search that names its goods points at nothing: what "keeps its cool", and what "last one was", is not on this table.
    One that measures by what it points at, or is to leave it out, can't do without."""
    vague = all(one.kind in ("ordinal", "focus", "all") and not one.excluding for one in reading.references)
    searches = reading.intent == "search" and reading.topic == "new" and reading.category is not None
    return reading.model_copy(update={"references": ()}) if searches and vague and not reading.relative else reading


def _of_records(reading: Reading) -> bool:
    """Whether it asks for terms that every record states, and so of some product."""
    return of_terms(reading.asked) == (RECORDED,)


def _of_all(resolution: Resolution, reading: Reading) -> Resolution:
    """A seller's terms hold whatever the goods: "can I return it?" needs no telling which."""
    terms = of_terms(reading.asked)
    return Resolution(outcome="none") if resolution.outcome == "ambiguous" and terms and not any(map(words_of_goods, terms)) else resolution


def _listed(state: State) -> tuple[str, ...]:
    """The list shown last."""
    shown = state.get("shown", [])
    return shown[-1].product_ids if shown else ()


def _measured(reading: Reading, resolution: Resolution, state: State) -> Sequence[str]:
    """What "cheaper" is measured against: the products pointed at, else the one of the list that is talked about, else what the reply named of it."""
    if not reading.relative or resolution.product_ids:
        return resolution.product_ids
    kept, listed = state.get("focus", ()), _listed(state)
    if len(kept) == 1 and kept[0] in listed:
        return kept
    return listed[:FOCUS] if any(wish.kind in ("less", "more") for wish in reading.relative) else listed


def _held_back(reading: Reading, clash: Contradiction | None) -> Reading:
    """Without the conditions that are asked about first."""
    if clash is None:
        return reading
    held = (*clash.new, *(clash.old if clash.within else ()))
    return reading.model_copy(update={"conditions": tuple(each for each in reading.conditions if each not in held)})


def _pending(reading: Reading, resolution: Resolution, clash: Contradiction | None, turn: int) -> Pending | None:
    """The question that this turn asks."""
    if resolution.outcome == "ambiguous":
        return Pending(kind="which", turn=turn, reading=reading, reference=resolution.reference, choices=resolution.choices)
    if clash is not None:
        return Pending(kind="contradiction", turn=turn, reading=reading, old=clash.old, new=clash.new)
    return None


def _problem(
    reading: Reading, resolution: Resolution, clash: Contradiction | None, state: State, need: Need, shop: Shop, context: Context
) -> Decision | None:
    if resolution.outcome == "ambiguous":
        candidates = judged(shop.catalogue, resolution.choices, need, context.today)
        return Words("ambiguous", choices=offers(shop.catalogue, candidates, need.quantity))
    if resolution.outcome == "impossible":
        if resolution.available == 0:
            return Words("nothing_shown")
        return Words("impossible", detail=resolution.text, available=resolution.available)
    if clash is not None:
        return Words("contradiction", old=clash.old, new=clash.new, within=clash.within)
    if any(kind == "empty" for kind, _ in reading.notes):
        return Words("empty")
    if any(kind == WHICH for kind, _ in reading.notes):
        return Words("which_condition", old=tuple(one for one in need.active if not one.pages))
    if any(kind == WHICH_MUST for kind, _ in reading.notes):
        return Words("which_must", old=tuple(one for one in need.active if not (one.pages or one.hard)))
    if "*" in reading.dropped and not reading.query and not reading.category and not reading.conditions:
        return Words("reset")
    if _only_told(reading, need, state.get("need")):
        told = reading.conditions or (() if reading.facts else tuple(one for one in need.active if not one.pages))
        if not (told or reading.facts or need.category or need.query):
            return Words("nothing_shown")  # allergic to feathers, which no record tells: nothing is there to be noted
        if told or reading.facts:
            return Words("noted" if not (need.category or need.query) else "kept", facts=reading.facts, new=told)
    choosing = reading.intent == "pick" or (reading.intent == "brand" and reading.sort)
    nothing = not (need.category or need.query or need.active or state.get("shown") or resolution.product_ids)
    if nothing and _of_records(reading):
        return Words("nothing_shown")
    if choosing and nothing:
        return Words("nothing_shown")  # how to choose, but what?
    lacked = reading.intent == "brand" and any(kind == "no_brand" for kind, _ in reading.notes)
    if lacked and not (need.category or need.query or need.active):
        return Words("nothing_shown")  # of the brand there is nothing to tell, and no goods are asked for whose brands there are
    if reading.intent in ("chitchat", "out_of_scope"):
        return Words("chitchat" if reading.intent == "chitchat" else "out_of_scope", detail=state.get("text", ""))
    return None
