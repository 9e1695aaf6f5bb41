"""Which of the sentences that a model picked may be told: each whole, as it stands in its page."""

from ...understanding.vocabulary.vocabulary import Vocabulary
from ..claims.telling import tellable
from .summary import Point, Sentence, Summary

MOST = 2
"""Points of a reply."""


def checked(found: Summary, sentences: dict[str, Sentence], vocabulary: Vocabulary) -> tuple[Point, ...]:
    """Those whose quote is all of the sentence that they name, which stands in its page and may be told; each sentence once."""
    points: dict[str, Point] = {}
    for each in found.claims:
        sentence = sentences.get(each.id)
        if sentence is None or _folded(each.quote) != _folded(sentence.text) or sentence.text not in sentence.piece.text:
            continue
        if tellable(sentence.text, vocabulary, True):
            points.setdefault(each.id, Point(sentence))
    return tuple(points.values())[:MOST]


def _folded(text: str) -> str:
    return "".join(text.split())
