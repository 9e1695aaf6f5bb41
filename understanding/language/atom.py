"""The smallest pieces of a text: one Han character, one Latin word, one run of digits, one sign."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

PIECE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)*|\d+|[^\s\dA-Za-zÀ-ÖØ-öø-ÿ]")
JOINERS = frozenset("-–—/.·&+_'’")  # may stand between the words of one name: OEKO-TEX, A/C, P.E.
_KEPT = frozenset({"is", "this", "was", "has", "its", "us", "less", "plus", "yes", "gps", "as", "his", "pcs", "always", "perhaps", "gots"})

_SIGNS = {"×": "x", "*": "x"}  # 48×74, 48*74
_IRREGULAR = {
    "mice": "mouse", "knives": "knife", "shelves": "shelf", "scarves": "scarf", "feet": "foot", "women": "woman", "men": "man", "children": "child",
    "dresses": "dress", "glasses": "glass", "lens": "lens", "cases": "case",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Atom:
    """`key` is what phrases are matched by (lower case, singular); `gap` whether white space stands before it."""

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
    """Lower case and singular, by the few rules that hold for nearly every noun (batteries, boxes; `_IRREGULAR` has the rest)."""
    word = _SIGNS.get(word) or word.lower().replace("’", "'").removesuffix("'s")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ie"):
        return word[:-2] + "y"  # one key for hoodie and hoodies
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _KEPT or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def atoms(text: str) -> list[Atom]:
    """Every piece of `text`, in order, with its span."""
    found, last = [], 0
    for match in PIECE.finditer(text):
        start, end = match.span()
        found.append(Atom(match[0], key_of(match[0]), start, end, start > last))
        last = end
    return found


@lru_cache(maxsize=4096)
def keys(text: str) -> tuple[str, ...]:
    """What a phrase is looked up by: its atoms as a cleaned message has them, without the signs that may or may not be written."""
    every = tuple(atom.key for atom in atoms(text if text.isascii() else unicodedata.normalize("NFKC", text)))
    return tuple(key for key in every if key not in JOINERS) or every
