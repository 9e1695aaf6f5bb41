"""How often the English dictionary has seen a word."""

from functools import cache


@cache
def _words() -> dict[str, int]:
    from spellchecker import SpellChecker

    words: dict[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return words


def frequency(word: str) -> int:
    """Of `word` in lower case; 0 where it has not."""
    return int(_words().get(word, 0))
