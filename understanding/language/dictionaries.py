"""Chinese words by jieba's dictionary, English words by pyspellchecker's."""

from ...retrievers.analysis import dictionary
from ...retrievers.english import frequency

SCARCE, RARE = 30, 50
"""A Chinese or English entry with no higher count may be a misspelling that the dictionary picked up."""
ODD = 3
"""A Chinese entry with no higher count is as often a chance run of characters as a word."""


def seen(text: str) -> int:
    """The count of `text` in the Chinese dictionary; 0 if it is missing."""
    return _chinese().get(text) or 0


def cut(text: str) -> list[str]:
    """Segment a Chinese text into words."""
    return list(dictionary().cut(text))


def known_words(text: str) -> list[str]:
    """Segment a Chinese text by the dictionary alone, without guessing (no HMM); words with a count up to `ODD` are split into characters."""
    _chinese()
    import jieba

    return [part for word in jieba.cut(text, HMM=False) for part in ([word] if seen(word) > ODD else word)]


def is_chinese_word(text: str) -> bool:
    return seen(text) > SCARCE


def _chinese() -> dict[str, int]:
    words: dict[str, int] = dictionary().FREQ
    return words


def is_english_word(word: str) -> bool:
    """True if `word` or its plural is in the English dictionary."""
    return max(frequency(word), frequency(f"{word}s")) > RARE


def load() -> None:
    """Load both dictionaries now (about a second); otherwise each loads at first use."""
    _chinese()
    frequency("")
