"""Parts of a private value that identify it without the words that announced it: later search words may hold a name alone."""

import re
from collections.abc import Iterator

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?=[\w-]*\d)[\w-]{6,}", re.ASCII)
_DIGITS = re.compile(r"\d{6,}", re.ASCII)
SHORTEST = {"name": 2, "address": 3}
"""Least number of Chinese characters that identify a value of the kind."""


def pieces(kind: str, value: str) -> Iterator[str]:
    """Yield the whole, then the words of a name, the longer parts of a name or address, and all numbers."""
    yield value
    yield from _NUMBER.findall(value)
    yield from _DIGITS.findall(value)  # search words lose the letter after a number
    if kind == "name":
        yield from (word for word in _LATIN.findall(value) if not _HAN.search(word))
    for run in _HAN.findall(value) if kind in SHORTEST else ():
        for length in range(len(run), SHORTEST[kind] - 1, -1):
            yield from (run[at : at + length] for at in range(len(run) - length + 1))
