"""Whether a review or a description speaks of other goods than its own: by the words by which buyers point to them."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from ...catalogue.outside.parties import of_others
from ...understanding.language.atom import atoms
from ...understanding.language.lexicon import lexicon
from ...understanding.language.numerals import numeral
from ...understanding.language.phrases import Meaning

_OTHERS = frozenset(("otherwise", "like"))
_SEVERAL = ("几款", "几个", "几件")
_MAKERS = ("款", "家")
"""Measures of goods and of who sells them; 第二次 and 第二件 are of one's own."""
_LISTED = re.compile(
    r"(?<![a-z])(?:ranked|listed|placed) (?:above|below|before|after|first|second|third|last|higher|lower|at the top|on top)(?![a-z])", re.IGNORECASE
)
_BESIDE = re.compile(r"^[比跟和与]|比起|(?<![a-z])(?:than|compared|unlike)(?![a-z])", re.IGNORECASE)
_OWN = re.compile(r"[这本]|自家|(?<![a-z])(?:this|these|here)(?![a-z])", re.IGNORECASE)


@lru_cache(maxsize=8192)  # the same reviews are read for every buyer
def speaks_of_others(text: str) -> bool:
    """ "the others", "剩下的", "five more", "the four before it", "前面那几款", "同样的东西"."""
    said = _meanings(text)
    kinds = [frozenset(meaning.kind for meaning in meanings) for _, meanings in said]
    several = any("reference" in own and called.endswith(_SEVERAL) for own, (called, _) in zip(kinds, said, strict=True))
    if of_others(text) or _LISTED.search(text) or several or any(_apart(one, other) for one, other in pairwise((*kinds, _END))):
        return True
    return any(called.startswith("那") and "reference" in own for own, (called, _) in zip(kinds, said, strict=True)) or _placed(said)


def about_others(clauses: Sequence[str]) -> bool:
    """Whether the last of a sentence's clauses speaks of other goods, named in it or before it and not left since: 买过那两家，掉毛. What they are
    compared with is left at once."""
    others = False
    for clause in clauses:
        others = speaks_of_others(clause) or (others and not _OWN.search(clause))
        if others and clause is not clauses[-1] and _BESIDE.search(clause):
            others = False
    return others


def _placed(said: Sequence[tuple[str, tuple[Meaning, ...]]]) -> bool:
    """第一款, 那两家, "number 4": a place in a list, or several of whoever sells such goods."""
    words = [(called, {meaning.kind for meaning in meanings}) for called, meanings in said]
    threes = zip(words, words[1:], [*words[2:], ("", _END)], strict=False)
    return any(_is_place(one, kinds, two, counted, three) for (one, kinds), (two, counted), (three, _) in threes)


def _is_place(one: str, kinds: Collection[str], two: str, counted: Collection[str], three: str) -> bool:
    if one == "那":
        return "number" in counted and three in _MAKERS
    numbered = "number" in counted and (three in _MAKERS or one.casefold() == "number")
    return "nth" in kinds and (numbered or (len(two) > 1 and two.endswith(_MAKERS)))


_END = frozenset(("end",))


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """ "the rest are", "before it", "five more"; 其他流量 is another flow of the same bottle."""
    return bool(one & _OTHERS and other) or ("before_it" in one and "reference" in other) or ("number" in one and "page" in other)


def _meanings(text: str) -> Sequence[tuple[str, tuple[Meaning, ...]]]:
    """Each phrase with what the language knows it as, the longest from the left."""
    pieces, found, place = atoms(text), list[tuple[str, tuple[Meaning, ...]]](), 0
    while place < len(pieces):
        end, meanings = lexicon().grammar.longest(pieces, place)
        end = max(end, place + 1)
        counted = meanings if numeral(pieces, place) is None else (*meanings, Meaning("number", None))
        found.append(("".join(piece.text for piece in pieces[place:end]), counted))
        place = end
    return found
