"""What is known of the buyer, as a turn takes it up and changes it."""

from functools import partial

from ..schema.condition import Condition
from ..schema.context import Context
from ..schema.need import Need
from ..schema.profile import Profile
from ..schema.reading import Reading
from ..tools.buyers.orders import asks_of_orders, meant, reminders
from ..tools.buyers.profile import Changes, Place, changes, recalled, without
from ..tools.decisions.ordered import Bought
from ..tools.shop import Shop
from ..understanding.reader import impersonal
from ..understanding.references.resolution import Resolution
from .state import State

SAID = 120
"""Letters of a message that are kept as what a buyer said of himself."""


def changed(state: State, reading: Reading, need: Need, resolution: Resolution, shop: Shop, context: Context) -> Changes:
    """What the message changes in the buyer's profile; nothing where nobody knows who asks."""
    if context.buyer is None or not (reading.facts or reading.stands or reading.asked):
        return Changes()
    profile = state.get("profile") or Profile(buyer=context.buyer)
    place = Place(context.thread, state.get("turn", 0) + 1, impersonal(state.get("text", ""))[:SAID], context.clock())
    return changes(profile, reading, need, shop.catalogue.products(list(resolution.product_ids)), place)


def taken_up(state: State, reading: Reading, need: Need, done: Changes, shop: Shop, context: Context) -> Need:
    """The need with what is known of the buyer, where a topic opens."""
    need, profile, old = without(need, done.forgotten), state.get("profile"), state.get("need")
    opens = old is None or reading.topic == "new" or not (old.category or old.query)
    if profile is None or not profile.traits or not opens or asks_of_orders(reading):
        return need
    return recalled(need, profile, reading, partial(shop.retriever.count, today=context.today))


def of_orders(reading: Reading, old: Need | None, shop: Shop, context: Context) -> Reading:
    """A message about past orders, with the kind of goods (the one talked about, where he ordered such) and the quantity where it says none."""
    if not asks_of_orders(reading) or not context.buyer:
        return reading
    orders = shop.catalogue.orders(context.buyer)
    in_hand = reading.model_copy(update={"category": old.category if old and not reading.query and reading.asked[1] in ("again", "same") else None})
    if reading.category is None and in_hand.category is not None and meant(in_hand, orders, shop.catalogue, context.today):
        reading = in_hand
    found = meant(reading, orders, shop.catalogue, context.today)
    kinds = {product.category[-1] for product in shop.catalogue.products([order.product_id for order in found]) if product.category}
    kind = reading.category or (kinds.pop() if len(kinds) == 1 else None)
    quantity = reading.quantity or (found[0].quantity if len(found) == 1 and reading.asked[1] != "history" else None)
    return reading.model_copy(update={"category": kind, "query": reading.query or kind or "", "quantity": quantity})


def reminded(state: State, shop: Shop, context: Context) -> tuple[Bought, ...]:
    """What is due to be ordered again: told at the beginning of a conversation without a request, and where such goods are asked for."""
    need, reading = state["need"], state["reading"]
    greets = state["turn"] == 1 and reading.intent == "chitchat"
    asks = state["plan"].answer == "listing" and reading.topic == "new" and need is not None and need.category is not None
    if not context.buyer or not (greets or asks):
        return ()
    orders = shop.catalogue.orders(context.buyer)
    return reminders(orders, shop.catalogue, context.today, need.category if asks and need else None) if orders else ()


def new_wishes(old: Need | None, need: Need) -> tuple[Condition, ...]:
    """Those that came from the profile in this turn."""
    before = {one.id for one in old.active} if old is not None else set()
    return tuple(one for one in need.active if one.origin == "profile" and one.id not in before)
