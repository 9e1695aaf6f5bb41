"""A yes that the goods in hand record as a value instead: 静音 of a keyboard is 静音轴, of a suitcase 静音万向轮."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..language.phrases import Meaning
from ..vocabulary.known import Known
from ..vocabulary.vocabulary import Vocabulary
from .token import Token


def stated(parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with those values in place of a yes that no product of `category` can have; not where one of that attribute is named beside it."""
    return tuple(_stated(token, parts, category, vocabulary) for token in parts)


def _stated(token: Token, parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> Token:
    flags = [known for known in token.values("value") if known.flag]
    shelf = vocabulary.shelf(category)
    if not flags or not shelf.known or any(shelf.states(known.attribute) for known in token.values("value")):
        return token
    others = {known.attribute for other in parts if other is not token for known in _known(other) if shelf.states(known.attribute)}
    found = vocabulary.saying(category, flags[0].attribute)
    if found is None or found.attribute in others:
        return token
    meanings = tuple(each for each in token.meanings if each.kind != "attribute" and not (each.kind == "value" and each.value.flag))
    return replace(token, meanings=(*meanings, Meaning("value", found)))


def _known(token: Token) -> Iterator[Known]:
    yield from (known for known in token.values("value") if not known.flag)
