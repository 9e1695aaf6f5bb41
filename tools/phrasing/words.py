"""The tokens of a line, and phrases that mean the same, by language: words/zh.yaml, words/en.yaml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import product

import yaml

from ...understanding.language import dictionaries

PLACE = re.compile(r"\{([a-z]+\d*)\}")
"""A place for a value: {v1}; for whom a statement is about: {who1}; for a title or a quotation: {t1}."""
_TOKEN = re.compile(
    rf"{PLACE.pattern}|(?P<latin>[A-Za-z]+(?:['’][A-Za-z]+)?)|(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|(?P<other>[^\W\d_]+)|(?P<figure>\d+(?:[.,]\d+)*)|(?P<sign>—+|[^\w\s]|_)"
)
_WIDE = str.maketrans("！；：（），？“”’", '!;:(),?""\'')
START, END = "^", "$"
"""In a phrase: the line's beginning and its end."""
_CHOICE = re.compile(r"(\[[^\[\]]*\])")
LONGEST = 12
"""Tokens of a phrase that others may stand for."""


@dataclass(frozen=True)
class Words:
    """`negative` deny, `comparing` compare; `prefixes` are the signs of Chinese that do so to what they stand before. `same` has phrases in groups
    of one meaning, by phrase; `forms` each phrase as it is written. `stops` are the signs at a line's end that may come or go; `courtesies` what a
    model may put before a line for nothing.
    """

    negative: frozenset[str]
    comparing: frozenset[str]
    same: dict[str, frozenset[int]]
    prefixes: tuple[str, ...] = ()
    forms: dict[str, str] = field(default_factory=dict)
    stops: str = ".。"
    courtesies: tuple[str, ...] = ()

    def means_the_same(self, one: str, other: str) -> bool:
        return not self.same.get(one, frozenset()).isdisjoint(self.same.get(other, frozenset()))


@dataclass(frozen=True)
class Token:
    """A word, a place ("{v1}"), or a sign, and where it ends; `text` without its capitals, `letters` as it stands. `apart`: a space is between it and
    the word before, which in a name counts."""

    text: str
    place: bool = False
    sign: bool = False
    letters: str = ""
    apart: bool = False
    end: int = 0


@cache
def words(language: str, asked: bool = False) -> Words:
    """`asked`: of what a buyer asks, whose every wording is read again by the rules (nodes/worded_follow_ups.py). Its question mark may come or
    go."""
    read = yaml.safe_load(files(__package__).joinpath(f"words/{language}.yaml").read_text("utf-8"))
    sets = {name: frozenset(map(folded, read[name].split())) for name in ("negative", "comparing")}
    signs = sorted(sign for sign in sets["negative"] | sets["comparing"] if len(sign) == 1 and not sign.isascii())
    known = Words(
        sets["negative"], sets["comparing"], same={}, prefixes=tuple(signs), stops=".。?" if asked else ".。", courtesies=tuple(read["courtesies"])
    )
    groups: dict[str, set[int]] = {}
    for number, group in enumerate([*read["same"], *(read["asked"] if asked else ())]):
        for phrase in _phrases(group):
            groups.setdefault(_key(phrase, known), set()).add(number)
            known.forms[spelled(tokens(_bare(phrase), known))] = _bare(phrase)
    known.same.update((phrase, frozenset(numbers)) for phrase, numbers in groups.items())
    return known


def _phrases(row: str) -> Iterator[str]:
    """Those between its bars, each with every choice of its brackets: "[have/'ve] seen" is two."""
    for each in row.split("|"):
        yield from map("".join, product(*(part[1:-1].split("/") if part.startswith("[") else [part] for part in _CHOICE.split(each))))


def _key(phrase: str, known: Words) -> str:
    return spelled(tokens(_bare(phrase), known), phrase.startswith(START), phrase.endswith(END))


def _bare(phrase: str) -> str:
    return phrase.removeprefix(START).removesuffix(END).strip()


def tokens(text: str, known: Words) -> Iterator[Token]:
    """In their order. A Chinese word that begins by denying or heightening (不适合, 最低) is two."""
    before: Token | None = None
    for token in _tokens(text, known):
        start = token.end - len(token.letters)
        apart = before is not None and not (before.place or before.sign or token.place or token.sign) and text[start - 1].isspace()
        before = replace(token, apart=apart)
        yield before


def _tokens(text: str, known: Words) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        end, letters = found.end(), found[0]
        if found[1]:
            yield Token(letters, place=True, letters=letters, end=end)
        elif found["sign"]:
            yield Token(letters.translate(_WIDE), sign=True, letters=letters, end=end)
        elif found["han"]:
            yield from _chinese(found["han"], found.start(), known)
        else:
            yield Token(folded(letters), letters=letters, end=end)


def _chinese(text: str, at: int, known: Words) -> Iterator[Token]:
    for word in dictionaries.cut(text):
        at += len(word)
        whole = len(word) == 1 or not known.prefixes or word in known.negative | known.comparing
        if whole or not word.startswith(known.prefixes):
            yield Token(word, letters=word, end=at)
        else:
            yield from (Token(word[0], letters=word[0], end=at - len(word) + 1), Token(word[1:], letters=word[1:], end=at))


def spelled(found: Iterable[Token], first: bool = False, last: bool = False) -> str:
    """Tokens as one phrase, however they were cut, with a small letter first and places by their kind; `first` in its line, `last` in it."""
    said = "".join(_spelled(token) for token in found).strip()
    said = said[:1].lower() + said[1:]
    return f"{START if first else ''}{said}{END if last else ''}"


def _spelled(token: Token) -> str:
    if token.place:
        return f"{{{token.text.strip('{}').rstrip('0123456789')}}}"
    letters = token.letters.replace("’", "'")
    return token.text if token.sign else f"{letters} " if letters.isascii() else letters


def folded(word: str) -> str:
    return word.casefold().replace("’", "'")
