"""Words that may name goods, told from the qualities, counts and containers of `nouns.yaml`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..catalogue.plurals import plural
from .analysis import stem
from .english import frequency
from .lexicon import accessory_nouns, noun_phrases

_RARE = 50  # what the English dictionary has seen no more often is a name, or a slip


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list in all languages."""
    return frozenset(_flat(_stored()[name]))


@cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("nouns.yaml").read_text(encoding="utf-8"))
    return stored


def _flat(stored: Any) -> Iterator[str]:
    for each in stored.values() if isinstance(stored, dict) else (stored,):
        yield from map(str, each)


@cache
def is_noun(word: str) -> bool:
    """True if the word can name goods: no quality, no adjective (which has an adverb), no unknown name."""
    if any(word in listed(name) for name in ("qualities", "fits", "counted")) or (word in listed("containers") and word not in accessory_nouns()):
        return False
    if not word.isascii():
        return len(word) > 1
    if (stem(word),) in noun_phrases() or word in listed("mass"):
        return True
    if len(word) < 3 or frequency(word) <= _RARE or (word.endswith("ed") and max(frequency(word[:-2]), frequency(word[:-1])) > _RARE):
        return False
    return frequency(plural(word)) > max(frequency(f"{word}ly"), _RARE / 10)
