"""Whether a text speaks of goods: by words that a catalogue tells them by."""

from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.vocabulary import Vocabulary

_GOODS = frozenset(
    ("value", "attribute", "attribute_tail", "certificate", "class", "measured", "field", "use", "market", "audience", "place", "brand", "series",
     "supplier_kind", "supplier_noun", "certificate_word", "category", "head", "comparative"),
)  # fmt: skip
"""Kinds of words by which products, suppliers and their papers are told."""
_SPEAKING = 2
"""Letters of a word that says something by itself."""


def speaks_of_goods(text: str, vocabulary: Vocabulary) -> bool:
    return any(len(token.text) >= _SPEAKING and is_of_goods(token) for token in tokens(text, vocabulary))


def speaks_of_papers(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it names a certificate or speaks of certificates."""
    return any(token.has("certificate", "certificate_word") for token in tokens(text, vocabulary))


def is_of_goods(token: Token) -> bool:
    return token.has(*_GOODS)
