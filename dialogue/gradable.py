"""Words for little or much of what numbers tell ("light", 大点): an order, never a condition."""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from ..catalogue.text import normal

_DENIED = re.compile(r"(?:not too |not very |别太|不要太|不太|别|不要)")
_TAIL = re.compile(r"(?:(?:一点儿?|一些|点儿?)?的?|-?ish)$")
_LEAD = re.compile(
    r"^(?:(?:the|even|much|far|再|更|还要|fairly|quite|rather|pretty|reasonably|really|very|properly|a bit|a little|比较|尽量|稍微|最好) ?)+(?=.)"
)
_MOST = re.compile(r"最(?P<zh>[^最]+)$|\bmost (?P<en>[a-z -]+)$|\b(?P<est>[a-z]{2,}est)\b")
_JOIN = re.compile(r"^(?:\s|,|、|，|and\b|but\b|又|还|且|而)*")
End = Literal["lowest", "highest"]
_OTHER: dict[End, End] = {"lowest": "highest", "highest": "lowest"}


class Grade(NamedTuple):
    """`concept` is what is little or much, `end` which of it comes first."""

    concept: str
    end: End

    @property
    def turned(self) -> "Grade":
        """Of what isn't wanted."""
        return Grade(self.concept, _OTHER[self.end])


def graded(words: str) -> tuple[Grade, ...]:
    """What the words may grade; () where they are no word of degree."""
    said = normal(words).strip()
    said = said if said in _grades() else _LEAD.sub("", said)
    denied = _DENIED.match(said)
    bare = _TAIL.sub("", said[denied.end() :] if denied else said)
    known = _grades().get(said) or _grades().get(bare) or next((found for each in _positives(bare) if (found := _grades().get(each))), ())
    return tuple(one.turned for one in known) if denied and said not in _grades() else known


def share(words: str) -> float | None:
    """How far up the span of a number that is named the words put it: "medium-low" 0.3; None where they are no degree."""
    return _shares().get(normal(words).strip())


def named_share(words: str) -> tuple[str, float] | None:
    """The words before or behind a degree, which name its number, and how far up its span it lies: 高度中等偏低."""
    said = normal(words).strip()
    for degree, at in _shares().items():
        name = said.removesuffix(degree) if said.endswith(degree) else said.removeprefix(degree) if said.startswith(degree) else ""
        if (name := name.strip(" 的:")) and name != said:
            return name, at
    return None


def _positives(word: str) -> tuple[str, ...]:
    """What an English comparative or superlative may be of: warmer, larger, bigger, heavier."""
    word = re.sub(r"(?<=..)est$", "er", word)
    return (word[:-2], word[:-1], word[:-3], f"{word[:-3]}y") if word.isascii() and word.endswith("er") and len(word) > 4 else ()


def most(words: str) -> Grade | None:
    """What the words ask the most or the least of: brightest, 纸最厚, 功率最大; None where they are no superlative."""
    said = normal(words).strip()
    found = _MOST.search(said)
    ways = () if found is None else (said.replace("最", ""), found["zh"] or found["en"] or found["est"])
    return next((grades[0] for way in ways if (grades := graded(way))), None)


def scales(concept: str) -> tuple[str, ...]:
    """The concept, and those by which goods tell it that don't state it: the screen, of how big it is."""
    return _scales().get(concept, (concept,))


def degrees(words: str) -> tuple[tuple[Grade, ...], ...]:
    """What each of the words grades, one behind the other (便宜走量, "small and light"); () where one of them grades nothing."""
    if one := graded(words):
        return (one,)
    left, found = _TAIL.sub("", normal(words).strip()), list[tuple[Grade, ...]]()
    while left:
        size = next((size for size in range(len(left), 0, -1) if _ends(left, size) and graded(left[:size])), 0)
        if not size:
            return ()
        found.append(graded(left[:size]))
        left = _JOIN.sub("", left[size:])
    return tuple(found)


def _ends(words: str, size: int) -> bool:
    """Whether a word ends there."""
    return not words[size - 1 : size + 1].isalpha() or not words[size - 1 : size + 1].isascii() or size == len(words)


def sides(but: Collection[str] = ()) -> tuple[tuple[list[str], list[str]], ...]:
    """Of each concept but these the words for little and those for much."""
    return tuple((little, much) for concept, (little, much) in _rows().items() if concept not in but)


def words_of(grade: Grade) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those for the same end, and those for the other."""
    little, much = (tuple(map(normal, words)) for words in _rows()[grade.concept])
    return (little, much) if grade.end == "lowest" else (much, little)


@cache
def _rows() -> dict[str, list[list[str]]]:
    return {names.split(", ")[0]: words for names, words in _file().items()}


@cache
def _scales() -> dict[str, tuple[str, ...]]:
    return {names.split(", ")[0]: tuple(names.split(", ")) for names in _file()}


@cache
def _file() -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = yaml.safe_load(Path(__file__).with_name("gradable.yaml").read_text("utf-8"))
    return rows


@cache
def _shares() -> dict[str, float]:
    """By each word of degree, the longest first."""
    rows: dict[float, list[str]] = yaml.safe_load(Path(__file__).with_name("degrees.yaml").read_text("utf-8"))
    known = ((normal(word), float(at)) for at, words in rows.items() for word in words)
    return dict(sorted(known, key=lambda one: -len(one[0])))


@cache
def _grades() -> dict[str, tuple[Grade, ...]]:
    found: dict[str, tuple[Grade, ...]] = {}
    ends: tuple[End, End] = ("lowest", "highest")
    for concept, both in _rows().items():
        for end, words in zip(ends, both, strict=True):
            for word in words:
                found[normal(word)] = (*found.get(normal(word), ()), Grade(concept, end))
    return found
