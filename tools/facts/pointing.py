"""Whether a review or a description speaks of other goods than its own: by the words by which buyers point to them."""

from collections.abc import Sequence
from itertools import pairwise

from ...understanding.language.atom import atoms
from ...understanding.language.lexicon import lexicon
from ...understanding.language.numerals import numeral
from ...understanding.language.phrases import Meaning
from ..wording.parties import of_others

_OTHERS = frozenset(("otherwise", "like"))
_SEVERAL = ("几款", "几个", "几件")


def speaks_of_others(text: str) -> bool:
    """ "the others", "剩下的", "five more", "the four before it", "前面那几款", "同样的东西"."""
    said = _meanings(text)
    kinds = [frozenset(meaning.kind for meaning in meanings) for _, meanings in said]
    several = any("reference" in own and called.endswith(_SEVERAL) for own, (called, _) in zip(kinds, said, strict=True))
    return of_others(text) or several or any(_apart(one, other) for one, other in pairwise((*kinds, _END)))


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
