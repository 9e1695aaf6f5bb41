"""What a question asks about a product: fields of the contract, or `attr.NAME`."""

from collections.abc import Sequence

from .cues import Cues
from .found import Gathered
from .shelf import Shelf
from .token import Token


def asked_about(tokens: Sequence[Token], cues: Cues, gathered: Gathered, shelf: Shelf) -> tuple[str, ...]:
    """Fields asked about, in the message's order; empty where it asks nothing."""
    if not cues.question:
        return ()
    names = list(cues.asks)
    for place, token in enumerate(tokens):
        attributes: tuple[tuple[str, ...], ...] = token.values("attribute")
        if attributes and place not in gathered.used:
            names.append(f"attr.{next(iter(shelf.names(attributes[0])), attributes[0][0])}")
    names += [each.field for each in gathered.conditions]
    return tuple(dict.fromkeys(names))
