"""From text to terms, Chinese and English alike: one analyser for index and query, so that their terms are the same.

A `Word` is what a person would call one word. Its `term` is the whole of it in normal form; `parts` are what else it may be found by:
"WD-5000" is wd5000 or wd and 5000, "64 GB" is 64gb or 64, 手机壳 is itself or 手机.
"""

import os
import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from .lexicon import chinese_nouns
from .stop_words import ATTACHED, STOP_WORDS, UNITS

_SHORT = 80  # of one that comes again and again: a value, a name, a sentence of a guide
_LONGEST = 20_000  # characters of a text; a query or a title never comes near
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_RUNS = re.compile(
    r"(?P<cjk>[\u3400-\u4dbf\u4e00-\u9fff]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:(?![^\W_]|[.,]\d)|(?=[\u3400-\u9fff]|[a-z]{1,5}(?![a-z0-9-]))))"
    r"|(?P<latin>[^\W_\u3400-\u9fff]+(?:[-'./+&][^\W_\u3400-\u9fff]+)*\+*)"
)
_PIECES = re.compile(r"[a-z]+|\d+|[^\W\da-z_]+")
_lock = threading.RLock()


class Word(NamedTuple):
    term: str
    parts: tuple[str, ...] = ()


def normalise(text: str) -> str:
    """NFKC, lower case, simplified characters."""
    return _normalised_short(text) if len(text) <= _SHORT else _normalised(text[:_LONGEST])


def _normalised(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8")).lower().replace("’", "'")
    return _simplifier().convert(plain) if _CJK.search(plain) else plain


_normalised_short = lru_cache(maxsize=16384)(_normalised)


def words(text: str) -> list[Word]:
    """The words of `text` in its order, stop words left out."""
    return [word for word in _words(normalise(text)) if word.term not in _stopped()]


def all_words(text: str) -> list[Word]:
    """As `words`, with the stop words: for who looks at a title's grammar ("case for phones")."""
    return list(_words(normalise(text)))


def terms(text: str) -> list[str]:
    """What is indexed of `text`: each word's term and parts."""
    return [term for word in words(text) for term in (word.term, *word.parts)]


def segments(text: str) -> list[str]:
    """The words of a run of Chinese characters, all of them."""
    return list(_segmenter().cut(text))


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    """Stop words as they come out of the stemmer."""
    return STOP_WORDS | {stem(word) for word in STOP_WORDS}


def _words(text: str) -> Iterator[Word]:
    """Words of a normalised text; a number takes the unit that follows it."""
    end_of_number, number = -1, ""
    for match in _RUNS.finditer(text):
        piece = match.group()
        if (
            number
            and (match.lastgroup == "cjk" or piece in UNITS)
            and match.start() - end_of_number <= (piece not in ATTACHED)
            and (unit := _unit(piece))
        ):
            yield Word(number + unit, (number,))
            number = ""
            if len(unit_text := _unit_text(piece)) == len(piece):
                continue
            piece = piece[len(unit_text) :]
        if number:
            yield Word(number)
            number = ""
        if match.lastgroup == "number":
            number, end_of_number = piece.replace(",", "").rstrip("."), match.end()
        else:
            yield from _chinese(piece) if match.lastgroup == "cjk" else (_latin(piece),)
    if number:
        yield Word(number)


def _unit(piece: str) -> str | None:
    """The unit that `piece` is or, in Chinese, opens with, in its one spelling: 毫升 and ml are ml."""
    return UNITS.get(_unit_text(piece))


def _unit_text(piece: str) -> str:
    return next((piece[:size] for size in (len(piece), 3, 2, 1) if piece[:size] in UNITS), "")


def _latin(piece: str) -> Word:
    pieces = _PIECES.findall(piece.removesuffix("'s"))
    whole = "".join(pieces)
    if len(pieces) <= 1:
        return Word(stem(whole or piece))
    return Word(stem(whole) if whole.isalpha() else whole, tuple(dict.fromkeys(stem(part) for part in pieces if len(part) > 1 or part.isdigit())))


def _chinese(piece: str) -> Iterator[Word]:
    segmenter = _segmenter()
    for word in segmenter.cut(piece):
        inner = {word[start : start + size] for size in (2, 3) if size < len(word) for start in range(len(word) - size + 1)}
        yield Word(word, tuple(sorted(part for part in inner if segmenter.FREQ.get(part))))


def segmented(text: str) -> list[str]:
    """The words of a Chinese text, all of it."""
    return list(_segmenter().cut(text))


def frequency(word: str) -> int:
    """How often the Chinese dictionary has seen `word`; 0 where it has not."""
    return int(_segmenter().FREQ.get(word) or 0)


def pieces(word: Word) -> tuple[str, ...]:
    """What a compound is made of, to be looked for side by side: 无线鼠标 as 无线 and 鼠标, wd5000 as wd and 5000; () where it is simple."""
    if not is_chinese(word.term):
        return tuple(part for part in word.parts if part != word.term)
    known = _segmenter().FREQ
    cuts = [(word.term[:middle], word.term[middle:]) for middle in range(2, len(word.term) - 1)]
    good = [cut for cut in cuts if all(known.get(part) for part in cut)]
    return max(good, key=lambda cut: min(known[part] for part in cut), default=())


def is_chinese(term: str) -> bool:
    """Whether it begins with a Chinese character."""
    return bool(_CJK.match(term))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Snowball's English stem, for words of more than three letters."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    with _lock:  # the stemmer keeps a buffer of its own
        return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def cache_folder() -> str | None:
    """The user's own: jieba's cache would lie in the temporary folder that all users share. None where home can't be written."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "daogou"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder)


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """jieba's own, with how often it has seen each word."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = cache_folder()
    jieba.dt.initialize()
    return jieba.dt


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    """One of our own, for the words that are added; it is read once for both."""
    with _lock:
        import jieba

        segmenter, read = jieba.Tokenizer(), dictionary()
        segmenter.FREQ, segmenter.total, segmenter.initialized = read.FREQ.copy(), read.total, True
        for word in chinese_nouns():
            segmenter.add_word(word)
        return segmenter
