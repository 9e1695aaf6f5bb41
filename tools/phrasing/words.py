"""Words by what they do to a sentence, and phrases that mean the same, by language: words/zh.yaml, words/en.yaml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ...understanding.language import dictionaries

PLACE = re.compile(r"\{([a-z]+\d*)\}")
"""A place for a value: {v1}; for whom a statement is about: {who1}; for a title or a quotation: {t1}."""
_TOKEN = re.compile(
    rf"{PLACE.pattern}|(?P<latin>[A-Za-z]+(?:['’][A-Za-z]+)?)|(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|(?P<other>[^\W\d_]+)|(?P<figure>\d+(?:[.,]\d+)*)|(?P<sign>—+|[^\w\s]|_)"
)
_SIGNS = str.maketrans("！!；;。：（），？“”’", '.....:(),?""\'')
"""Signs that do the same; 、 and ， don't: behind a denial the one goes on with it, the other may end it."""
LONGEST = 6
"""Words of a phrase that others may stand for."""


@dataclass(frozen=True)
class Words:
    """`neutral` state nothing anywhere; `negative` deny, `comparing` compare, `limiting` say when, how many or how surely, `relating` who and where.
    `same` has phrases in groups of one meaning, by phrase; `prefixes` are the signs of Chinese that deny or heighten what they stand before.
    """

    neutral: frozenset[str]
    negative: frozenset[str]
    comparing: frozenset[str]
    limiting: frozenset[str]
    relating: frozenset[str]
    same: dict[str, frozenset[int]]
    prefixes: tuple[str, ...] = ()

    def limits(self, word: str) -> bool:
        """Whether it denies, compares or limits something."""
        return word in self.negative | self.comparing | self.limiting or (not word.isascii() and word.startswith(self.prefixes))

    def binds(self, word: str) -> bool:
        """Whether another word beside it would make it say something else: most, the most; few, a few."""
        return word in self.relating or self.limits(word)

    def means_the_same(self, one: str, other: str) -> bool:
        return not self.same.get(one, frozenset()).isdisjoint(self.same.get(other, frozenset()))


@dataclass(frozen=True)
class Token:
    """A word, a place ("{v1}"), a figure or a sign, and where it ends; `letter` is a word that is one capital: class A is no article."""

    text: str
    place: bool = False
    sign: bool = False
    figure: bool = False
    letter: bool = False
    end: int = 0


@cache
def words(language: str, asked: bool = False) -> Words:
    """`asked`: of what a buyer asks, whose every wording is read again by the rules (nodes/worded_follow_ups.py)."""
    read = yaml.safe_load(files(__package__).joinpath(f"words/{language}.yaml").read_text("utf-8"))
    sets = {name: frozenset(map(folded, read[name].split())) for name in ("neutral", "negative", "comparing", "limiting", "relating")}
    signs = sorted(sign for sign in sets["negative"] | sets["comparing"] if len(sign) == 1 and not sign.isascii())
    known = Words(**sets, same={}, prefixes=tuple(signs))
    groups: dict[str, set[int]] = {}
    for number, group in enumerate([*read["same"], *(read["asked"] if asked else ())]):
        for phrase in group.split("|"):
            groups.setdefault(spelled(tokens(phrase, known)), set()).add(number)
    known.same.update((phrase, frozenset(numbers)) for phrase, numbers in groups.items())
    return known


def tokens(text: str, known: Words) -> Iterator[Token]:
    """In their order. A Chinese word that begins by denying or heightening (不适合, 最低) is two."""
    for found in _TOKEN.finditer(text):
        end = found.end()
        if found[1]:
            yield Token(found[0], place=True, end=end)
        elif found["sign"]:
            yield Token(":" if found[0][0] == "—" else found[0].translate(_SIGNS), sign=True, end=end)
        elif found["han"]:
            yield from _chinese(found["han"], found.start(), known)
        else:
            yield Token(folded(found[0]), figure=bool(found["figure"]), letter=len(found[0]) == 1 and found[0].isupper(), end=end)


def _chinese(text: str, at: int, known: Words) -> Iterator[Token]:
    for word in dictionaries.cut(text):
        at += len(word)
        whole = len(word) == 1 or not known.prefixes or word in known.negative | known.comparing | known.neutral
        if whole or not word.startswith(known.prefixes):
            yield Token(word, end=at)
        else:
            yield from (Token(word[0], end=at - len(word) + 1), Token(word[1:], end=at))


def spelled(found: Iterable[Token]) -> str:
    """Words as one phrase, however they were cut."""
    return "".join(f"{token.text} " if token.text.isascii() else token.text for token in found).strip()


def folded(word: str) -> str:
    return word.casefold().replace("’", "'")
