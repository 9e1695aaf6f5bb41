"""How much of a material there is in what was to be all of it: "cotton 80%"."""

from ...schema.condition import Condition
from ..decisions.offer import Offer
from ..wording.wording import Wording


def stated_shares(condition: Condition, offer: Offer, wording: Wording) -> list[str]:
    """As recorded, of those that aren't what they must be."""
    stated = {name: value for name, _ in condition.shares if (value := offer.product.attributes.get(name)) is not None}
    wrong = [(name, stated[name]) for name, percent in condition.shares if name in stated and stated[name] != percent]
    return [wording.measure(wording.label(f"attr.{name}"), wording.inside(value, name), name) for name, value in wrong]
