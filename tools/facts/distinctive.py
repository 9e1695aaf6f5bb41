"""The sentence of a description that tells a product from those beside it: what there is to go by where records state little."""

from collections.abc import Sequence

from ...ingest.claims import says_more
from ...schema.product import Product
from ..decisions.reviews import Quoted
from .describing import first, sentences
from .recorded import content

LONGEST = 140
"""Letters of a sentence that is quoted."""
_OWN = 3
"""Words that none of the others has."""


def distinctive(product: Product, others: Sequence[Product], language: str) -> Quoted | None:
    """The one with the most words that no text of `others` has; None where none has a few. Its title is shown as it is."""
    known = content(product.text(language).title or "")
    for other in others:
        known |= content(" ".join((other.text(language).title or "", *sentences(other, language))))
    fit = (sentence for sentence in sentences(product, language) if len(sentence) <= LONGEST and not says_more(sentence))
    own = {sentence: len(content(sentence) - known) for sentence in fit}
    best = max(own, key=lambda sentence: own[sentence], default="")
    return first(product, language, lambda sentence: sentence == best) if own.get(best, 0) >= _OWN else None
