"""Writes what guides say of a term, each sentence with its source."""

from ..decisions.knowledge import Knowledge
from ..facts.knowledge import names
from ..wording.plain import plain
from .choice import first_sentence
from .draft import Draft


def knowledge(known: Knowledge, draft: Draft) -> None:
    if not known.pieces:
        draft.say("knowledge.none", term=plain(known.term))
        return
    draft.say("knowledge.open", term=plain(known.term))
    for piece in known.pieces:
        quote = sentence_naming(known.term, piece.text)
        draft.say("knowledge.line", quote=plain(quote) + draft.cite_evidence(piece, quote))


def sentence_naming(term: str, text: str) -> str:
    """The first line of the passage that names the term, verbatim, else its first sentence."""
    lines = [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    naming = next((line for line in lines if names(term, line)), None)
    return first_sentence(text) if naming is None else naming
