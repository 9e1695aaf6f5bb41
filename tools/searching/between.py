"""Two kinds of goods that words may as well mean: both are shown, and it is asked which."""

from dataclasses import replace

from ...schema.need import Need
from ...schema.reading import Reading
from ..decisions.decision import Decision
from ..decisions.listing import Listing
from .probing import Probing


def between(decision: Decision, reading: Reading, need: Need, probing: Probing | None) -> Decision:
    """The list with the two kinds that the probe's best are of: where the message opens a search, names no goods that are known, and its
    conditions leave both."""
    opens = reading.intent == "search" and reading.topic == "new" and need.category is None and bool(need.query)
    if not isinstance(decision, Listing) or not opens or decision.nothing_near or decision.near_miss or probing is None:
        return decision
    left = {offer.product.category[-1] for offer in decision.offers if offer.product.category}
    kinds = probing.found.between
    return replace(decision, between=kinds) if left.issuperset(kinds) else decision
