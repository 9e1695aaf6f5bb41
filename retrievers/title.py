"""What a title's grammar says: which of its nouns only tell what the thing is for, or what comes with it.

In "laptop bag", "case for iPhone 7", 手机壳 and "headset with stand" the thing is a bag, a case, a case, a headset; the other nouns modify it.
Chinese and English alike put the thing last in a stretch of nouns.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..catalogue.plurals import singular
from .analysis import Word, all_words, is_chinese
from .lexicon import accessories, accessory_nouns, noun_phrases, synonyms
from .nouns import is_noun, listed

_ZONES = re.compile(r"[,;|()（）【】\[\]，；、]|/(?!\d)| - | – ")
_ASIDE = re.compile(r"[(（]([^()（）]*)[)）]")  # "Holder (iPhone / iPod)" is for an iPhone
_FOR = re.compile(
    r"\bfor\b|\bfits?\b|\bcompatible(?: with)?\b|\bsuits?\b|\bw/|\bwith\b|\bincl\w*|\bplus\b|适用于?|适合|适配|兼容|通用于"
    r"|配有|配(?![件套置色])|附带",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """A term of a title: at which word, and whether it only modifies."""

    position: int
    term: str
    modifier: bool


def places(title: str) -> list[Place]:
    """Every term of `title`, parts of compounds included."""
    found: list[Place] = []
    position = 0
    for zone in _ZONES.split(_ASIDE.sub(r" with \1 ", title)):
        for number, stretch in enumerate(_FOR.split(zone)):
            words = all_words(stretch)
            for word, before in zip(words, _before_noun([word.term for word in words]), strict=True):
                modifier = before or (number > 0 and bool(found))
                found.append(Place(position, word.term, modifier))
                found += [Place(position, part, modifier or _modifies_whole(part, word)) for part in word.parts]
                position += 1
    return found


def is_accessory(title: str) -> bool:
    """Whether the thing goes with another thing: its last noun before any "for" is a bag, a cable, 支架."""
    stretches = [[word.term for word in all_words(_FOR.split(zone)[0])] for zone in _ZONES.split(title)]
    nouns = [terms[place : place + size] for terms in stretches for place, size in _phrases(terms)]
    return bool(nouns) and any(nouns[-1][-1].endswith(noun) if is_chinese(noun) else nouns[-1][-1] == noun for noun in accessory_nouns())


def joined_at_end(title: str, names: Collection[str]) -> bool:
    """Whether one of the `names`, as terms, stands right before the last word of a stretch of an English title, a noun or an accessory's name, and
    last in none."""
    stretches = [stretch.split() for zone in _ZONES.split(title) for stretch in _FOR.split(zone)[:1]]
    if any(_is_called(stretch[-1:], names) for stretch in stretches):
        return False
    ends = [stretch[-2:] for stretch in stretches if _is_called(stretch[-2:-1], names)]
    if any(_is_called(stretch[-3:-2], names) and " ".join(stretch[-2:]).lower() in accessories() for stretch in stretches):
        return True
    ends = [end for end in ends if not (end[0].islower() and end[1].istitle())]  # small letters before a capital end a name
    return any(is_noun(end := singular(last.lower())) and end not in _nothing() for _, last in ends)


def _is_called(words: Sequence[str], names: Collection[str]) -> bool:
    return any(word.term in names for each in words for word in all_words(each))


@cache
def _nothing() -> frozenset[str]:
    return listed("containers") | listed("flourishes")


def _before_noun(terms: Sequence[str]) -> list[bool]:
    """True for a noun that another follows in the same stretch, and for one inside a longer name that means something else."""
    phrases = list(_phrases(terms))
    flags = [False] * len(terms)
    last = phrases[-1][0] if phrases else -1
    for place, size in phrases:
        whole = tuple(terms[place : place + size])
        for inner in range(place, place + size):
            own = (terms[inner],)
            flags[inner] = place < last or (inner < place + size - 1 and own in noun_phrases() and whole not in synonyms().get(own, ()))
    return flags


def _modifies_whole(part: str, word: Word) -> bool:
    """手机 modifies 手机壳; 耳机 is what 蓝牙耳机 is, and 蓝牙 is no thing."""
    return (part,) in noun_phrases() and is_chinese(part) and not word.term.endswith(part)


def _phrases(terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Place and size of each noun phrase that we know, the longest at each place."""
    place = 0
    while place < len(terms):
        size = next((size for size in (3, 2, 1) if place + size <= len(terms) and tuple(terms[place : place + size]) in noun_phrases()), 0)
        if size:
            yield place, size
        place += max(size, 1)
