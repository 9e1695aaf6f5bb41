"""Whether words state a value in words: in whole words of the text, and of this attribute rather than of another that is said so."""

import re
from collections.abc import Iterator, Sequence

from ...catalogue.facets import AttributeFacet
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.vocabulary import Vocabulary
from .measured import Passage, named

Span = tuple[int, int]


def says(value: str, passage: Passage, facet: AttributeFacet, vocabulary: Vocabulary) -> bool:
    """In the quotation word by word. What the catalogue knows as a value that doesn't tell its attribute by itself ("universal"), or as another
    attribute's, must stand beside the attribute's name."""
    found = tokens(passage.text, vocabulary)
    return any(
        not _cut(span, passage.text, found) and (_telling(span, found, facet.name) or named(facet.name, passage.text, span[0], vocabulary))
        for span in _places(value, passage)
    )


def in_whole_words(passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether no word is cut by the quotation's ends."""
    return not _cut((passage.start, passage.end), passage.text, tokens(passage.text, vocabulary))


def _places(value: str, passage: Passage) -> Iterator[Span]:
    """No part of a number, of a Latin word or of what a hyphen makes of it."""
    said = value.split()
    before = r"(?<![\d.])" if value[:1].isdigit() else r"(?<![A-Za-z])(?<![A-Za-z]-)" if value[:1].isascii() else ""
    behind = r"(?!\d|\.\d)" if value[-1:].isdigit() else r"(?!-?[A-Za-z])" if value[-1:].isascii() else ""
    pattern = re.compile(before + r"\s+".join(map(re.escape, said)) + behind, re.IGNORECASE)
    if said:
        yield from (found.span() for found in pattern.finditer(passage.text) if passage.start <= found.start() and found.end() <= passage.end)


def _cut(span: Span, text: str, found: Sequence[Token]) -> bool:
    """Whether a word goes on over one of its ends."""
    return any(token.start < at < token.end and text[at - 1].isalnum() and text[at].isalnum() for token in found for at in span)


def _telling(span: Span, found: Sequence[Token], name: str) -> bool:
    known = [each for token in found if (token.start, token.end) == span for each in token.values("value")]
    return not known or any(each.attribute == name and each.free for each in known)
