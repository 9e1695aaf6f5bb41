"""Fields with a value behind their name: the record must have that value in that field."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .claim import Claim, Found, about, value_of
from .known import unit_of
from .phrases import unstated
from .quoting import folded
from .statement import Statement
from .units import amounts, number
from .vocabulary import labelled
from .world import World

_PARTS = r"、|和|,| and "


def _verify(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    names = [name for name in world.fields_named(found["label"]) if name.startswith("attr.") or name == "brand"]
    if not names or statement.brand is not None or not about(world, statement) or statement.about is None or statement.of_conditions:
        statement.kept = found[0]
        return
    if all(value_of(known, name) in (None, ()) for known in about(world, statement) for name in names):
        statement.kept = found[0]
        return
    for known in about(world, statement):
        if not any(says(value_of(known, name), found["value"] or found["number"], unit_of(name)) for name in names):
            yield "attribute", f"{found['label']} of {known.names[0][:30]}: {[value_of(known, name) for name in names]}"


def says(value: Any, said: str, measured: str) -> bool:
    """Whether all that is said stands in the value, numbers in its unit."""
    every = value if isinstance(value, tuple) else (value,)
    stated = [folded(part) for one in every if isinstance(one, str) for part in (one, *re.split(rf"{_PARTS}|[（(]", one))]
    for piece in re.split(_PARTS, said.strip()):
        bare, digits = folded(piece), re.findall(r"(?:(?<![\w)])[-−])?\d[\d,]*(?:\.\d+)?", piece)
        written = {kind for kind, _ in amounts(piece) if kind}
        numbers = (
            set()
            if measured and written and measured not in written
            else {Decimal(str(one)).normalize() for one in every if isinstance(one, (int, float)) and not isinstance(one, bool)}
        )
        if bare and not _whole(piece, bare, stated) and not (digits and all(number(one.replace("−", "-")) in numbers for one in digits)):
            return False
    return True


def _whole(piece: str, bare: str, stated: list[str]) -> bool:
    """A stated value and nothing more but words that state nothing."""
    for one in stated:
        if one == bare or bare.isdecimal() and one.startswith(bare) or one and one in bare and not unstated(re.sub(re.escape(one), " ", bare), ()):
            return True
    return False


values = [Claim(labelled(language), _verify) for language in ("zh", "en")]
