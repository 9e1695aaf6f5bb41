"""Normalising, cleaning and cutting of a message, and detection of its language."""

import html
import re
import threading
import unicodedata
from dataclasses import dataclass
from itertools import islice

import opencc

from ...schema.reading import Language
from .atom import PIECE

KEPT = 32
"""Characters kept of a repetition."""
_AGAIN = re.compile(r"(.{1,64}?)\1{7,}", re.DOTALL)
_LEAST = 2 * KEPT
"""Characters from which a repetition is shortened: long numbers and words stressed by repetition have fewer."""
LIMIT = 2_000  # characters that are read: no wish is longer, and a pasted page would slow the turn
PIECES = 500  # Han characters, words, numbers and signs that are read: 2,000 letters of English have fewer
RAW_LIMIT = 4 * LIMIT  # characters taken before spaces and markup are removed
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,200}|!--[^<>]{0,200})>")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,200}>.{0,2000}?</\1>", re.IGNORECASE | re.DOTALL)
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")  # terminal escape sequences
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；、]+", re.IGNORECASE)
_ZEROS = re.compile(r"(?<![A-Za-z0-9])\d[\doO]*[oO](?![A-Za-z])")  # 1oo is 100
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"[\s,.;!?，。；！？]")
_WIDE_COMMA = re.compile(r"(?<=[0-9])，(?=[0-9])")  # two numbers, since thousands are written 1,200 or １，２００
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_converters = threading.local()  # a converter is not thread-safe
_LATIN = re.compile(r"[A-Za-z]{2,}")
_NO_WORDS = re.compile(r"\"\w+\"\s*:|(?<![A-Za-z])[A-Z][A-Z0-9]+(?![A-Za-z])")  # keys of JSON, names and commands in capitals


@dataclass(frozen=True)
class Cleaned:
    """`cut`: number of characters kept, 0 if nothing was cut. `repeated`: True if endless repetition was shortened."""

    text: str
    cut: int = 0
    repeated: bool = False


def _printable(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in ("Cc", "Cf", "Cs", "Co", "Cn") or char in "\n\t"


def _simplified(text: str) -> str:
    converter = getattr(_converters, "t2s", None)
    if converter is None:
        converter = _converters.t2s = opencc.OpenCC("t2s")
    return str(converter.convert(text))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", _WIDE_COMMA.sub("， ", "".join(char for char in text if _printable(char))))


def clean(message: str) -> Cleaned:
    """NFKC (full-width digits become plain), simplified characters; without control characters, markup, links and endless repetition; at most `LIMIT`
    characters and `PIECES` pieces."""
    written, often = shortened(message[:RAW_LIMIT])
    head = html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", _normal(_ANSI.sub("", written)))))
    text = _ZEROS.sub(lambda found: found[0].lower().replace("o", "0"), _SPACE.sub(" ", _LINK.sub(" ", _normal(head))).strip())
    text = _simplified(text) if _HAN.search(text) else text
    text, again = shortened(text)  # letters of different widths may be equal now
    kept = _within(text)
    cut = len(message) > RAW_LIMIT or len(kept) < len(text)
    return Cleaned(kept, len(kept) if cut else 0, often or again)


def legible(message: str) -> str:
    """The part of the message that is read, as it was written."""
    return _within(shortened(message[:RAW_LIMIT])[0])


def _within(text: str) -> str:
    """`text` up to `LIMIT` characters and `PIECES` pieces."""
    beyond = next(islice(PIECE.finditer(text), PIECES, None), None)
    end = min(LIMIT, beyond.start() if beyond is not None else LIMIT)
    return _whole(text[:end]) if end < len(text) else text


def _whole(text: str) -> str:
    """`text` without its last piece, which the cut may have split: "under 100" of "under 1000" is another wish."""
    ends = [match.end() for match in _BREAK.finditer(text)]
    return text[: ends[-1]].rstrip() if ends and ends[-1] > len(text) // 2 else text


def language_of(text: str) -> Language | None:
    """`zh` or `en`; None if the text has no words (a number, an emoji). A Han character weighs as much as an English word. In a text with Han
    characters, words in capitals (GOTS, DROP TABLE) and keys of JSON don't count as English."""
    han = len(_HAN.findall(text))
    latin = len(_LATIN.findall(_NO_WORDS.sub(" ", text) if han else text))
    if not han and not latin:
        return None
    return "zh" if han * 2 >= latin * 1.5 else "en"


def shortened(text: str) -> tuple[str, bool]:
    """`text` with each repetition cut to `KEPT` characters, two repeats at least; and True if letters or digits were cut, not only blanks and
    signs."""
    found = [each for each in _AGAIN.finditer(text) if len(each[0]) >= _LEAST] if len(text) >= _LEAST else []
    for each in reversed(found):
        text = text[: each.start()] + each[1] * max(KEPT // len(each[1]), 2) + text[each.end() :]
    return text, any(any(map(str.isalnum, each[1])) for each in found)
