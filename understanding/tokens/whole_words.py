"""Words that the grammar would split: 温和 into 温 and 和, 白天 into white and day, 打理 into dozen, eco-friendly into two."""

from collections.abc import Iterable

from ..language.dictionaries import is_chinese_word
from .token import Token

_SLIGHT = frozenset({"stop", "filler", "and", "or", "link", "unit", "towards", "glue"})
"""Kinds of a single character that may be half of a word."""
_COUNTS = frozenset({"unit", "measure"})


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
