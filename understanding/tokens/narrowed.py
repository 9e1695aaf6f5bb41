"""A value said twice, widely and by its number: 316 stainless, 不锈钢 316 are 316 stainless steel, and no 316 of them."""

from collections.abc import Sequence

from ..language.phrases import Meaning
from ..vocabulary.known import Known
from ..vocabulary.vocabulary import Vocabulary
from .token import Token


def narrowed(parts: Sequence[Token], text: str, category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with one token of the narrower value in place of two side by side."""
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
    """The value of the number, where the word names more values of its attribute and that one among them."""
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
