"""What ranks among the products that meet what they must, each with its share: wishes said, wishes inferred, what guides say of the case."""

from collections.abc import Collection, Sequence

from ..schema.condition import Condition
from ..schema.need import Need

SAID, INFERRED, GUIDED = 1.0, 0.5, 0.25
"""Weights: a buyer's own words before what only follows from them, and that before what a guide says of everybody in his case."""


def shares(need: Need, guided: Sequence[Condition] = (), currencies: Collection[str] = ()) -> list[tuple[Condition, float]]:
    """The wishes and what guides recommend, each with its share of the whole. Where nothing but guides speaks, they don't get all of it, unless the
    buyer has measured his case for them (`Need.case`): then what they say of it counts as his own words. A price in none of the catalogue's
    `currencies` ranks nothing: nobody can judge it."""
    wishes = [one for one in need.active if not one.hard and not (currencies and one.field == "price" and one.unit and one.unit not in currencies)]
    weighed = [(one, INFERRED if one.status == "inferred" else SAID) for one in wishes]
    least = 0.0 if weighed else SAID
    weighed += [(one, SAID if need.case else GUIDED) for one in guided]
    whole = max(sum(weight for _, weight in weighed), least)
    return [(one, weight / whole) for one, weight in weighed]
