"""A flag that the current category records as a value: 静音 of a keyboard is 静音轴, of a suitcase 静音万向轮."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..language.phrases import Meaning
from ..vocabulary.known_value import Known
from ..vocabulary.vocabulary import Vocabulary
from .token import Token

_HEAD = 2  # characters


def stated(parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with those values in place of a flag that products of `category` don't have, unless a value of the attribute is named beside it."""
    return tuple(_stated(token, parts, category, vocabulary) for token in parts)


def _stated(token: Token, parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> Token:
    if (kind := _kind(token, category, vocabulary)) is not None:
        return replace(token, meanings=(*(each for each in token.meanings if each.kind != "value"), Meaning("value", kind)))
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


def _kind(token: Token, category: str | None, vocabulary: Vocabulary) -> Known | None:
    """The category's kinds of a value that it doesn't state itself: 信封式 is a closure of bedding, and 一体信封式 of infant sleeping bags. The
    values must end with the word, the head of a Chinese compound."""
    shelf = vocabulary.shelf(category)
    known = [*_known(token)]
    if not known or not shelf.known or len(token.text) < _HEAD or token.text[0] < "\u3400" or any(shelf.states(each.attribute) for each in known):
        return None
    texts = [name for name in shelf.counts if name in vocabulary.attributes and vocabulary.attributes[name].kind == "text"]
    found = [each for name in texts if not vocabulary.values(name).flag and (each := vocabulary.values(name).known([token.text])) is not None]
    return found[0] if len(found) == 1 and all(value.endswith(token.text) for value in found[0].values) else None


def _known(token: Token) -> Iterator[Known]:
    yield from (known for known in token.values("value") if not known.flag)
