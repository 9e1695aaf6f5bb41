"""How much of a word a text has, in either language."""

import re
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from .analysis import frequency, is_chinese, words
from .analysis import stem as stemmed
from .dictionary import into_other, roots, senses
from .lexicon import groups_by_word

ALIKE, SIGNS = 0.9, 0.7
"""How much of a word a text has that has another of the same meaning, or all its signs apart."""
_ENDINGS = "子儿头"
"""Signs that a name ends in and that mean nothing."""
_HAN = re.compile(r"[\u3400-\u9fff]")


class _Text(NamedTuple):
    terms: frozenset[str]
    letters: str
    han: bool


@lru_cache(maxsize=4096)
def _of(text: str) -> _Text:
    """Its terms, its letters, and whether it has Chinese."""
    return _Text(frozenset(term for word in words(text) for term in (word.term, *word.parts)), text.casefold(), bool(_HAN.search(text)))


def held(term: str, text: str) -> float:
    """How much of the term the text has, from 0 to 1: itself, another word for it, what it is called in the other language."""
    own, letters, han = _of(text)
    alike = groups_by_word().get(term, ())
    if not is_chinese(term):
        if _stems(term) <= own:
            return 1
        if any((other in letters if is_chinese(other) else _stems(other) <= own) for other in alike):
            return ALIKE
        return float(han and any(word in letters for word in senses(term)))
    if term in letters:
        return 1
    if any(is_chinese(other) and other in letters for other in alike):
        return ALIKE
    if not frequency(term) and len(term) > 1 and all(sign in letters for sign in term):
        return SIGNS
    if han:
        return 0
    return float(any(name in letters for name in into_other(term)) or any(other in letters for other in alike if not is_chinese(other)))


@lru_cache(maxsize=16384)
def _stems(name: str) -> frozenset[str]:
    """Its words as texts have them."""
    return frozenset(word.term for word in words(name)) or frozenset((stemmed(name),))


def rooted(term: str, text: str) -> float:
    """How much of a word a text of the other language has by what names of it have in common: of "leather" 真皮, of 帽子 hooded.

    Half of a word that no dictionary has is most of it: 强粘, 藤编."""
    own, letters, han = _of(text)
    if not is_chinese(term):
        return SIGNS * float(han and any(root in letters for root in roots(term)))
    known = {sign for word in own if not is_chinese(word) for root in roots(word) for sign in root}
    signs = [sign for sign in term if sign not in _ENDINGS] or [*term]
    share = sum(sign in known for sign in signs) / len(signs)
    return SIGNS * share if frequency(term) or len(signs) == 1 else SIGNS * sqrt(share)
