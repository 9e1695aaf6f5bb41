"""What words there are in Chinese and in English, as common dictionaries know them: jieba's and pyspellchecker's."""

from ...retrievers.analysis import dictionary
from ...retrievers.english import frequency

SCARCE, RARE = 30, 50
"""What the Chinese and the English one have seen no more often may be a slip that they have picked up."""
ODD = 3
"""What the Chinese one has seen no more often is a run of words as often as a word."""


def seen(text: str) -> int:
    """How often the Chinese dictionary has seen `text`; 0 where it has not."""
    return _chinese().get(text) or 0


def cut(text: str) -> list[str]:
    """The words of a Chinese text."""
    return list(dictionary().cut(text))


def known_words(text: str) -> list[str]:
    """The words of a Chinese text, by the dictionary alone: none is guessed, and of what it hardly knows each character is one."""
    _chinese()
    import jieba

    return [part for word in jieba.cut(text, HMM=False) for part in ([word] if seen(word) > ODD else word)]


def is_chinese_word(text: str) -> bool:
    return seen(text) > SCARCE


def _chinese() -> dict[str, int]:
    words: dict[str, int] = dictionary().FREQ
    return words


def is_english_word(word: str) -> bool:
    """In the singular or the plural."""
    return max(frequency(word), frequency(f"{word}s")) > RARE


def load() -> None:
    """Load them both, which takes about a second the first time; else each loads when it is first asked."""
    _chinese()
    frequency("")
