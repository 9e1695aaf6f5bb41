"""The smallest pieces of a text: one Han character, one Latin word, one run of digits, one sign."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ...catalogue.plurals import singular

PIECE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)*|\d+|[^\s\dA-Za-zÀ-ÖØ-öø-ÿ]")
JOINERS = frozenset("-–—/.·&+_'’")  # signs that may stand between the words of one name: OEKO-TEX, A/C, P.E.
_SIGNS = {"×": "x", "*": "x"}  # 48×74, 48*74


@dataclass(frozen=True, slots=True)
class Atom:
    """`key` is the lower-case singular that phrases are matched by; `gap` is True if white space precedes the atom."""

    text: str
    key: str
    start: int
    end: int
    gap: bool

    @property
    def digits(self) -> bool:
        return self.key.isdecimal()

    @property
    def latin(self) -> bool:
        return self.key[0].isalpha() and self.key[0] < "\u2e80"


@lru_cache(maxsize=65_536)
def key_of(word: str) -> str:
    """`word` in lower case and singular."""
    return _SIGNS.get(word) or singular(word.lower().replace("’", "'").removesuffix("'s"))


def atoms(text: str) -> list[Atom]:
    """The atoms of `text` in order, with their spans."""
    found, last = [], 0
    for match in PIECE.finditer(text):
        start, end = match.span()
        found.append(Atom(match[0], key_of(match[0]), start, end, start > last))
        last = end
    return found


@lru_cache(maxsize=4096)
def keys(text: str) -> tuple[str, ...]:
    """The lookup key of a phrase: the keys of its atoms after NFKC, without `JOINERS`, which writers may leave out."""
    every = tuple(atom.key for atom in atoms(text if text.isascii() else unicodedata.normalize("NFKC", text)))
    return tuple(key for key in every if key not in JOINERS) or every
