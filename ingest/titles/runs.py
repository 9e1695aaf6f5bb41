"""Runs of nouns in a title: "toner cartridge" of "Xerox 006R90321 toner cartridge Original Black 6 pc(s)"."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ...catalogue.plurals import singular
from ...retrievers.analysis import segmented, stem
from ...retrievers.lexicon import accessory_nouns, noun_phrases
from ...retrievers.nouns import listed
from ...retrievers.stop_words import STOP_WORDS, UNITS
from .words import Piece, is_measure

_JOINING = frozenset("/'’\"&+-.·*")  # signs that end no run
_OPEN, _CLOSE = frozenset("([（【"), frozenset(")]）】")


_FITS, _QUALITIES, _CONTAINERS, _COUNTED, _GIFTS = map(listed, ("fits", "qualities", "containers", "counted", "gifts"))
_STOPS = _FITS | {"of"}


class Run(NamedTuple):
    """`words`: normalised (English in lower case and singular); `said`: as written; `at`: spans in the title. `whole`: the run ends like a name
    (before a comma, a size, a colour, the end), not before a model number."""

    words: tuple[str, ...]
    said: tuple[str, ...]
    at: tuple[tuple[int, int], ...]
    whole: bool

    @property
    def han(self) -> bool:
        return not self.words[-1].isascii()


def runs(title: Sequence[Piece], skipped: int = 0) -> list[Run]:
    """The runs from offset `skipped` (the end of the brand) on; without brackets, and up to "for" and the like. In a title with Chinese words, only
    those."""
    if any(piece.kind == "han" for piece in title):
        return [run for piece in _outside(title, skipped) if piece.kind == "han" for run in _han(piece)]
    return list(_latin(list(_outside(title, skipped))))


def _outside(title: Sequence[Piece], skipped: int) -> Iterator[Piece]:
    depth = 0
    for place, piece in enumerate(title):
        if piece.text in _OPEN:
            depth += 1
        if piece.start >= skipped and (not depth or not place or piece.text in _OPEN):
            yield piece
        if piece.text in _CLOSE:
            depth = max(depth - 1, 0)


def _latin(title: Sequence[Piece]) -> Iterator[Run]:
    words: list[Piece] = []
    found = False
    for place, piece in enumerate(title):
        if _counts_goods(piece, words):
            words = []
            continue
        ended = _ends(title, place, words)
        if ended is not None:
            for run in _run(words, ended):
                found = True
                yield run
            words = []
            if found and piece.kind == "word" and piece.text.lower() in _STOPS:
                return
        if piece.kind == "word" and ended is not True or ended and _begins_next(piece):
            words.append(piece)
    yield from _run(words, True)


def _counts_goods(piece: Piece, words: Sequence[Piece]) -> bool:
    """True for "of" after a container: in "set of", the goods come after it."""
    return piece.text.lower() == "of" and bool(words) and singular(words[-1].text.lower()) in _CONTAINERS


def _begins_next(piece: Piece) -> bool:
    """True if the piece that ended a run begins the next, being no quality."""
    return piece.kind == "word" and not _says_nothing(piece.text.lower()) and piece.text.lower() != "of"


@cache
def _says_nothing(text: str) -> bool:
    return text in _FITS or text in _QUALITIES or singular(text) in _QUALITIES


@cache
def _counts(text: str) -> bool:
    return text in UNITS or singular(text) in _COUNTED


def _ends(title: Sequence[Piece], place: int, words: Sequence[Piece]) -> bool | None:
    """None if the piece belongs to the run; else True if the run before it is whole. Unless the title is in capitals, a lower-case word before a
    capital or number ends a name: "mouse USB", "data projector 3500"."""
    piece = title[place]
    small = bool(words) and words[-1].text.islower() and words[-1].text not in STOP_WORDS
    if piece.kind == "word":
        return _ends_at_word(piece, title[place - 1] if place else None, words, small)
    if piece.kind == "code":
        return small or is_measure(piece) or (place + 1 < len(title) and _counts(title[place + 1].text.lower()))
    return None if piece.text in _JOINING else True


def _ends_at_word(piece: Piece, before: Piece | None, words: Sequence[Piece], small: bool) -> bool | None:
    text = piece.text.lower()
    counted = not words and before is not None and before.kind == "code" and _counts(text)
    return True if text == "of" or _says_nothing(text) or counted or (small and not piece.text[0].islower()) else None


def _run(words: Sequence[Piece], whole: bool) -> Iterator[Run]:
    told = [word for word in words if len(word.name) > 1 and word.name.lower() not in UNITS]
    keys = [singular(word.name.lower()) for word in told]
    while len(keys) > 1 and keys[-1] in _CONTAINERS and not _holds(keys[-2], keys[-1]):
        keys.pop()
        whole = True
    if keys:
        told = told[: len(keys)]
        yield Run(tuple(keys), tuple(word.name for word in told), tuple((word.start, word.end) for word in told), whole)


@cache
def _holds(thing: str, container: str) -> bool:
    """Whether goods are called after what they hold: a camera bag, and no case of bottles."""
    return container in accessory_nouns() and (stem(thing),) in noun_phrases()


def _han(piece: Piece) -> Iterator[Run]:
    """The words up to a free gift, without trailing qualities; a single character joins the word before it."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    end = piece.start
    for word in segmented(piece.text):
        start, end = end, end + len(word)
        if word in _GIFTS and words:
            break
        if len(word) == 1 and words and word not in _QUALITIES:
            words[-1], spans[-1] = words[-1] + word, (spans[-1][0], end)
        else:
            words.append(word)
            spans.append((start, end))
    while len(words) > 1 and words[-1] in _QUALITIES:
        words.pop()
    if words:
        yield Run(tuple(words), tuple(words), tuple(spans[: len(words)]), True)
