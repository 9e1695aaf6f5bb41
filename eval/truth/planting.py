"""Errors planted into real replies by code, of twelve kinds."""

from collections.abc import Iterator
from datetime import date
from random import Random

from ...catalogue.catalogue import Catalogue
from ...schema.reply import Reply
from . import (
    plant_choices,
    plant_denials,
    plant_differences,
    plant_figures,
    plant_misses,
    plant_names,
    plant_orders,
    plant_papers,
    plant_qualities,
    plant_relations,
    plant_scopes,
    plant_tellings,
)
from .soil import RULES, Planted, Soil

KINDS = ("price", "number", "date", "count", "unit", "name", "supplier", "certificate", "citation", "quality", "relation", "negation")
_PLANTED_BY = (
    plant_figures,
    plant_names,
    plant_qualities,
    plant_relations,
    plant_denials,
    plant_differences,
    plant_orders,
    plant_choices,
    plant_scopes,
    plant_misses,
    plant_papers,
    plant_tellings,
)
"""Their rules are known once they are imported."""


def plant(reply: Reply, catalogue: Catalogue, today: date, random: Random, said: tuple[str, ...]) -> Iterator[Planted]:
    """One error of each rule that finds a place in it."""
    soil = Soil(reply, catalogue, today, random)
    for kind, made in RULES:
        places = [(old, new) for old, new in made(soil) if old in reply.text and old != new]
        if places:
            old, new = random.choice(places)
            yield Planted(kind, reply.model_copy(update={"text": reply.text.replace(old, new, 1)}), old, new, said)
