"""Whether a message is about inquiries, and which of its pointers then mean products."""

from collections.abc import Sequence

from ..schema.reading import Reading
from ..schema.reference import Reference
from ..understanding.language.atom import atoms
from ..understanding.language.lexicon import lexicon


def over(reading: Reading) -> bool:
    """Whether the message is about inquiries that are there already, not about products to write for."""
    return reading.intent == "inquiry" and reading.asked[:1] not in ((), ("draft",))


def pointing(reading: Reading, focus: Sequence[str]) -> tuple[Reference, ...]:
    """The pointers that mean products: none of a message about inquiries; "write them" is to the supplier of the one product talked about."""
    if over(reading):
        return ()
    them = reading.intent == "inquiry" and len(focus) == 1 and all(_them(each) for each in reading.references)
    return () if them else reading.references


def of_product(reference: Reference) -> bool:
    """Whether a pointer by number names products (第二款): without a noun it counts the suppliers written to."""
    return any(meaning.kind == "product_word" for piece in atoms(reference.text) for meaning in lexicon().grammar.get(piece.text))


def _them(reference: Reference) -> bool:
    return any(meaning.kind == "they" for meaning in lexicon().grammar.get(reference.text))
