"""Which of the sentences that a model picked may be told: each whole, as it stands in its page."""

from ...understanding.vocabulary.vocabulary import Vocabulary
from ..claims.telling import tellable
from .summary import Point, Sentence, Summary, SummedUp

MOST = 2
"""Points of a reply."""


def checked(found: Summary, sentences: dict[str, Sentence], vocabulary: Vocabulary) -> tuple[Point, ...]:
    """Those whose quote is all of the sentence that they name, which stands in its page and may be told; each sentence once."""
    named = dict.fromkeys(each.id for each in found.claims if not invented(each, sentences))
    told = (sentences[id] for id in named)
    return tuple(Point(one) for one in told if one.text in one.piece.text and tellable(one.text, vocabulary, True))[:MOST]


def invented(claim: SummedUp, sentences: dict[str, Sentence]) -> bool:
    """Whether it names no sentence that the model was told, or quotes another than that."""
    sentence = sentences.get(claim.id)
    return sentence is None or _folded(claim.quote) != _folded(sentence.text)


def _folded(text: str) -> str:
    return "".join(text.split())
