"""Prices in a currency that the catalogue doesn't use: said, never converted, and no reason to turn a product away."""

from collections.abc import Collection

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Reading


def foreign(condition: Condition, currencies: Collection[str]) -> bool:
    return condition.field == "price" and condition.unit is not None and condition.unit not in currencies


def undecided(need: Need, currencies: Collection[str]) -> Need:
    """The need with its foreign price conditions soft: nobody can judge them, so they exclude nothing."""
    return need.model_copy(update={"conditions": _softened(need.conditions, currencies)})


def wished(reading: Reading, currencies: Collection[str]) -> Reading:
    """The same of what a message says, so that it takes the place of no limit that is judged."""
    return reading.model_copy(update={"conditions": _softened(reading.conditions, currencies)})


def _softened(conditions: Collection[Condition], currencies: Collection[str]) -> tuple[Condition, ...]:
    return tuple(one.model_copy(update={"hard": False}) if foreign(one, currencies) else one for one in conditions)
