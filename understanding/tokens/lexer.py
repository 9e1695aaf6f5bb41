"""The lexer: at each position the longest phrase of a language or the catalogue, else a number, else a word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...retrievers.analysis import all_words
from ...retrievers.lexicon import chinese_nouns, noun_phrases
from ..language.atom import Atom, atoms
from ..language.dictionaries import is_chinese_word
from ..language.lexicon import lexicon, load
from ..language.numerals import numeral
from ..language.phrases import Meaning
from ..vocabulary.vocabulary import Vocabulary
from .token import Token

_SLIGHT = frozenset({"stop", "filler", "and", "or", "link", "unit", "towards", "glue"})
"""Kinds of a single character that may be half of a word."""
_COUNTS = frozenset({"unit", "measure"})
_NAMED = ("value", "attribute")
BEYOND = (Meaning("beyond", None), Meaning("stop", None))
"""Meaning of a number too large to be meant: no search word."""
LAST = 10**9
"""Largest ordinal; a larger one is answered as beyond every list."""


_LETTERS = 3
"""Letters after a number that can belong to it; a longer word is separate (316steel)."""


def tokens(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of `text` in order; adjacent unknown Han characters form one token."""
    found: list[Token] = []
    pieces = atoms(text)
    place = 0
    while place < len(pieces):
        end, meanings = _at(pieces, place, vocabulary)
        first, last = pieces[place], pieces[end - 1]
        token = Token(text[first.start : last.end], first.start, last.end, meanings, first.gap)
        if found and (not meanings or _continues(found[-1], token)) and _joins(found[-1], token):
            token = Token(text[found[-1].start : token.end], found[-1].start, token.end, (), found.pop().gap)
        found.append(token)
        place = end
    return whole_words(without_verbs(found, text))


def _at(pieces: Sequence[Atom], place: int, vocabulary: Vocabulary) -> tuple[int, tuple[Meaning, ...]]:
    end, meanings = vocabulary.phrases.longest(pieces, place)
    if meanings and pieces[place].key == "a" and end > place + 1 and pieces[place + 1].digits and pieces[place + 1].gap:
        end, meanings = place, ()  # "a 3 year old" is no A3
    if meanings and _inside_name(pieces, place, end):
        end, meanings = place, ()
    if _colour(meanings, vocabulary) and (whole := _compound_end(pieces, place)) > end:
        return whole, ()
    other, more = lexicon().grammar.longest(pieces, place)
    if other > place + 1 and (_splits_hyphenated(pieces, other, vocabulary) or _empty_word_takes_next(pieces, other, more, vocabulary)):
        other, more = lexicon().grammar.longest(pieces[: other - 1], place)
    if _compares_next(pieces, place, other, more):
        other, more = lexicon().grammar.longest(pieces[: place + 1], place)
    if more and pieces[place].digits and _inside_name(pieces, place, other):
        other, more = place, ()
    if not meanings and (whole := _noun_end(pieces, place)) > max(other, place + 1):
        return whole, ()
    if _names_goods(meanings) and (whole := _word_end(pieces, place, end)) > max(end, other):
        return whole, ()
    if other > end:
        end, meanings = other, more
    elif other == end:
        meanings = meanings + more
    number = numeral(pieces, place)
    if number is not None and place and pieces[place - 1].key == "第":
        counted = Meaning("number", number._replace(low=min(number.low, LAST), high=min(number.high, LAST)))
        return number.end, (counted, *(BEYOND[1:] if number.beyond else ()))
    if number is not None and number.beyond:
        return number.end, BEYOND
    if number is not None and number.end >= end and (number.end > end or not _word(meanings)):
        return number.end, (Meaning("number", number), *(meanings if number.end == end else ()))
    return max(end, place + 1), meanings


def _inside_name(pieces: Sequence[Atom], place: int, end: int) -> bool:
    """True if a phrase of digits and letters begins inside a name: W3C has no 3C, 4XL no XL."""
    first = pieces[place]
    if place == 0 or first.gap:
        return False
    if first.latin and pieces[place - 1].digits:
        return len(first.key) <= _LETTERS
    return first.digits and pieces[place - 1].latin and any(piece.latin and not piece.gap for piece in pieces[place + 1 : end])


def _splits_hyphenated(pieces: Sequence[Atom], end: int, vocabulary: Vocabulary) -> bool:
    """True if a phrase ending at `end` would split a hyphenated one: "not in-ear" is not + in-ear."""
    if end + 1 >= len(pieces) or pieces[end].key != "-" or pieces[end].gap or pieces[end + 1].gap or not pieces[end + 1].latin:
        return False
    return any(phrases.longest(pieces, end - 1)[0] > end for phrases in (vocabulary.phrases, lexicon().grammar))


def _empty_word_takes_next(pieces: Sequence[Atom], end: int, meanings: tuple[Meaning, ...], vocabulary: Vocabulary) -> bool:
    """True if an empty word would take the first character of a longer one: 要不锈钢 is 要 + 不锈钢, not 要不 + 锈钢."""
    if not meanings or any(meaning.kind != "stop" for meaning in meanings) or pieces[end - 1].key < "\u3400":
        return False
    behind = ((phrases, phrases.longest(pieces, end - 1)) for phrases in (vocabulary.phrases, lexicon().grammar))
    return any(last > end + 1 and any(meaning.kind in ("value", "word", "category") for meaning in said) for _, (last, said) in behind)


def _compares_next(pieces: Sequence[Atom], place: int, end: int, meanings: tuple[Meaning, ...]) -> bool:
    """True if "or under" belongs to the number after it: under 3 kg or under 150 yuan."""
    joins = end > place + 1 and pieces[place].key in ("or", "and") and end < len(pieces) and pieces[end].digits
    return joins and all(meaning.kind in ("bound_after", "bound") for meaning in meanings)


_TAIL = 3
_WORDS = 4
"""Words of an English trade noun."""
_LONGEST = 8
"""Characters of a Chinese trade noun."""


def _names_goods(meanings: tuple[Meaning, ...]) -> bool:
    return any(meaning.kind in ("category", "head") for meaning in meanings)


def _word_end(pieces: Sequence[Atom], place: int, end: int) -> int:
    """The end of the longest dictionary word that begins with the phrase found: 笔记本电脑 is no 笔记本, 鼠标垫 no 鼠标."""
    text = "".join(piece.text for piece in pieces[place:end])
    if text < "\u3400":
        return end
    for more in range(_TAIL, 0, -1):
        rest = pieces[end : end + more]
        if (
            len(rest) == more
            and not any(piece.gap or piece.key < "\u3400" for piece in rest)
            and is_chinese_word(text + "".join(p.text for p in rest))
        ):
            return end + more
    return end


def _noun_end(pieces: Sequence[Atom], place: int) -> int:
    """The end of a trade noun unknown to the catalogue, which no word of the grammar may split: 交换机, 不间断电源."""
    known, text, end = chinese_nouns(), "", place
    for number, piece in enumerate(pieces[place : place + _LONGEST]):
        if piece.key < "\u3400" or (piece.gap and number):
            break
        text += piece.text
        if text in known:
            end = place + number + 1
    return end


def _colour(meanings: tuple[Meaning, ...], vocabulary: Vocabulary) -> bool:
    colours = vocabulary.concepts.get("colour", ())
    return any(meaning.kind == "value" and meaning.value.attribute in colours for meaning in meanings)


def _compound_end(pieces: Sequence[Atom], place: int) -> int:
    """The end of an English trade noun: a coffee maker is no brown maker."""
    known, end = noun_phrases(), place
    for after in range(place + 2, min(place + _WORDS, len(pieces)) + 1):
        if not pieces[after - 1].latin:
            break
        if tuple(word.term for word in all_words(" ".join(piece.text for piece in pieces[place:after]))) in known:
            end = after
    return end


def _word(meanings: tuple[Meaning, ...]) -> bool:
    return any(meaning.kind in ("word", "category", "brand") for meaning in meanings)


def _continues(before: Token, token: Token) -> bool:
    """True if a unit, measure or empty word completes a dictionary word: 冰箱, 酒店, 太阳能."""
    empty = token.has("unit", "measure") or all(meaning.kind in ("stop", "filler") for meaning in token.meanings)
    return (
        len(token.text) == 1
        and empty
        and any(is_chinese_word(before.text[-size:] + token.text) for size in range(1, min(len(before.text), _TAIL) + 1))
    )


def _joins(before: Token, token: Token) -> bool:
    """True if both are unknown Han characters without a gap."""
    return not before.meanings and not token.gap and before.text[-1] >= "\u3400" and token.text[0] >= "\u3400"


def without_verbs(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """Remove value meanings where only a verb can stand, after its subject, before its object: what should I check."""
    for token in tokens:
        if token.has("value") and token.text.isascii() and token.text.isalpha() and _is_verb(text, token):
            kept = tuple(meaning for meaning in token.meanings if meaning.kind not in _NAMED)
            yield replace(token, meanings=(*kept, Meaning("stop", token.text.casefold())))
        else:
            yield token


def _is_verb(text: str, token: Token) -> bool:
    before, after = _places()
    return before.search(text[: token.start]) is not None or after.match(text, token.end) is not None


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("en")["verbs"]
    behind, done_to = ("|".join(map(re.escape, words[name])) for name in ("behind", "done_to"))
    return re.compile(rf"\b(?:{behind})\s+$", re.IGNORECASE), re.compile(rf"\s+(?:{done_to})\b", re.IGNORECASE)


def whole_words(tokens: Iterable[Token]) -> list[Token]:
    """`tokens` with hyphenated unknown words joined, and two characters joined if they form a dictionary word and one is unknown, or they are a value
    and a unit."""
    found: list[Token] = []
    for token in tokens:
        size = 2 if len(found) > 1 and _hyphenated(found[-2], found[-1], token) else 1 if found and _one_word(found[-1], token) else 0
        if size:
            parts = (*found[-size:], token)
            found[-size:] = [Token("".join(part.text for part in parts), parts[0].start, token.end, (), parts[0].gap)]
        else:
            found.append(token)
    return found


def _hyphenated(first: Token, hyphen: Token, last: Token) -> bool:
    """True for two unknown words of more than one letter: T-shrits is a slip of T-shirts."""
    words = min(len(first.text), len(last.text)) > 1 and first.text[-1].isalpha() and last.text[0].isalpha()
    return words and hyphen.text == "-" and not (hyphen.gap or last.gap or first.meanings or last.meanings)


def _one_word(first: Token, second: Token) -> bool:
    if second.gap or not (len(first.text) == len(second.text) == 1 and min(first.text, second.text) >= "\u3400"):
        return False
    known = [token for token in (first, second) if token.meanings]
    slight = len(known) == 1 and all(meaning.kind in _SLIGHT for meaning in known[0].meanings)
    valued = all(meaning.kind == "value" for meaning in first.meanings) and all(meaning.kind in _COUNTS for meaning in second.meanings)
    return (slight or (len(known) == 2 and valued)) and is_chinese_word(first.text + second.text)
