"""What words there are in Chinese and in English, as common dictionaries know them: jieba's and pyspellchecker's."""

from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib import import_module
from itertools import groupby
from typing import NamedTuple

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


class Tagged(NamedTuple):
    """A word and its part of speech in the ICTCLAS tag set that jieba uses; x is what it doesn't know."""

    word: str
    flag: str


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[Tagged, ...]:
    """The words of a Chinese text. Characters of no word that jieba's tagger has never seen are one word of no known kind where they stand together:
    it would try each part of speech for each of them, 22 ms a character, and know none for any."""
    _chinese()
    import jieba

    runs = ((strange, "".join(run)) for strange, run in groupby(jieba.cut(text, HMM=False), _strange))
    return tuple(each for strange, run in runs for each in ((Tagged(run, "x"),) if strange else _known(run)))


def _known(run: str) -> Iterator[Tagged]:
    from jieba import posseg

    return (Tagged(pair.word, pair.flag) for pair in posseg.cut(run))


def _strange(word: str) -> bool:
    return len(word) == 1 and "\u4e00" <= word <= "\u9fff" and word not in _seen()


@cache
def _seen() -> Collection[str]:
    """The characters of the words that the tagger has learnt from."""
    learnt: dict[str, object] = import_module("jieba.posseg.char_state_tab").P
    return learnt.keys()


def begins_with_adjective(text: str) -> bool:
    """By the tags: a an adjective, z a state, v a verb that is said by degrees (比较耐用, 比较适合)."""
    first = next(iter(tagged(text[:6])), None)
    return first is not None and (first.flag.startswith(("a", "z")) or first.word in _BY_DEGREES)


_BY_DEGREES = (
    "耐",
    "好用",
    "耐用",
    "适合",
    "容易",
    "怕",
    "喜欢",
    "注重",
    "在意",
    "看重",
    "讲究",
    "怕冷",
    "怕热",
    "出汗",
    "费",
    "耐摔",
    "耐磨",
    "显瘦",
    "靠谱",
    "正规",
    "放心",
)


def load() -> None:
    """Load them all, which takes about two seconds the first time; else each loads when it is first asked."""
    _chinese()
    frequency("")
    import_module("jieba.posseg")
    import_module("pypinyin").lazy_pinyin("")
