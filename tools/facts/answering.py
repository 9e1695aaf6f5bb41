"""The lines of guides and documents that answer the buyer's question, as far as they are sure enough to be quoted."""

from collections.abc import Sequence

from ...retrievers.notes import GENERAL
from ...retrievers.outside.guides import SURE
from ...schema.evidence import Evidence
from ..claims.weighing import letters, same

MOST = 2
FIRM, MUCH = 0.75, 0.2
NEARLY = 0.8
"""A second line is told where it is so nearly as sure as the first."""


def answering(evidence: Sequence[Evidence], sure: float = SURE) -> tuple[Evidence, ...]:
    """The likeliest line, and a second where it says something else and is as sure; where no guide or document has one, what pages answer, and where
    none does, or a guide's is much less sure, the general notes."""
    own, notes = ([piece for piece in evidence if (piece.source_kind == GENERAL) is general] for general in (False, True))
    pages = tuple(piece for piece in own if piece.kind == "web" and piece.line)[:MOST]
    told, noted = _likeliest(own, sure), _likeliest(notes, sure)
    return noted if surer(noted, told) or not (told or pages) else told or pages


def surer(noted: Sequence[Evidence], told: Sequence[Evidence]) -> bool:
    """Whether a note is so much surer than a guide that is not sure itself, that the guide speaks of something else."""
    return bool(noted and told) and told[0].sure < FIRM and noted[0].sure >= told[0].sure + MUCH


def is_general(piece: Evidence) -> bool:
    """Whether it is a note that comes with Daogou, and nothing of this shop's."""
    return piece.source_kind == GENERAL


def _likeliest(evidence: Sequence[Evidence], sure: float) -> tuple[Evidence, ...]:
    told: list[Evidence] = []
    for piece in evidence:
        if piece.kind == "web" or not piece.line or piece.sure < sure or len(told) == MOST:
            continue
        if told and is_general(piece):  # one note will do
            continue
        if not told or (piece.sure >= NEARLY * told[0].sure and not same(letters(piece.line), letters(told[0].line))):
            told.append(piece)
    return tuple(told)
