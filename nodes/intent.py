"""Intent: what the message asks, what it adds to the ledger, which products it means, and so which plan the turn follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..dialogue.anchored import anchored, as_shown
from ..dialogue.answering import answered
from ..dialogue.drafting import redrafted
from ..dialogue.execution import execute, gone_back
from ..dialogue.focus import after
from ..dialogue.for_each import for_each
from ..dialogue.grounding import grounded, rivals
from ..dialogue.in_lines import of_lines
from ..dialogue.inquiries import over
from ..dialogue.lines import told
from ..dialogue.linking import Linked
from ..dialogue.lists import as_list
from ..dialogue.of_message import in_another_size, matched, meant
from ..dialogue.order import named_again, of_all
from ..dialogue.purchases import billed, borne_in_mind, budgeted, counted, in_hand, named, purchased, struck, told_anew, whole, without
from ..dialogue.purchases import settled as chosen_before
from ..dialogue.request import request, set_aside
from ..dialogue.sums import TOTAL, people, summed
from ..dialogue.topics import Dialogue, as_listed
from ..language.amounts import amounts
from ..schema.command import Answer, AnyCommand, Approve, Drop, HandOver, Inquire, PurchaseList
from ..schema.context import Context
from ..schema.errors import InputError
from ..schema.event import Event
from ..schema.need import Need
from ..schema.pending import Pending
from ..schema.plan import Plan
from ..schema.proposal import Proposal
from ..schema.purchase import Purchase
from ..schema.reading import Intent, Language, Reading
from ..tools.buyers.liked import liked
from ..tools.buyers.orders import asks_of_orders
from ..tools.decisions.decision import Decision
from ..tools.decisions.words import Words
from ..tools.facts.of_all import of_the_whole
from ..tools.facts.pointed import Pointed
from ..tools.facts.terms import RECORDED, of_terms
from ..tools.searching.linked import linked, money
from ..tools.searching.offers import judged, offers
from ..tools.searching.probing import Probing
from ..tools.searching.search_first import search_first
from ..tools.shop import Shop
from ..understanding.language.text import legible
from ..understanding.ledger.contradictions import Contradiction
from ..understanding.left_out import within
from ..understanding.reader import impersonal
from ..understanding.references.resolution import Resolution
from ..understanding.tokens.cues import cues
from ..understanding.tokens.packs import in_packs
from .edited import edited, edits_of
from .for_market import for_market
from .given import given, values
from .instead import instead
from .known import changed, new_wishes, of_orders, taken_up
from .learned import learned, spoken
from .left_over import with_goods_in_front, with_goods_pointed_at, with_goods_turned_to, with_left_over, with_one_called_so
from .of_list import in_time, mail_of, of_list, ruled
from .on_product import on_product
from .opened import begun, dialogue_of, on_hand
from .picked import picked, pointing
from .plans import CONDITIONS, INQUIRIES, KNOWLEDGE, LETTERS, ORDERS, PLACED, PROFILE, PURCHASE, SPREAD, TERMS, plans
from .repeated import asking_again, repeatable, repeated
from .settled import settled
from .state import VERSION, State, Update, heard
from .work import Send, Work
from .world import World

_NUMBERS = {"price", "moq", "stock", "rating", "review_count", TOTAL}
"""What a product has, and no shop."""
QUESTION = 400
"""Letters of a question that guides are asked."""


def intent(current: Callable[[], Shop]) -> Work:
    """The node's work over the newest generation of a store."""

    def read(state: State, context: Context, send: Send) -> Update:
        message, commands = state.get("text", ""), tuple(state.get("commands", ()))
        text = legible(message)
        if not text.strip() and not commands:
            raise InputError("The message is empty; write what you are looking for.")
        if state.get("version", 1) > VERSION:
            raise InputError("This conversation was kept by a newer Daogou, which this one can't read; update it, or begin a new conversation.")
        shop = current().of(context.tenant)
        state, opening = begun(state, shop, context)
        commands = tuple(state.get("commands", ()))
        if commands and (edits := edits_of(commands)):
            return edited(state, shop, commands, edits, send)
        old, turn = state.get("need"), state.get("turn", 0) + 1
        probing = Probing(shop, text if not commands or text != told(commands) else values(commands))
        asked = text
        if commands:
            proposal = given(commands, old, context, text)
        else:
            proposal = state.get("proposed") or learned(spoken(state, shop, context, message), shop)
            on_it = on_hand(state, shop)
            if on_it is not None:
                proposal = on_product(proposal, text, on_it, _linked(shop, dialogue_of(state)))
            listed = state["shown"][-1].told if state.get("shown") else ()
            in_hand_now = old.category if old else None
            proposal = with_goods_turned_to(proposal, text, in_hand_now, shop.catalogue.products(list(listed)), shop)
            proposal = with_left_over(proposal, text, in_hand_now, shop)
            talked_of = dialogue_of(state)
            proposal = with_goods_pointed_at(proposal, text, _linked(shop, talked_of))
            proposal = with_one_called_so(proposal, talked_of.shown, Pointed(shop, context.today), _linked(shop, talked_of))
            proposal = with_goods_in_front(proposal, text, in_hand_now, _shelves(talked_of, state.get("purchase")), _linked(shop, talked_of))
            proposal = search_first(proposal, probing, bool(old and (old.category or old.query)))
            proposal = proposal.model_copy(update={"commands": pointing(proposal.commands, state.get("pending"))})
            proposal = of_list(proposal, state, shop, context, text, _linked(shop, dialogue_of(state)).named)
            every, worked = for_each(proposal.commands, text, [str(one.content) for one in state.get("messages", ())])
            proposal = proposal.model_copy(update={"commands": every, "notes": (*proposal.notes, *(("worked_out", each) for each in worked))})
        before, talk = state.get("purchase") or Purchase(), dialogue_of(state)
        wholes, others = ruled(proposal.commands)
        others = matched(meant(in_another_size(others, bool(talk.shown))), old)
        others = as_list(summed(in_time(others, wholes), text, before), before, old, text)
        others = named_again(others, before, lambda words: _linked(shop, talk).goods(words)[0])
        before, talk = chosen_before(before, others, talk, Pointed(shop, context.today, old.quantity if old else None))
        purchase, kept = struck(before, others, _linked(shop, talk).named)
        gone = (*wholes, *(one for one in others if isinstance(one, Drop) and one not in kept))
        talk = without(talk, before, purchase)
        now, left = gone_back(talk, kept, partial(_lines, purchase, _linked(shop, talk).named), _linked(shop, talk).recalled)
        proposal = grounded(
            proposal.model_copy(update={"commands": left}), now.need, _linked(shop, now), money(shop), several=len(purchase.wanted) > 1
        )
        proposal = proposal.model_copy(update={"commands": _behind(proposal.commands, state, text)})
        records = Pointed(shop, context.today, now.need.quantity if now.need else None, now.need.words if now.need else ())
        answering = picked(proposal.commands, state.get("pending"), proposal.language, records)
        proposal = proposal.model_copy(update={"notes": (*proposal.notes, *borne_in_mind((*wholes, *proposal.commands), text))})
        pointed, unfound = of_lines(proposal.commands, now, text)
        proposal = proposal.model_copy(update={"commands": pointed, "notes": (*proposal.notes, *unfound)})
        taken = anchored(of_all(pointed, now, turn, text), now, records)
        shelf, changes_of = _linked(shop, now).talked, {"struck": purchase is not before, "turned": now.need is not talk.need}
        for one in grounded(proposal.model_copy(update={"commands": wholes}), None, _linked(shop, now), money(shop)).commands:
            purchase = whole(purchase, one) if isinstance(one, PurchaseList) else purchase
        changing, beside, bill = billed(taken, purchase, now, records, shelf, ruled=bool(wholes), **changes_of)
        if not any(isinstance(one, PurchaseList) for one in taken):  # what the sum shows has numbers of its own
            beside = tuple(as_shown(one, now, records) for one in beside)
        purchase, bill = budgeted(purchase, taken, bill)
        bill = replace(bill, people=people(text)) if bill is not None and bill.sets else bill
        changing, noted = set_aside(changing) if bill is not None else (changing, ())
        asking_of, proposal = (proposal.model_copy(update={"commands": each, "notes": (*proposal.notes, *noted)}) for each in (changing, taken))
        mail = mail_of(taken, state, before, purchase, text)
        if mail is not None:
            changing, beside = tuple(one for one in changing if not isinstance(one, (Approve, Inquire))), ()
            asking_of = asking_of.model_copy(update={"commands": changing})
        reading = _choosing((*left, *proposal.commands), state.get("pending"), proposal.language) or answering or _requested(asking_of, beside)
        reading = asking_again(repeated(reading, changing, state.get("did"), text), state.get("did"))
        reading = of_orders(reading, old, shop, context)
        reading = liked(reading, text, shop.catalogue)
        world = World(
            shop, context, state.get("offered", ()), reading.quantity or (old.quantity if old else None), now.need.words if now.need else ()
        )
        done = execute(now, reading, turn, world)
        reading, need, resolution = done.reading, done.need, done.resolution
        if bill is None and mail is None and done.clash is None:
            reading = instead(reading, need, done.focus, turn, shop, context.today)
            done = done if reading is done.reading else replace(done, focus=())
        changes = changed(state, reading, need, resolution, shop, context)
        need = taken_up(state, reading, need, changes, shop, context)
        if _only_told(reading, need, old):
            need = need.model_copy(update={"query": old.query if old else ""})
        if (sold := for_market(reading, need)) is not reading:
            reading, asked = sold, sold.query
        need = in_packs(need, text, now.need)
        after_it = replace(done.after, need=need, focus=done.focus)
        store = _linked(shop, now)
        purchase = counted(purchased(purchase, proposal.commands, after_it, turn, store.sells, partial(rivals, linker=store)), before, text)
        purchase = world.payable(purchase)
        need = in_hand(need, proposal.commands, purchase)
        handed_over = any(isinstance(one, HandOver) for one in proposal.commands)
        plan = asking(plan_of(reading, need, done.focus, plans(shop.settings.plans)), _put(impersonal(asked), reading))
        mail = mail_of(taken, state, before, purchase, text)
        if mail is not None:
            plan, bill = LETTERS, None
        elif bill is not None and bill.alone:
            plan = PURCHASE
        send(Event(event="need", data=need.model_dump(mode="json")))
        return {
            "shop": shop,
            "version": VERSION,
            "probing": probing,
            "turn": turn,
            "taken": proposal.model_copy(update={"commands": (*opening, *gone, *proposal.commands)}),
            "reading": reading,
            "need": need,
            "topics": as_listed(done.after.topics, purchase),
            "purchase": purchase,
            "mail": mail,
            "bill": bill or (told_anew(before, purchase, need) if plan.internal == "search" else None),
            "focus": after(done.focus, plan, resolution) if done.focus else (),
            "talked": done.after.talked,
            "among": resolution.among,
            "plan": plan,
            "changes": changes,
            "recalled": new_wishes(old, need),
            "problem": None if mail is not None else _problem(reading, resolution, done.clash, state, need, shop, context, handed_over=handed_over),
            "asked": state.get("pending"),
            "did": repeatable(reading),
            "pending": None if mail is not None else _pending(reading, resolution, done.clash, turn),
            "messages": heard(state.get("messages", ()), text),
            **({"shown": list(state["shown"][-1:])} if opening else {}),
        }

    return read


def _lines(purchase: Purchase, shelf: Callable[[str], str | None], words: str) -> list[Need]:
    """Those of the list that words name."""
    return [item.need for item in named([one for one in purchase.items if one.listed], words, shelf(words))]


def _behind(commands: Sequence[AnyCommand], state: State, text: str) -> tuple[AnyCommand, ...]:
    """As an answer to what the last reply asked, or a change of the letters that it showed, where they are one."""
    pending = state.get("pending")
    return redrafted(settled(commands, pending, text), pending, state.get("inquiries", ()), _numbers(text) if pending else ())


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(number.value for number in amounts(text))


def _requested(proposal: Proposal, beside: Sequence[AnyCommand]) -> Reading:
    """What the commands ask, and behind it what those `beside` a purchase do."""
    reading = within(request(proposal))
    if not beside:
        return reading
    other = request(proposal.model_copy(update={"commands": tuple(beside), "notes": ()}))
    return reading.model_copy(update={"also": (*reading.also, other.model_copy(update={"also": ()}), *other.also)})


def _linked(shop: Shop, now: Dialogue) -> Linked:
    """The store's words, in a conversation about some of its shelves; what no shelf is called is looked for."""
    sought = tuple((one.category, one.query) for one in now.shown if one.category or one.query)
    return linked(shop, _shelves(now), sought)


def _shelves(now: Dialogue, purchase: Purchase | None = None) -> tuple[str, ...]:
    """Those talked about, the latest last, behind those of what is to be bought."""
    bought = tuple(item.need.category for item in purchase.items) if purchase is not None else ()
    waits = tuple(one.category for one in now.need.waiting) if now.need else ()
    listed = (one.category for one in now.shown)
    return tuple(filter(None, (*bought, *listed, *(one.need.category for one in now.topics), *waits, now.need.category if now.need else None)))


def _choosing(commands: Sequence[AnyCommand], pending: Pending | None, language: Language) -> Reading | None:
    """What an answer to the last reply's question means, where the commands give one."""
    answer = next((one for one in commands if isinstance(one, Answer)), None)
    return None if answer is None or pending is None else answered(answer, pending, language)


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
    anew = (
        (reading.topic == "new" and not again)
        or (reading.intent in ("compare", "pick") and bool(reading.sort) and not reading.references)
        or ((reading.conditions or reading.case) and not reading.references and reading.intent != "inquiry")
    )
    return plan.model_copy(update={"internal": "search"}) if plan.internal == "focus" and anew and (need.query or need.category) else plan


def asking(plan: Plan, text: str) -> Plan:
    """With the question that the message is, where such a plan asks the guides."""
    asks = plan.asks and (plan.answer == "knowledge" or text.rstrip().endswith(("?", "？")) or cues(text).question)
    return plan.model_copy(update={"question": text[:QUESTION]}) if asks else plan


def _put(text: str, reading: Reading) -> str:
    """The question as it is put to the guides: of what is to be learnt its subject, without the story around it."""
    return reading.query if "knowledge" in reading.asked and reading.query else _unpointed(text, reading)


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
    return bool(reading.facts) and not (need.category or need.query or need.conditions or reading.asked)


def _of_records(reading: Reading) -> bool:
    """Whether it asks for terms, or numbers, that every record states, and so of some product."""
    return of_terms(reading.asked) == (RECORDED,) or (bool(reading.asked) and not reading.query and {*reading.asked} <= _NUMBERS)


def _pending(reading: Reading, resolution: Resolution, clash: Contradiction | None, turn: int) -> Pending | None:
    """The question that this turn asks."""
    if resolution.outcome == "ambiguous":
        return Pending(kind="which", turn=turn, reading=reading, reference=resolution.reference, choices=resolution.choices)
    if clash is not None:
        return Pending(kind="contradiction", turn=turn, reading=reading, old=clash.old, new=clash.new)
    return None


def _problem(
    reading: Reading,
    resolution: Resolution,
    clash: Contradiction | None,
    state: State,
    need: Need,
    shop: Shop,
    context: Context,
    *,
    handed_over: bool,
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
    if any(kind == "which_condition" for kind, _ in reading.notes):
        return Words("which_condition", old=tuple(one for one in need.active if not one.pages))
    if any(kind == "empty" for kind, _ in reading.notes):
        return Words("empty")
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
        return Words("handed_over" if handed_over else "chitchat" if reading.intent == "chitchat" else "out_of_scope", detail=state.get("text", ""))
    return None
