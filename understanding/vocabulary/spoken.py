"""Detection of record names that consist only of words of asking: they must not change how a message is read."""

import re
from functools import cache
from unicodedata import normalize

from ..language.atom import Atom, atoms
from ..language.lexicon import lexicon
from ..language.numerals import numeral
from ..language.phrases import Meaning, Phrases

_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|[\u200b-\u200f\u2060\ufeff]")
_ASKING = frozenset(
    ("intent", "question", "opener", "nth", "ordinal", "reference", "sort", "bound", "bound_after",
     "field", "tail", "supplier_noun", "they", "soft", "must", "or"),
)  # fmt: skip
_SAYING = frozenset(
    ("word", "unit", "measured", "class", "certificate", "certificate_word", "source", "audience", "ordinary", "place", "place_word",
     "use", "supplier_kind", "comparative", "bare", "measure"),
)  # fmt: skip
"""Kinds of words that describe goods: a name with one of them is kept."""
_COUNTING = frozenset(("bound", "bound_after", "nth", "ordinal"))
_MEASURES = frozenset(("measure", "ordinary"))
"""They say nothing beside a bound or an ordinal ("the first one"). Units do (6个月以上), except money (元以内)."""


@cache
def spoken(name: str) -> bool:
    """True if every word of `name` is a word of the language, one of them asks, and none describes goods: 怎么选, "the first one", 元以内."""
    pieces = atoms(_GAP.sub("", normalize("NFKC", name)))
    kinds, place = [], 0
    while place < len(pieces):
        end, found = _at(pieces, place)
        if end == place:
            return False
        kinds.append(found)
        place = end
    asks = [found for found in kinds if found & _ASKING]
    says = _SAYING - _MEASURES if any(found & _COUNTING for found in kinds) else _SAYING
    return bool(asks) and not any(found & says for found in kinds if found not in asks)


def _at(pieces: list[Atom], place: int) -> tuple[int, frozenset[str]]:
    """The end of the longest phrase here and all its kinds; a sign has none."""
    if pieces[place].key == "第" and (number := numeral(pieces, place + 1)) is not None:
        return number.end, frozenset({"nth"})
    if not pieces[place].text.isalnum():
        return place + 1, frozenset()
    number = numeral(pieces, place)
    found = [(number.end, frozenset({"number"}))] if number is not None else []
    found += [(end, frozenset(map(_kind, said))) for end, said in (one.longest(pieces, place) for one in _languages()) if end > place]
    end = max((end for end, _ in found), default=place)
    return end, frozenset().union(*(kinds for one, kinds in found if one == end))


def _kind(meaning: Meaning) -> str:
    return "money" if meaning.kind == "unit" and lexicon().dimensions.get(str(meaning.value)) == "money" else meaning.kind


def _languages() -> tuple[Phrases, ...]:
    words = lexicon()
    return words.grammar, words.cues, words.questions
