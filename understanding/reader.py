"""The reader of phrases and sentences of buyers, guides and pages: the goods named and the conditions on them, in one catalogue's words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ..schema.condition import Condition
from .grammar import parse
from .language.atom import keys
from .language.personal_data import with_stand_ins, without_personal_data
from .language.phrases import Meaning
from .language.text import clean
from .ledger.united import united
from .tokens.amount import with_amounts
from .tokens.cursor import Message
from .tokens.lexer import tokens
from .tokens.token import Token
from .vocabulary.categories import Head
from .vocabulary.concepts import Key
from .vocabulary.known_value import Known
from .vocabulary.shelf import Most, untold
from .vocabulary.vocabulary import Vocabulary

_SILENT = ("stop", "filler", "break", "bound", "bound_after", "open", "close", "link", "soft", "soft_after", "must", "not", "not_after", "or", "and",
           "goods", "reference", "sort", "field", "tail", "question", "named", "glue", "relative", "most")  # fmt: skip
"""Kinds of words that name nothing."""
_NAMES = ("category", "head", "value", "attribute", "brand", "common_brand", "audience", "word", "certificate", "place", "class", "amount")
_AKIN = {"child": "baby", "baby": "child"}
_LONGEST = 4
"""Tokens of such a part."""
_BESIDE = frozenset(("value", "attribute", "amount", "number"))
_GOODS = frozenset(("category", "head"))
_HEAD = 2  # characters
_NOT = ("不", "未")
REMEMBERED = 2048
"""Texts with what they were read as, 1 to 2 kB each."""
_NON = "non"
_DENIED = ("value", "attribute")
_OTHERWISE = ("complaint", "amount", "bound", "sort")


def impersonal(text: str) -> str:
    """`text` without the buyer's name, address and numbers, or the marks that replace them in a redacted text."""
    return without_personal_data(with_stand_ins(text))


class Stated(NamedTuple):
    """`query`: the words that name the goods, as written."""

    category: str | None = None
    query: str = ""
    conditions: tuple[Condition, ...] = ()


class Reader:
    """Reader with one catalogue's vocabulary. Thread-safe; the last texts are remembered: one turn reads the same words five times."""

    def __init__(self, vocabulary: Vocabulary, most: Most = untold) -> None:
        """`most` gives the largest number that a category's products state for an attribute."""
        self.vocabulary = vocabulary
        self._most = most
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def read(self, text: str, category: str | None = None) -> Stated:
        """`category`: the category that the text is about, if it names none itself."""
        return self._remembered(text, category)

    def _read(self, text: str, category: str | None) -> Stated:
        said = impersonal(clean(text).text)
        parts = with_plain_not(with_amounts(tokens(said, self.vocabulary), said))
        of = category_of(parts) or category
        parts = narrowed(stated(parts, of, self.vocabulary), said, of, self.vocabulary)
        parts = parted(parts, said, of, self.vocabulary)
        gathered = parse(Message(said, parts, self.vocabulary, of, category, most=self._most))
        return Stated(*goods_of(parts, gathered.used), united(dict.fromkeys(gathered.conditions)))


def with_plain_not(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with a plain 不 or 未 before a value as a negation (不静音的; not in 静不静音), and without the hyphen of "non-"."""
    found = list(tokens)
    for place in range(len(tokens) - 1):
        token, behind = tokens[place : place + 2]
        known = behind.has(*_DENIED) and not behind.has(*_OTHERWISE) and behind.text[:1] >= "\u3400"
        asks = place > 0 and tokens[place - 1].text[-1:] == behind.text[:1]
        if token.text in _NOT and not behind.gap and known and not asks:
            found[place] = replace(token, meanings=(Meaning("not", token.text), Meaning("stop", token.text)))
    return tuple(each for place, each in enumerate(found) if not (place and each.text == "-" and found[place - 1].text.lower() == _NON))


def stated(parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with recorded values (静音轴 of a keyboard) in place of a flag that products of `category` don't have, unless a value of the attribute
    is named beside it."""
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


def narrowed(parts: Sequence[Token], text: str, category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with a word and its number (不锈钢 316) replaced by one token of the narrower value."""
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


def parted(parts: Sequence[Token], text: str, category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with unknown words replaced by the values that they are part of: AA级 of 国AA级, straw of "Straw lid". A word that is a value of the
    category beside it and also names other goods (短袖 of a dress) keeps only the value."""
    shelf = vocabulary.shelf(category)
    if not shelf.known or not vocabulary.curated:
        return tuple(parts)
    parts = tuple(_as_value(token, parts, category, vocabulary) for token in parts)
    pieces, found, place = vocabulary.pieces(category), list[Token](), 0
    while place < len(parts):
        end = next((end for end in range(min(place + _LONGEST, len(parts)), place, -1) if _is_run(parts[place:end], category, vocabulary)), place)
        known, said = None, ""
        while end > place and known is None:
            said = text[parts[place].start : parts[end - 1].end]
            known = _piece(pieces, said) if any(_is_unknown(token, category, vocabulary) for token in parts[place:end]) else None
            end -= known is None
        if known is not None:
            found.append(Token(said, parts[place].start, parts[end - 1].end, (Meaning("value", known),), parts[place].gap))
        else:
            found.append(parts[place])
        place = max(end, place + 1)
    return tuple(found)


def _piece(pieces: Mapping[Key, Known], said: str) -> Known | None:
    """The value of the piece `said`; two English words match in either order: AA grade is grade AA."""
    words = said.replace("-", " ").split()
    return pieces.get(keys(said)) or (pieces.get(keys(" ".join(reversed(words)))) if len(words) == 2 and said.isascii() else None)


def _is_unknown(token: Token, category: str | None, vocabulary: Vocabulary) -> bool:
    """True if the token means nothing for this category: it is unknown, or a value of other goods only."""
    if not token.meanings:
        return any(map(str.isalnum, token.text))
    shelf = vocabulary.shelf(category)
    return all(meaning.kind == "value" and not meaning.value.free and not shelf.states(meaning.value.attribute) for meaning in token.meanings)


def _is_run(parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> bool:
    return all(_is_unknown(token, category, vocabulary) or {meaning.kind for meaning in token.meanings} <= _BESIDE for token in parts)


def _as_value(token: Token, parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> Token:
    shelf = vocabulary.shelf(category)
    if not token.has("category", "head") or not any(shelf.states(known.attribute) for known in token.values("value")):
        return token
    if not any(other is not token and other.value("category") == category for other in parts):
        return token
    return replace(token, meanings=tuple(meaning for meaning in token.meanings if meaning.kind not in _GOODS))


def category_of(tokens: Sequence[Token]) -> str | None:
    """The catalogue's name of the goods."""
    named = _named(list(enumerate(tokens)), _audience(tokens))
    return named[1] if named else None


def goods_of(tokens: Sequence[Token], used: Collection[int]) -> tuple[str | None, str]:
    """The category and the search words in the tokens that no condition used."""
    left = [(place, token) for place, token in enumerate(tokens) if place not in used]
    audience = _audience([token for _, token in left])
    named = _named([(place, token) for place, token in left if not (place and tokens[place - 1].has("placing"))], audience)
    parts = [(token, named[2] if named and token is named[0] else token.text) for _, token in left if _says(token)]
    if named and named[0].has("head") and not named[0].has("category"):
        parts = [(token, said) for token, said in parts if token is not audience]
    return (named[1] if named else None), _joined(parts)


def _audience(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if token.has("audience")), None)


def _named(left: Sequence[tuple[int, Token]], audience: Token | None) -> tuple[Token, str, str] | None:
    """The token that names the goods, the catalogue's name, and the words for the query."""
    own = [token for _, token in left if token.has("category")]
    if own:
        token = max(own, key=lambda each: (len(each.text), each.start))
        return token, str(token.value("category")), token.text
    group = audience.value("audience") if audience else None
    for token in (token for _, token in left if token.has("head")):
        heads: tuple[Head, ...] = token.values("head")
        for head in heads:
            if group is not None and group in (head.audience, _AKIN.get(head.audience)):
                return token, head.category, _said(token, head, audience)
    return None


def _said(token: Token, head: Head, audience: Token | None) -> str:
    """The category's name if the buyer wrote in its script, else the buyer's words."""
    if token.text >= "\u3400" and head.category >= "\u3400":
        return head.category
    return f"{audience.text} {token.text}" if audience else token.text


def _says(token: Token) -> bool:
    if not any(char.isalnum() for char in token.text):
        return False
    if not token.meanings or token.has("category", "head"):
        return True
    return not token.has("stop", "filler") if token.has(*_NAMES) else not token.has(*_SILENT)


def _joined(parts: Sequence[tuple[Token, str]]) -> str:
    """Words separated by spaces; adjacent Han characters stay together."""
    out, last = "", None
    for token, said in parts:
        apart = last is not None and (token.gap or last.end != token.start)
        out += (" " if out and apart else "") + said
        last = token
    return out
