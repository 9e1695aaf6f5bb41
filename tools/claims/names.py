"""Words that neither the dictionaries nor the trade know: names, of whomever."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ...understanding.language.dictionaries import cut, is_english_word, seen
from ...understanding.tokens.token import Token
from .goods import is_of_goods

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CAPITAL = re.compile(r"[A-Z][A-Za-z'’]*[a-z][A-Za-z'’]*")
_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z][A-Za-z]+")
_BRITISH = (("our", "or"), ("isa", "iza"), ("isi", "izi"), ("ise", "ize"), ("yse", "yze"), ("re", "er"), ("ium", "um"), ("ll", "l"))
_DESIGNATION = 5
"""Capitals of a name; fewer are a measure or a standard (TOG, PPSU)."""
_PART = 3
"""Letters of the parts of a compound: bag-less, fly-sheet."""


def has_name(tokens: Sequence[Token]) -> bool:
    """Whether there is one, of Chinese ones at the beginning: what goods are called in the middle of a phrase few dictionaries know."""
    unknown = [place for place, token in enumerate(tokens) if not token.meanings]
    if any(_latin_name(tokens, place) or _owns(tokens, place) for place in unknown):
        return True
    return bool(unknown) and unknown[0] == 0 and _CHINESE.search(tokens[0].text) is not None and _han_name(tokens[0].text)


def _han_name(text: str) -> bool:
    """Cut into single characters, or a word that only the cutting made."""
    words = cut(text)
    return (len(words[0]) > 1 and not seen(words[0])) or (len(words) > 1 and len(words[0]) == len(words[1]) == 1)


def _owns(tokens: Sequence[Token], place: int) -> bool:
    """晴朗家的, 晴朗牌: whatever the word means elsewhere; also within a run that nobody knows (晴朗牌剃须刀)."""
    if place + 1 < len(tokens) and (tokens[place + 1].has("possession") or tokens[place + 1].text in ("牌", "牌的")):
        return True
    words = cut(tokens[place].text) if "牌" in tokens[place].text else []
    return any(len(word) > 1 and after == "牌" for word, after in pairwise(words))


def _latin_name(tokens: Sequence[Token], place: int) -> bool:
    text = tokens[place].text
    if not (text.isascii() and text.isalpha()) or len(text) <= _PART or text.isupper() and len(text) < _DESIGNATION:
        return False
    if _CAMEL.fullmatch(text) or not _is_english(text.casefold()):
        return True
    after = tokens[place + 1].text if place + 1 < len(tokens) and not is_of_goods(tokens[place + 1]) else ""
    return bool(_CAPITAL.fullmatch(text) and _CAPITAL.fullmatch(after))


def _is_english(word: str) -> bool:
    """As American dictionaries spell it, or put together from two such words."""
    spelled = {word, *(word.replace(british, american) for british, american in _BRITISH)}
    if any(is_english_word(one) for one in spelled):
        return True
    cuts = range(_PART, len(word) - _PART + 1)
    return any(is_english_word(word[:at]) and is_english_word(word[at:]) for at in cuts)
