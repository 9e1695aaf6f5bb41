"""Which of two wishes of which one is enough is looked for: the first, or where nothing meets it, the second."""

from collections.abc import Callable

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Reading
from ...understanding.productions.either import EITHER


def either_way(reading: Reading, need: Need, count: Callable[[Need], int]) -> tuple[Reading, Need]:
    """`reading` and `need` with the sides the other way round, where that alone finds anything."""
    said = next((text for kind, text in reading.notes if kind == EITHER), None)
    if said is None or count(need):
        return reading, need
    first, second = said.split("\t")
    sides = {first: False, second: True}

    def turned(one: Condition) -> Condition:
        return one.model_copy(update={"hard": sides[one.text]}) if one.active and one.text in sides else one

    other = need.model_copy(update={"conditions": tuple(map(turned, need.conditions))})
    if not count(other):
        return reading, need
    notes = tuple((kind, f"{second}\t{first}") if kind == EITHER else (kind, text) for kind, text in reading.notes)
    return reading.model_copy(update={"notes": notes}), other
