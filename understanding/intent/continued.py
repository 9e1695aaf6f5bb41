"""第三款呢, "and all five?": a message that only points asks of it what was asked before."""

from collections.abc import Sequence

from ...schema.reading import Reading
from ..language.atom import atoms
from ..language.lexicon import lexicon
from ..tokens.found import Gathered
from ..tokens.token import Token
from .asked import apart_from_pointers

_KEPT = ("compare", "supplier", "product_question")


def request(reading: Reading) -> Reading | None:
    """What a later pointer alone would ask again; None where nothing was asked of products."""
    if reading.intent not in _KEPT or (reading.intent == "product_question" and not reading.asked):
        return None
    return Reading(intent=reading.intent, language=reading.language, asked=reading.asked, supposed=reading.supposed)


def continued(reading: Reading, before: Reading | None) -> Reading:
    """`reading`, with the request `before` where it points and says nothing else."""
    if before is None or not reading.pure or reading.intent != "product_question" or reading.asked:
        return reading
    if before.intent == "compare" and len(reading.references) == 1 and reading.references[0].kind != "all":
        return reading
    return reading.model_copy(update={"intent": before.intent, "asked": before.asked, "supposed": before.supposed})


def only_points(text: str, tokens: Sequence[Token], gathered: Gathered) -> bool:
    """Whether nothing but words that may stand beside a pointer is left of the message."""
    pieces = [piece for piece in atoms(apart_from_pointers(text, tokens, gathered).lower()) if piece.text[0].isalnum()]
    place = 0
    while gathered.references and place < len(pieces):
        end, meanings = lexicon().elliptic.longest(pieces, place)
        if not meanings:
            return False
        place = end
    return bool(gathered.references)
