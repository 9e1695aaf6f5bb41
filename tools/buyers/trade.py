"""Whether the goods are bought to be sold on: first lots, repeat orders and sales matter to nobody else."""

import numpy as np

from ...catalogue.columns import Columns
from ...schema.need import Need
from ...schema.settings import Settings

_SHARE = 0.2
"""Of products sold from several pieces on, from which a store is a wholesaler's."""


def is_trade(need: Need, columns: Columns, settings: Settings) -> bool:
    """By the buyer who says that he sells them; by the setting; else where a store of lots is asked for a lot."""
    if said := [fact.value for fact in need.facts if fact.kind == "trade"]:
        return said[-1] != "consumer"
    if settings.trade is not None:
        return settings.trade == "wholesale"
    asked = (need.quantity or 1) > 1 or any(fact.kind == "market" for fact in need.facts)
    return asked and in_lots(columns)


def in_lots(columns: Columns) -> bool:
    """Whether many of a store's products are sold from several pieces on."""
    alive = columns.alive
    return bool(alive.any()) and float(np.mean(columns.arrays.moq[alive] > 1)) >= _SHARE
