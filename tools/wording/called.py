"""What the words of a wish are called in both languages, and what is another of their kind: 灰色 is grey, and black another colour."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from ...dialogue.gradable import sides
from ...dialogue.linking import NUMBERS
from ...retrievers.analysis import normalise, stem
from ...retrievers.dictionary import into_other, senses
from ...retrievers.lexicon import groups_by_word
from ...schema.need import Need
from ...understanding.language.lexicon import load
from ...understanding.vocabulary.concepts import Concept, concepts, concepts_of

Words = tuple[str, ...]
_LATIN = re.compile(r"[a-z0-9]+(?:\.\d+)?")
_BEFORE = re.compile(r"^(?:最好是?|可以|能够?|可|要|适合|适用于?|用于|带有?|偏|比较|够|好)(?=..)")
_BEHIND = re.compile(r"(?<=.)(?:一点儿?|一些|那种|这种|使用|用的|色系|系列|系|风格|风|的|款式?|用|类|型|感)$")
_FRAME = re.compile(
    r"^(?:in |a |an |some |very |rather |quite |nice |good )+|(?: (?:ones?|colou?rs?|style|looking|look|material|stuff|things?|enough))+$"
)
_ABLE = dict.fromkeys(map(ord, "可能以会够"))
_TURNED = 3
_MIXED = ("size", "pieces")
"""Concepts whose values are letters or numbers, which titles have for other things."""
_VAGUE = ("light", "short", "long", "dim", "dear", "warm", "clear", "down", "fall", "check", "machine", "hand", "size", "keys")
"""Words that titles have for other things as well."""


class Called(NamedTuple):
    """`ways` are what is wanted by its names, `others` names of what stands in its place, of which `opposites` say that it isn't so;
    `letters` are Chinese letters that by themselves may be it."""

    ways: tuple[str, ...]
    others: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def key(phrase: str) -> str:
    """By which a phrase is known: Chinese without spaces, other words as stems."""
    plain = normalise(phrase).replace("-", " ").replace("'s", "")
    return " ".join(stem(word) for word in _LATIN.findall(plain)) if plain.isascii() else plain.replace(" ", "")


@lru_cache(maxsize=4096)
def called(phrase: str) -> Called | None:
    """None where nothing is known of the words but themselves."""
    keys = [key(way) for way in framed(normalise(phrase))]
    return next((known for said in (*keys, _in_order().get(_signs(keys[0]), "")) if (known := _known(said)) is not None), None)


@cache
def _in_order() -> dict[str, str]:
    """Words of three Chinese signs and more by their signs in any order: 可以调亮度, of 亮度可调."""
    return {signs: said for said in _rows() if len(signs := _signs(said)) >= _TURNED}


def _signs(said: str) -> str:
    return "" if said.isascii() else "".join(sorted(said.translate(_ABLE)))


@lru_cache(maxsize=4096)
def translated(word: str) -> tuple[str, ...]:
    """Names of a word that no list has, by the dictionary; of a quality those words that are glossed by it."""
    named = into_other(word) or (senses(stem(word)) if word.isascii() and " " not in word else ())
    return tuple(each for each in named if len(each) > 1)


@lru_cache(maxsize=4096)
def spelled(word: str, language: str) -> str | None:
    """What a value that the trade knows in both languages is called in one of them: velvet is 天鹅绒. None for any other word."""
    said = word.casefold()
    groups = (group.words for concept in concepts() for group in concept.groups.values() if said in group.words)
    return next((each for words in groups for each in words if each.isascii() is (language == "en")), None)


def names_field(phrase: str) -> bool:
    """Whether an attribute may be called so."""
    return key(phrase) in _fields()


@lru_cache(maxsize=4096)
def is_there(attribute: str, called_so: Words) -> bool:
    """Whether an attribute of one of these names tells that a thing is there, or in which kind, and not how much of it."""
    return not names_there(attribute).isdisjoint(map(key, called_so))


@lru_cache(maxsize=1024)
def names_there(attribute: str) -> frozenset[str]:
    """What is there by such an attribute, by each of its names; none where it tells how much."""
    told = [concept for concept in concepts() if concept.name in concepts_of([attribute])]
    named = (attribute.replace("_", " "), *(name for concept in told for name in concept.names))
    return frozenset() if any(concept.units or concept.groups for concept in told) else frozenset(map(key, named))


@cache
def _fields() -> frozenset[str]:
    return frozenset(key(name) for concept in concepts() for name in concept.names)


def is_colour(phrase: str) -> bool:
    """Whether it names a colour."""
    return key(phrase) in _colours()


@lru_cache(maxsize=1024)
def tells_colour(attribute: str) -> bool:
    """Whether an attribute tells what colour the thing itself is."""
    return key(attribute.replace("_", " ")) in {key(name) for name in _colour().names}


@cache
def _colours() -> frozenset[str]:
    return frozenset(key(word) for group in _colour().groups.values() for word in group.words)


@cache
def _colour() -> Concept:
    return next(concept for concept in concepts() if concept.name == "colour")


@lru_cache(maxsize=4096)
def for_whom(audience: str) -> Called | None:
    """Of two, women or men, small dogs or large ones, whom the words name alone: 我妈, "my boyfriend"."""
    said = normalise(audience)
    words = f" {' '.join(_LATIN.findall(said.replace(chr(39) + 's', '')))} {' '.join(stem(word) for word in _LATIN.findall(said))} "
    named = [
        (max(map(len, found)), row, other)
        for row, other in _whom()
        if (found := [each for each in row["who"] if (f" {each} " in words if each.isascii() else each in said)])
    ]
    longest = max((length for length, _, _ in named), default=0)  # a small dog is a dog, and told by what it is more than that
    meant = [(row, other) for length, row, other in named if length == longest]
    return Called(tuple(meant[0][0]["say"]), tuple(meant[0][1]["say"])) if len(meant) == 1 else None


def whom(need: Need) -> str:
    """All that was said of for whom it is: the audience, what the goods are called, and wishes, as for a corgi."""
    return " / ".join(filter(None, (need.audience, need.query, *need.words)))


def for_another(text: str, audience: str) -> bool:
    """Whether it names the other than whom the words name, and not these."""
    whom = for_whom(audience)
    return whom is not None and _names_one(text, whom.others) and not _names_one(text, whom.ways)


def _names_one(text: str, names: Iterable[str]) -> bool:
    said = normalise(text)
    latin = {*_LATIN.findall(said.replace("'s", ""))}
    return any({*_LATIN.findall(each)} <= latin if each.isascii() else each in said for each in names)


@cache
def _whom() -> tuple[tuple[dict[str, list[str]], dict[str, list[str]]], ...]:
    """Each with the other one."""
    pairs = yaml.safe_load(Path(__file__).with_name("whom.yaml").read_text("utf-8"))
    return tuple(each for one, other in pairs for each in ((one, other), (other, one)))


def framed(phrase: str) -> Iterator[str]:
    """The phrase, and what is left of it without what only frames it."""
    yield phrase
    bare = phrase
    while True:
        shorter = _FRAME.sub("", bare).strip() if bare.isascii() else _BEHIND.sub("", _BEFORE.sub("", bare))
        if shorter in (bare, ""):
            return
        yield (bare := shorter)


@lru_cache(maxsize=4096)
def _known(said: str) -> Called | None:
    """By the key of a phrase."""
    found = Called(()) if said in _rows() else None
    for words, others, opposed in _rows().get(said, ()):
        old = found or Called(())
        named = tuple(dict.fromkeys((*old.ways, *_searched(words))))
        same = {key(each) for each in named}
        rest, against = (
            tuple(each for each in dict.fromkeys((*before, *_searched(more))) if key(each) not in same)
            for before, more in ((old.others, others), (old.opposites, others if opposed else ()))
        )
        letters = tuple(dict.fromkeys((*old.letters, *(word for word in words if len(word) == 1 and not word.isascii()))))
        found = Called(named, rest, against, letters)
    return found


@cache
def _rows() -> dict[str, list[tuple[Words, Words, bool]]]:
    """By the key of each word known its ways and its others, and whether these are its opposites."""
    found = dict[str, list[tuple[Words, Words, bool]]]()
    kinds = [(*row, False) for row in (*_values(), *_flags(), *_uses(), *(((word,), same, ()) for word, same in groups_by_word().items()))]
    for ways, words, others, opposed in (*kinds, *((*row, True) for row in _degrees())):
        row = tuple(words), tuple(others), opposed
        for way in ways:
            found.setdefault(key(way), []).append(row)
    return found


def _searched(words: Iterable[str]) -> Iterator[str]:
    """Those that a text can be searched for: a Chinese letter alone stands in too many words."""
    return (word for word in map(normalise, words) if len(word) > 1 and word not in _VAGUE)


Row = tuple[Iterable[str], Iterable[str], Iterable[str]]
"""Words known, their ways, and their others."""


def _values() -> Iterator[Row]:
    for concept in concepts():
        if concept.name in _MIXED:
            continue
        for name, group in concept.groups.items():
            own = _reached(concept, name)
            kin = {one for one in concept.groups if name in _reached(concept, one) or own & _reached(concept, one)}
            ways = [word for one in (name, *sorted(own)) for word in concept.groups[one].words]
            ways += [word for one in sorted(kin - own) if name in _reached(concept, one) for word in concept.groups[one].words if len(word) == 1]
            yield group.words, ways, [word for one, other in concept.groups.items() if one not in kin for word in other.words]


def _reached(concept: Concept, name: str) -> set[str]:
    return {name, *(one for one in concept.groups[name].reaches if one in concept.groups)}


def _degrees() -> Iterator[Row]:
    for little, much in sides(but=NUMBERS):
        yield little, little, much
        yield much, much, little


def _flags() -> Iterator[Row]:
    """What is there or not, and has names alone."""
    for concept in concepts():
        if not concept.units and not concept.groups:
            yield concept.names, concept.names, ()


def _uses() -> Iterator[Row]:
    """By values that words are known for, or by a yes; what only follows from a use isn't what it says."""
    known = {concept.name: concept for concept in concepts()}
    for use in load("uses").values():
        said = [means for means in use["means"] if means["concept"] in known and not means.get("implied")]
        values = [word for means in said if known[means["concept"]].groups for word in means.get("values", ())]
        flags = [word for means in said if means.get("flag") for word in known[means["concept"]].names]
        yield use["says"], (*use["says"], *map(str, values), *flags), ()
