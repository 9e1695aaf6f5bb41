"""A value given by a word and by its number: 316 stainless and 不锈钢 316 are the one value 316 stainless steel."""

from collections.abc import Sequence

from ..language.phrases import Meaning
from ..vocabulary.known_value import Known
from ..vocabulary.vocabulary import Vocabulary
from .token import Token


def narrowed(parts: Sequence[Token], text: str, category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with such a pair replaced by one token of the narrower value."""
    found: list[Token] = []
    for token in parts:
        known = _narrower(found[-1], token, category, vocabulary) if found else None
        if known is None:
            found.append(token)
            continue
        first = found.pop()
        found.append(Token(text[first.start : token.end], first.start, token.end, (Meaning("value", known),), first.gap))
    return tuple(found)


def _narrower(one: Token, other: Token, category: str | None, vocabulary: Vocabulary) -> Known | None:
    """The number's value, if the word's values of the same attribute include it and more."""
    number, word = (one, other) if one.text.isdecimal() else (other, one)
    if not number.text.isdecimal() or word.has("amount"):
        return None
    shelf = vocabulary.shelf(category)
    exact: tuple[Known, ...] = number.values("value")
    for known in exact:
        wide = [each for each in word.values("value") if each.attribute == known.attribute and {*each.values} > {*known.values}]
        if wide and shelf.states(known.attribute):
            return known
    return None
