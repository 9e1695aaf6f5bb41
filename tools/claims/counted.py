"""Numbers that a sentence states of a brand's or product's goods: only one that a record can be held against is told."""

from ...schema.reading import Language
from ...understanding.language.numerals import Numeral
from ...understanding.reader import Reader
from ...understanding.tokens.lexer import tokens
from .measured import found
from .stance import without_circumstances

_COUNTED = 10
"""Smaller numbers in words are no counts: one of the best, 一家, two-layer."""
_YEARS = range(1900, 2100)


def held_by_records(sentence: str, language: Language, reader: Reader, category: str | None, stated: frozenset[str] = frozenset()) -> bool:
    """Whether each number in it is a year, its case ("below 16 °C"), read on a field of the catalogue or a measure of an attribute that such goods
    state, and none is a price."""
    told = without_circumstances(sentence)
    counted = [token.text for token in tokens(told, reader.vocabulary) if token.has("beyond") or any(map(_counts, token.values("number")))]
    if not counted:
        return True
    read = reader.read(told, category).conditions
    if any(one.field == "price" for one in read):
        return False
    own = stated or frozenset(reader.vocabulary.shelf(category).counts)
    measured = [*(one.text for one in read), *(told[one.start : one.end] for one, _ in found(told, own, reader))]
    return all(any(number in text for text in measured) for number in counted)


def _counts(number: Numeral) -> bool:
    year = not number.spelled and number.low in _YEARS
    return not year and (not number.spelled or number.low >= _COUNTED)
