"""What outside sources say of a brand, to be set beside the catalogue's own numbers."""

from collections.abc import Iterable, Sequence

from ...schema.evidence import Evidence
from ...understanding.language.whole_word import has_word
from ...understanding.vocabulary.spoken import spoken
from ..wording.plain import citable
from .claims import TRUSTED
from .fused import is_outside
from .sentences import first_sentence
from .stance import has, stance


def standing(evidence: Sequence[Evidence], names: Iterable[str], language: str) -> tuple[Evidence, ...]:
    """The first guide that names it, then the best outside source that does: in the buyer's language, not old, trusted. What a page says of a brand
    without a day is told by nobody: it can't be held against what came after."""
    known = tuple(name for name in names if not spoken(name))
    guide = next((piece for piece in evidence if not is_outside(piece) and any(name in piece.text for name in known)), None)
    outside = [piece for piece in evidence if is_outside(piece) and piece.trust >= TRUSTED and _dated(piece) and sentence_naming(piece, known)]
    best = min(outside, key=lambda piece: (piece.lang != language, piece.old, -piece.trust, -piece.score), default=None)
    return tuple(piece for piece in (guide, best) if piece is not None)


def _dated(piece: Evidence) -> bool:
    return piece.published is not None or piece.source_kind == "document"


def sentence_naming(piece: Evidence, names: Iterable[str]) -> str | None:
    """The first claim that names it as a word."""
    known = tuple(names)
    return next(
        (claim.text for claim in piece.claims if citable(claim.text) and any(has_word(name.casefold(), claim.text.casefold()) for name in known)),
        None,
    )


def sentence_about(piece: Evidence, names: Sequence[str]) -> str:
    """The sentence of the passage that names the brand, verbatim: a criterion where one does, else the line."""
    named = sentence_naming(piece, names)
    if named is not None:
        return named
    statements = [str(criterion.get("statement", "")) for criterion in piece.criteria]
    lines = [line.strip().removeprefix("- ") for line in piece.text.splitlines()]
    for text in (*statements, *lines):
        if any(name in text for name in names):
            return text if len(text) <= 160 else first_sentence(text)
    return piece.lead or first_sentence(piece.text)


def called(piece: Evidence, names: Iterable[str]) -> str | None:
    """ "premium" or "value", where an outside sentence about the brand calls it so."""
    sentence = (sentence_naming(piece, names) or "").casefold()
    kinds: dict[str, list[str]] = stance()["called"]
    said = [kind for kind, words in kinds.items() if any(has(word, sentence) for word in words)]
    return said[0] if len(said) == 1 else None
