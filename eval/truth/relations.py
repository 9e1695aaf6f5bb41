"""What a statement says of several: more, less, the most, the least, by what their records state."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .world import Known, Statement, World


@cache
def words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8")))


def relation_faults(world: World, statement: Statement) -> Iterator[str]:
    if statement.said.rstrip("*) ）").endswith(("?", "？")) or "at least" in statement.said or "至少" in statement.said:
        return
    said = statement.said.casefold()
    for field, ways in words()["relations"].items():
        firsts = [(name, word) for name in ("least", "most") for word in ways.get(name, ()) if word.casefold() in said]
        for name, _ in firsts[:1]:
            yield from _first(world, statement, field, name)
        if not firsts and statement.about and len(statement.about) == 2:
            yield from (
                found
                for name in ("less", "more")
                if any(word.casefold() in said for word in ways.get(name, ()))
                for found in _beside(world, statement.about, field, name)
            )


def _first(world: World, statement: Statement, field: str, name: str) -> Iterator[str]:
    """Of all that are shown, whoever stands alone in the statement has the least or the most."""
    if not statement.about or any(known.product is None for known in statement.about):
        return
    known = [value for each in world.listed.values() if (value := value_of(world, each, field)) is not None]
    own = [value_of(world, each, field) for each in statement.about[:1]]
    if own[0] is None or (known and own[0] != (min(known) if name == "least" else max(known))):
        yield f"{statement.about[0].names[0][:30]} hasn't the {name} by {field}"


def _beside(world: World, two: tuple[Known, ...], field: str, name: str) -> Iterator[str]:
    one, other = (value_of(world, each, field) for each in two)
    if one is None or other is None or not (one < other if name == "less" else one > other):
        yield f"{two[0].names[0][:30]} hasn't {name} by {field} than {two[1].names[0][:30]}"


def value_of(world: World, known: Known, field: str) -> Decimal | None:
    if field == "price":
        return known.price(world.reply.need.quantity)
    value = getattr(known.product, field, None)
    return None if value is None else Decimal(str(value))
