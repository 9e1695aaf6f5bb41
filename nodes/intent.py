"""Intent: what the message asks, what it adds to the ledger, which products it means, and so which plan the turn follows."""

from collections.abc import Callable

from langchain_core.messages import HumanMessage

from ..schema.context import Context
from ..schema.errors import InputError
from ..schema.event import Event
from ..schema.need import Need
from ..schema.plan import Plan
from ..schema.reading import Reading
from ..tools.currency import undecided
from ..tools.decision import Decision, Words
from ..tools.offers import judged, offers
from ..tools.shop import Shop
from ..understanding.ledger import apply
from ..understanding.references import Resolution, resolve
from .plans import KNOWLEDGE, PLANS
from .state import State, Update
from .work import Send, Work

FOCUS = 5
"""Products of the last list that "them" means where nobody says which."""


def intent(current: Callable[[], Shop]) -> Work:
    """The node's work over the newest generation of a store."""

    def read(state: State, context: Context, send: Send) -> Update:
        text = state.get("text", "")
        if not text.strip():
            raise InputError("The message is empty; write what you are looking for.")
        shop, shown, old = current(), state.get("shown", []), state.get("need")
        reading = shop.reader.read(text, old, shown, context.language)
        turn = state.get("turn", 0) + 1
        need = undecided(apply(old, reading, turn), [currency for currency, _ in shop.catalogue.facets().currencies])
        resolution = resolve(reading.references, shown, state.get("focus", ()), shop.catalogue)
        send(Event(event="need", data=need.model_dump(mode="json")))
        return {
            "shop": shop,
            "turn": turn,
            "reading": reading,
            "need": need,
            "focus": _focus(reading, resolution, state),
            "plan": _plan(reading, need),
            "problem": _problem(reading, resolution, state, need, shop, context),
            "messages": [HumanMessage(text[:2000].encode("utf-8", "replace").decode("utf-8"))],
        }

    return read


def _plan(reading: Reading, need: Need) -> Plan:
    """The intent's row; with new conditions or a new topic the catalogue is searched anew, whatever was shown."""
    if "knowledge" in reading.asked:
        return KNOWLEDGE
    plan = PLANS[reading.intent]
    anew = reading.topic == "new" or (reading.conditions and not reading.references)
    return plan.model_copy(update={"internal": "search"}) if plan.internal == "focus" and anew and (need.query or need.category) else plan


def _focus(reading: Reading, resolution: Resolution, state: State) -> tuple[str, ...]:
    if resolution.product_ids:
        return resolution.product_ids
    if reading.topic == "new":
        return ()
    shown = state.get("shown", [])
    kept = state.get("focus", ())
    if reading.intent in ("supplier", "product_question", "inquiry") and len(kept) == 1:
        return kept
    few = 2 if reading.intent == "compare" else FOCUS
    return shown[-1].product_ids[:few] if shown else ()


def _problem(reading: Reading, resolution: Resolution, state: State, need: Need, shop: Shop, context: Context) -> Decision | None:
    if resolution.outcome == "ambiguous":
        candidates = judged(shop.catalogue, resolution.choices, need, context.today)
        return Words("ambiguous", choices=offers(shop.catalogue, candidates, need.quantity))
    if resolution.outcome == "impossible":
        if resolution.available == 0:
            return Words("nothing_shown")
        return Words("impossible", detail=resolution.text, available=resolution.available)
    if any(kind == "empty" for kind, _ in reading.notes):
        return Words("empty")
    if "*" in reading.dropped and not reading.query and not reading.category and not reading.conditions:
        return Words("reset")
    if reading.intent in ("chitchat", "out_of_scope"):
        return Words("chitchat" if reading.intent == "chitchat" else "out_of_scope")
    return None
