"""What is known of the buyer, as a turn takes it up and changes it."""

from functools import partial

from ..schema.condition import Condition
from ..schema.context import Context
from ..schema.need import Need
from ..schema.profile import Profile
from ..schema.reading import Reading
from ..tools.buyers.profile import Changes, Place, changes, recalled, without
from ..tools.shop import Shop
from ..understanding.references.resolution import Resolution
from .state import State


def changed(state: State, reading: Reading, need: Need, resolution: Resolution, shop: Shop, context: Context) -> Changes:
    """What the message changes in the buyer's profile; nothing where nobody knows who asks."""
    if context.buyer is None or not (reading.facts or reading.stands or reading.asked):
        return Changes()
    profile = state.get("profile") or Profile(buyer=context.buyer)
    place = Place(context.thread, state.get("turn", 0) + 1, context.clock())
    return changes(profile, reading, need, shop.catalogue.products(list(resolution.product_ids)), place)


def taken_up(state: State, reading: Reading, need: Need, done: Changes, shop: Shop, context: Context) -> Need:
    """The need with what is known of the buyer, where a topic opens."""
    need, profile, old = without(need, done.forgotten), state.get("profile"), state.get("need")
    opens = old is None or reading.topic == "new" or not (old.category or old.query)
    if profile is None or not profile.traits or not opens:
        return need
    return recalled(need, profile, reading, partial(shop.retriever.count, today=context.today))


def new_wishes(old: Need | None, need: Need) -> tuple[Condition, ...]:
    """Those that came from the profile in this turn."""
    before = {one.id for one in old.active} if old is not None else set()
    return tuple(one for one in need.active if one.origin == "profile" and one.id not in before)
