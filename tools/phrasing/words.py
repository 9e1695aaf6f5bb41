"""Words that a sentence may hold without evidence, and those that turn its sense, by language: words/zh.yaml, words/en.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import Stemmer
import yaml

from ...understanding.language import dictionaries

PLACE = re.compile(r"\{([a-z]+\d*)\}")
"""A place for a value: {v1}; for whom a statement is about: {who1}; for a title or a quotation: {t1}."""
_TOKEN = re.compile(
    rf"{PLACE.pattern}|(?P<latin>[A-Za-z]+(?:['’][A-Za-z]+)?)|(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|(?P<other>[^\W\d_]+|\d+)|(?P<sign>[^\w\s])"
)


@dataclass(frozen=True)
class Words:
    """Stems by what they do to a sentence; `scope` are phrases that say among what something is the most; `prefixes` the signs of Chinese that
    deny or heighten what they stand before.
    """

    neutral: frozenset[str]
    negative: frozenset[str]
    scope: tuple[str, ...]
    comparing: frozenset[str]
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Token:
    """A stem, a place ("{v1}") or a sign; `place` and `sign` say which."""

    text: str
    place: bool = False
    sign: bool = False


@cache
def words(language: str) -> Words:
    text = files(__package__).joinpath(f"words/{language}.yaml").read_text("utf-8")
    read = yaml.safe_load(text)
    sets = {name: frozenset(map(stem, read[name].split())) for name in ("neutral", "negative", "comparing")}
    signs = sorted(sign for sign in sets["negative"] | sets["comparing"] if len(sign) == 1 and not sign.isascii())
    return Words(**sets, scope=tuple(read["scope"]), prefixes=tuple(signs))


def tokens(text: str, known: Words) -> Iterator[Token]:
    """In their order. A Chinese word that begins by denying or heightening (不适合, 最低) is two."""
    for found in _TOKEN.finditer(text):
        if found[1]:
            yield Token(found[0], place=True)
        elif found["sign"]:
            yield Token(found[0], sign=True)
        elif found["han"]:
            for word in dictionaries.cut(found[0]):
                whole = len(word) == 1 or not known.prefixes or word in known.negative | known.comparing | known.neutral
                yield from (Token(word),) if whole or not word.startswith(known.prefixes) else (Token(word[0]), Token(word[1:]))
        else:
            yield Token(stem(found[0]))


def stem(word: str) -> str:
    """Porter's second stemmer for English (snowballstem.org); Chinese as it is."""
    return str(_stemmer().stemWord(word.casefold().replace("’", "'")))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
