"""What kinds of goods are called, in both languages, and whether a title calls its goods so."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

import yaml

from ..catalogue.plurals import singular
from .analysis import is_chinese, normalise, segments, words
from .lexicon import accessory_nouns, synonyms
from .title import Place, places

Name = tuple[str, ...]
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_LATIN = re.compile(r"[a-z]+")
_LONGEST = 5
"""Words of a kind's name."""


def kind_names(text: str) -> tuple[str, ...]:
    """Every name of the kinds that `text` ends in the name of, the longest that does; none where it is no kind that we know."""
    said, terms = normalise(text).replace(" ", ""), _terms(text)
    if not said.isascii():
        return next((_kinds()[(said[at:],)] for at in range(len(said)) if (said[at:],) in _kinds()), ())
    return next((_kinds()[terms[-size:]] for size in range(min(_LONGEST, len(terms)), 0, -1) if terms[-size:] in _kinds()), ())


def another_kind(title: str, names: Sequence[str]) -> bool:
    """Whether a title calls its goods by a kind that we know, and none of whose names is among `names`."""
    return any(kind.calls(title) for group, kind in _every() if not set(group) & set(names))


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

    def calls(self, title: str, *, apart: bool = False) -> bool:
        """`apart`: with other words between those of a name too, a bedside reading lamp."""
        if self._chinese and self._written(normalise(title)):
            return True
        runs = _runs(title) if self._others else ()
        return not self._others.isdisjoint(runs) or apart and any(_in_order(name, run) for run in runs for name in self._others)

    def _written(self, title: str) -> bool:
        return any(not _goes_on(title[at + len(name) :]) for name in self._chinese if (at := title.find(name)) >= 0)


def _in_order(name: Name, run: Name) -> bool:
    """Whether the words of a run that ends as a name does have all of the name, in its order."""
    if name[-1] != run[-1]:
        return False
    left = iter(run)
    return all(word in left for word in name)


def _goes_on(rest: str) -> bool:
    """Whether a name goes on with an accessory's: 套, behind 抱枕."""
    first, *more = segments(rest) if rest and is_chinese(rest[0]) else ("",)
    return first in accessory_nouns() and not (more and is_chinese(more[0][0]))


def _terms(text: str) -> Name:
    return tuple(place.term for place in _words(text))


def _words(title: str) -> list[Place]:
    """Each word of a title, as a whole and in the singular: crew-neck is two."""
    written = _LATIN.sub(lambda found: singular(found.group()), _HYPHEN.sub(" ", title.lower()))
    return list({place.position: place for place in reversed(places(written))}.values())[::-1]


@lru_cache(maxsize=8192)
def _runs(title: str) -> tuple[Name, ...]:
    """The names that a title may call its goods by: words beside each other, the last of which isn't only what the goods are for."""
    found = _words(title)
    ends = [end for end, place in enumerate(found, 1) if not place.modifier]
    return tuple(tuple(place.term for place in found[end - size : end]) for end in ends for size in range(1, min(_LONGEST, end) + 1))


@cache
def _kinds() -> dict[Name, tuple[str, ...]]:
    """By each name, as terms or as one Chinese word, all names of its kinds."""
    found: dict[Name, tuple[str, ...]] = {}
    for group, _ in _every():
        for name in group:
            key = _terms(name) if name.isascii() else (normalise(name).replace(" ", ""),)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *group)))
    return found


@cache
def _every() -> tuple[tuple[tuple[str, ...], Titles], ...]:
    groups: list[list[str]] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text("utf-8"))
    return tuple((tuple(group), Titles(group)) for group in groups)
