"""The places of a list that a buyer names: the first and third, 第一款和第三款."""

import re
from collections.abc import Sequence

_ENGLISH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CHINESE = "一二三四五六七八九十"
_PLACE = re.compile(rf"(?<![\d.])\d{{1,2}}(?![\d.])|[{_CHINESE}]|\b(?:{'|'.join(_ENGLISH)})\b", re.IGNORECASE)


def places(said: Sequence[str]) -> set[int]:
    """Every number that may be such a place."""
    words = (found.casefold() for text in said for found in _PLACE.findall(text))
    return {int(word) if word.isdecimal() else (_CHINESE.index(word) if word in _CHINESE else _ENGLISH.index(word)) + 1 for word in words}
