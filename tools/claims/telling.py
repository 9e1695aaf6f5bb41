"""Whether a sentence from outside may be quoted: it speaks of goods, and neither of money nor in any other text's name."""

from ...schema.evidence import Evidence
from ...understanding.tokens.lexer import tokens
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..wording.plain import citable
from .sentences import first_sentence, sentences

_GOODS = frozenset(
    ("value", "attribute", "attribute_tail", "certificate", "class", "measured", "field", "use", "market", "audience", "place", "brand", "series",
     "supplier_kind", "supplier_noun", "certificate_word", "category", "head", "comparative"),
)  # fmt: skip
"""Kinds of words by which products, suppliers and their papers are told."""
_SPEAKING = 2
"""Letters of a word that says something by itself."""


def tells(sentence: str, vocabulary: Vocabulary) -> bool:
    """What is told of nothing that a catalogue knows is no advice on goods, whoever gives it."""
    return citable(sentence) and any(len(token.text) >= _SPEAKING and token.has(*_GOODS) for token in tokens(sentence, vocabulary))


def led(piece: Evidence, vocabulary: Vocabulary) -> Evidence:
    """With the sentence that it is quoted by where nothing else is asked of it: the first that tells something; "" where none does."""
    said = (first_sentence(piece.text), *(sentence.text for sentence in sentences(piece.text)))
    lead = next((each for each in said if tells(each, vocabulary)), "")
    return piece.model_copy(update={"lead": lead, "line": piece.line if citable(piece.line) else ""})
