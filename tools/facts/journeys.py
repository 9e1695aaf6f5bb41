"""What guides say of goods that are checked in on a journey."""

from collections.abc import Iterator, Sequence
from functools import cache

from ...schema.evidence import Evidence
from ...understanding.language.lexicon import LANGUAGES, load
from ..wording.plain import citable
from .stating import lines


def of_journeys(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """The passages with a line that speaks of checking in, with that line, surest first; all as they are where none does."""
    return tuple(_speaking(evidence)) or evidence


def _speaking(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    for piece in evidence:
        said = (line for line in (piece.line, *lines(piece.text)) if any(word in line.casefold() for word in _carried()) and citable(line))
        if line := next(said, ""):
            yield piece.model_copy(update={"line": line, "sure": max(piece.sure, SURE)})


SURE = 0.5
"""It is what was asked, word by word."""


@cache
def _carried() -> tuple[str, ...]:
    return tuple(str(word) for language in LANGUAGES for word in load(language)["carried"])
