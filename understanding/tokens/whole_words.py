"""Words that the grammar would cut: 温和 is no 温 and 和, 白天 no white day, 打理 no dozen of anything, eco-friendly neither eco nor friendly."""

from collections.abc import Iterable

from ..language.dictionaries import is_chinese_word
from .token import Token

_SLIGHT = frozenset({"stop", "filler", "and", "or", "link", "unit", "towards", "glue"})
"""What a character says that is half of a word: nothing by itself."""
_COUNTS = frozenset({"unit", "measure"})


def whole_words(tokens: Iterable[Token]) -> list[Token]:
    """What nobody knows, or a value of one character before a unit, together with the character beside it where both are a word of the
    dictionary; and what a hyphen joins."""
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
    """Two words, neither of one letter: T-shrits is a slip of T-shirts."""
    words = min(len(first.text), len(last.text)) > 1 and first.text[-1].isalpha() and last.text[0].isalpha()
    return words and hyphen.text == "-" and not (hyphen.gap or last.gap or first.meanings or last.meanings)


def _one_word(first: Token, second: Token) -> bool:
    if second.gap or not (len(first.text) == len(second.text) == 1 and min(first.text, second.text) >= "\u3400"):
        return False
    known = [token for token in (first, second) if token.meanings]
    slight = len(known) == 1 and all(meaning.kind in _SLIGHT for meaning in known[0].meanings)
    valued = all(meaning.kind == "value" for meaning in first.meanings) and all(meaning.kind in _COUNTS for meaning in second.meanings)
    return (slight or (len(known) == 2 and valued)) and is_chinese_word(first.text + second.text)
