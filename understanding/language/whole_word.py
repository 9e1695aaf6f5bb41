"""A word within a text."""

import re
from functools import lru_cache


def has_word(word: str, text: str) -> bool:
    """True if the text has the word as it is written: a Latin one whole, any other wherever it stands."""
    return bool(word) and word in text and (not word.isascii() or _whole(word).search(text) is not None)


@lru_cache(maxsize=8192)
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])")
