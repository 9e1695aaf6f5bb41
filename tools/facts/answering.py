"""The lines of guides and documents that answer the buyer's question, as far as they are sure enough to be quoted."""

from collections.abc import Sequence

from ...retrievers.outside.guides import SURE
from ...schema.evidence import Evidence
from ..claims.weighing import letters, same

MOST = 2
NEARLY = 0.8
"""A second line is told where it is so nearly as sure as the first."""


def answering(evidence: Sequence[Evidence], sure: float = SURE) -> tuple[Evidence, ...]:
    """The likeliest line, and a second where it says something else and is as sure; where no guide or document has one, what pages answer."""
    told: list[Evidence] = []
    for piece in evidence:
        if piece.kind == "web" or not piece.line or piece.sure < sure or len(told) == MOST:
            continue
        if not told or (piece.sure >= NEARLY * told[0].sure and not same(letters(piece.line), letters(told[0].line))):
            told.append(piece)
    return tuple(told) or tuple(piece for piece in evidence if piece.kind == "web" and piece.line)[:MOST]
