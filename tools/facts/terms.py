"""The seller's terms (delivery, returns, payment, invoices, freight, discounts): no record has them, the owner's documents may."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from ...schema.evidence import Evidence
from .answering import answering

SURE = 0.1
"""From here on a document's line that names the terms asked for is quoted: it is on the matter, whichever of its lines answers best."""


_OF_GOODS = frozenset(("warranty", "discount", "freight", "invoice"))
"""Terms that a product's own description may state, since it is the goods that have them, or their price."""
RECORDED = "bulk"
"""The terms that every record states: prices by quantity."""


def words_of_goods(name: str) -> tuple[str, ...]:
    """By which a description states the terms; () where it can't."""
    return tuple(_words()[name]) if name in _OF_GOODS else ()


def of_terms(asked: Sequence[str]) -> tuple[str, ...]:
    """The terms asked for, where nothing else is."""
    names = tuple(name.removeprefix("terms.") for name in asked if name.startswith("terms."))
    return names if len(names) == len(asked) else ()


def told_of(terms: Sequence[str], evidence: Sequence[Evidence], recorded: bool = False) -> tuple[Evidence, ...]:
    """What documents say of them, or what is said for sure where none names them and nothing is `recorded`; never by a guide on some goods: it
    knows no seller's terms."""
    own = [piece for piece in evidence if any(settled(name, [piece]) for name in terms)]
    general = [piece for piece in evidence if piece.source_kind == "document" or not piece.category]
    return answering(own, SURE) or (() if recorded else answering(general))


def settled(field: str, told: Sequence[Evidence]) -> bool:
    """Whether the owner's documents among what is told tell of the field; a guide knows only what to ask a seller."""
    words = _words().get(field.removeprefix("terms."), ())
    return any(piece.source_kind == "document" and any(word in piece.line.casefold() for word in words) for piece in told)


@cache
def _words() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("terms.yaml").read_text("utf-8"))
    return loaded
