"""What kinds of goods are called, in both languages, and whether a title calls its goods so."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import yaml

from .analysis import is_chinese, normalise, segments, words
from .lexicon import accessory_nouns, synonyms
from .title import Place, places

Name = tuple[str, ...]
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_LONGEST = 5
"""Words of a kind's name."""


def kind_names(text: str) -> tuple[str, ...]:
    """Every name of the kinds that `text` ends in the name of, the longest that does; none where it is no kind that we know."""
    said, terms = normalise(text).replace(" ", ""), _terms(text)
    if not said.isascii():
        return next((_kinds()[(said[at:],)] for at in range(len(said)) if (said[at:],) in _kinds()), ())
    return next((_kinds()[terms[-size:]] for size in range(min(_LONGEST, len(terms)), 0, -1) if terms[-size:] in _kinds()), ())


def same_goods(text: str, other: str) -> bool:
    """Whether the two are names of the same goods, rather than of a kind of them."""
    own, its = tuple(word.term for word in words(text)), tuple(word.term for word in words(other))
    return own == its or its in synonyms().get(own, ())


class Titles:
    """Whether titles call their goods by one of the `names`: as more than what the goods are for, and by no part of a longer name."""

    def __init__(self, names: Iterable[str]) -> None:
        every = [normalise(name) for name in names]
        self._chinese = [name.replace(" ", "") for name in every if any(map(is_chinese, name))]
        self._others = {terms for name in every if name.isascii() and (terms := _terms(name))}

    def calls(self, title: str) -> bool:
        return bool(self._chinese and self._written(normalise(title))) or bool(self._others and self._others & set(_runs(title)))

    def _written(self, title: str) -> bool:
        return any(not _goes_on(title[at + len(name) :]) for name in self._chinese if (at := title.find(name)) >= 0)


def _goes_on(rest: str) -> bool:
    """Whether a name goes on with an accessory's: 套, behind 抱枕."""
    first, *more = segments(rest) if rest and is_chinese(rest[0]) else ("",)
    return first in accessory_nouns() and not (more and is_chinese(more[0][0]))


def _terms(text: str) -> Name:
    return tuple(place.term for place in _words(text))


def _words(title: str) -> list[Place]:
    """Each word of a title, as a whole: crew-neck is two."""
    return list({place.position: place for place in reversed(places(_HYPHEN.sub(" ", title)))}.values())[::-1]


@lru_cache(maxsize=8192)
def _runs(title: str) -> tuple[Name, ...]:
    """The names that a title may call its goods by: words beside each other, the last of which isn't only what the goods are for."""
    found = _words(title)
    ends = [end for end, place in enumerate(found, 1) if not place.modifier]
    return tuple(tuple(place.term for place in found[end - size : end]) for end in ends for size in range(1, min(_LONGEST, end) + 1))


@cache
def _kinds() -> dict[Name, tuple[str, ...]]:
    """By each name, as terms or as one Chinese word, all names of its kinds."""
    groups: list[list[str]] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text("utf-8"))
    found: dict[Name, tuple[str, ...]] = {}
    for group in groups:
        for name in group:
            key = _terms(name) if name.isascii() else (normalise(name).replace(" ", ""),)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *group)))
    return found
