"""Aspects in reviews with what is said of them, and the aspects that a question is about. The words are in words/aspects.yaml."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from ..language.atom import Atom, atoms
from ..language.lexicon import load
from ..language.phrases import Meaning, Phrases

Side = Literal["good", "bad", "about"]
SIDES: tuple[Side, ...] = ("good", "bad", "about")
REACH = 3
"""Words or characters allowed between a negation and what it denies: 没有一点异味."""
_EITHER = re.compile(r"([\u4e00-\u9fff])不\1")
_ENDS = frozenset("。，,.!！?？;；:：\n…~")
_OPPOSITE: dict[Side, Side] = {"good": "bad", "bad": "good", "about": "about"}


class Mention(NamedTuple):
    """An aspect mentioned at `start`-`end` of a text; `side` is "about" if neither good nor bad is said."""

    aspect: str
    side: Side
    start: int
    end: int


@lru_cache(maxsize=8192)
def mentions(text: str) -> tuple[Mention, ...]:
    """The mentions in order; an aspect may occur more than once."""
    return tuple(_mentions(atoms(text)))


def spoken_of(text: str, named: bool = True) -> tuple[str, ...]:
    """The aspects that a question names, each once ("does it shrink, and does it smell?"). With `named=False`, only those said to be good or bad."""
    return tuple(dict.fromkeys(mention.aspect for mention in mentions(_affirmed(text)) if named or mention.side != "about"))


def _affirmed(text: str) -> str:
    """掉不掉色 becomes 掉色."""
    return _EITHER.sub(r"\1", text)


def label(name: str, language: str, kind: Literal["label", "praise", "complaint"] = "label") -> str:
    """The name of an aspect or of one of its sides: 缩水, 不缩水, "no shrinking"."""
    return str(_words()["aspects"][name][kind][("zh", "en").index(language)])


def _mentions(pieces: list[Atom]) -> Iterator[Mention]:
    place, denied = 0, -REACH - 1
    while place < len(pieces):
        if pieces[place].text in _ENDS or _parted(pieces, place):
            denied = -REACH - 1
        end, meanings = _phrases().longest(pieces, place)
        kinds = {meaning.kind for meaning in meanings}
        sided = {meaning.value for meaning in meanings if meaning.kind in ("good", "bad")}
        for meaning in meanings:
            if meaning.kind in SIDES and not (meaning.kind == "about" and meaning.value in sided):
                side: Side = _OPPOSITE[meaning.kind] if place - denied <= REACH else meaning.kind
                yield Mention(str(meaning.value), side, pieces[place].start, pieces[end - 1].end)
        denied = -REACH - 1 if "break" in kinds else end if "not" in kinds and not kinds & set(SIDES) else denied
        place = max(end, place + 1)


def _parted(pieces: list[Atom], place: int) -> bool:
    """True at a space between Han characters, which stands for a comma: 不闹 没有异味."""
    return pieces[place].gap and place > 0 and not (pieces[place].latin or pieces[place - 1].latin)


@cache
def _words() -> dict[str, Any]:
    return load("aspects")


@cache
def _phrases() -> Phrases:
    found, words = Phrases(), _words()
    for kind, listed in (("not", words["negation"]), ("neutral", words["neutral"]), ("break", words["breaks"])):
        for phrase in listed:
            found.add(str(phrase), Meaning(kind))
    for name, aspect in words["aspects"].items():
        for side in SIDES:
            for phrase in aspect.get(side, ()):
                found.add(str(phrase), Meaning(side, name))
    return found
