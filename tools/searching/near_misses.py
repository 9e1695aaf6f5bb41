"""Near misses in the order in which a buyer wants to hear of them."""

from collections.abc import Sequence

from ...retrievers.harm import harmless
from ...schema.candidate import Candidate
from ...schema.need import Need


def just_asked_first(near_misses: Sequence[Candidate], need: Need) -> tuple[Candidate, ...]:
    """Near misses that have what this turn asked for ("anything from Logitech?") before those that only have the older conditions."""
    asked = {condition.name for condition in need.hard if condition.status == "current" and not harmless(condition)}
    return tuple(sorted(near_misses, key=lambda one: len(asked & {*one.failed, *one.unknown})))
