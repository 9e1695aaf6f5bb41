"""What words there are in Chinese and in English, as common dictionaries know them: jieba's and pyspellchecker's."""

from functools import cache

from ...retrievers.analysis import cache_folder
from ...retrievers.english import frequency

SCARCE, RARE = 30, 50
"""What the Chinese and the English one have seen no more often may be a slip that they have picked up."""


def seen(text: str) -> int:
    """How often the Chinese dictionary has seen `text`; 0 where it has not."""
    return _chinese().get(text) or 0


def cut(text: str) -> list[str]:
    """The words of a Chinese text."""
    _chinese()
    import jieba

    return list(jieba.cut(text))


def is_chinese_word(text: str) -> bool:
    return seen(text) > SCARCE


@cache
def _chinese() -> dict[str, int]:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = cache_folder()
    jieba.dt.initialize()
    words: dict[str, int] = jieba.dt.FREQ
    return words


def is_english_word(word: str) -> bool:
    """In the singular or the plural."""
    return max(frequency(word), frequency(f"{word}s")) > RARE


def load() -> None:
    """Load them both, which takes about a second the first time; else each loads when it is first asked."""
    _chinese()
    frequency("")
