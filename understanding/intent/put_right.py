"""Numbers that the message itself puts right: 预算1000，不对，800 asks for 800."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..tokens.amount import Amount, with_amounts
from ..tokens.lexer import tokens
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary

_COMMAS = (",", "，", ".", "。", ";", "；", "-", "—", "…", "、", "!", "！")
_BEHIND = ("bound_after", "tail", "field", "unit", "filler", "stop", "measure")
_LONE = ("no", "不", "wait")
"""These take back between two commas only."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[零一二两三四五六七八九十百千万]+")


def put_right(text: str, vocabulary: Vocabulary) -> str:
    """The text with the number said last in place of the one that it takes back."""
    while len(_NUMBER.findall(text)) > 1 and any(word in text.lower() for word in _words()):
        found = tokens(text, vocabulary)
        if (again := _once(text, with_amounts(found, text))) is None:
            break
        text = again
    return text


def _once(text: str, said: Sequence[Token]) -> str | None:
    for place, token in enumerate(said):
        if not token.has("amount") or not _ends(said, place + 1):
            continue
        start = _taken_back(text, said, place)
        old = _before(said, start) if start is not None else None
        if start is None or old is None or not _alike(old.value("amount"), token.value("amount")):
            continue
        new = token.text if token.value("amount").unit else _NUMBER.sub(token.text, old.text, count=1)
        if new == old.text:
            continue
        return f"{text[: old.start]}{new}{text[old.end : said[start - 1].start]}{text[token.end :]}"
    return None


def _taken_back(text: str, said: Sequence[Token], place: int) -> int | None:
    """Where the words begin that take a number back before the one at `place`: its clause's first, or all of the clause before."""
    first = _clause(said, place)
    if first and first < place and _says(text, said, first, place):
        return None if _says(text, said, first, place, _LONE) else first
    if not all(token.has("filler", "stop") for token in said[first:place]):
        return None
    before = _clause(said, first - 1) if first else 0
    return before if before and _says(text, said, before, first - 1) else None


def _clause(said: Sequence[Token], place: int) -> int:
    return next((at + 1 for at in range(place - 1, -1, -1) if said[at].text in _COMMAS), 0)


def _says(text: str, said: Sequence[Token], start: int, end: int, words: Collection[str] = ()) -> bool:
    """Whether those tokens are one of the words, with nothing but 是 or "make" behind it."""
    return any(
        text[said[start].start : said[last - 1].end].lower() in (words or _words()) and all(token.has("filler", "stop") for token in said[last:end])
        for last in range(end, start, -1)
    )


def _before(said: Sequence[Token], start: int) -> Token | None:
    """The number that the clause before ends with, over what compares it."""
    for place in range(start - 2, -1, -1):
        if said[place].has("amount"):
            return said[place]
        if not said[place].has(*_BEHIND):
            return None
    return None


def _ends(said: Sequence[Token], place: int) -> bool:
    while place < len(said) and said[place].has("filler", "stop") and not said[place].has("bound_after", "tail"):
        place += 1
    return place >= len(said) or said[place].has("break")


def _alike(old: Amount, new: Amount) -> bool:
    return new.unit is None or old.dimension == new.dimension or (old.unit is None and new.money)


@cache
def _words() -> frozenset[str]:
    words = load("corrections")
    return frozenset(str(word).lower() for name in ("withdrawn", "retold") for language in LANGUAGES for word in words[name][language])
