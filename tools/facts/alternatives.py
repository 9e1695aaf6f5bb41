"""What guides say of each side of a choice: a red switch or a brown one."""

from collections.abc import Sequence

from ...retrievers.analysis import normalise
from ...retrievers.passages import PassageRetriever
from ...schema.evidence import Evidence
from .knowledge import names

LINES = 2
"""Of each side."""
LOOKED_AT = 6


def of_each(alternatives: Sequence[str], passages: PassageRetriever, language: str, category: str | None) -> tuple[Evidence, ...]:
    """The likeliest lines that name a side, each once, side by side in the buyer's order; () where no guide names any."""
    told: dict[str, Evidence] = {}
    for side in alternatives:
        found = passages.answers(side, language=language, category=category, k=LOOKED_AT)
        own = [piece for piece in found if piece.line and names(side, piece.line) and piece.line not in told and _of(piece, category)]
        told.update({piece.line: piece for piece in own[:LINES]})
    return tuple(told.values())


def _of(piece: Evidence, category: str | None) -> bool:
    """Whether it speaks of such goods, or of none in particular: carbon steel of a knife is no word on a wok."""
    return category is None or not piece.category or normalise(category) in map(normalise, piece.category)
