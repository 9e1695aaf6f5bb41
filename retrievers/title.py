"""What a title's grammar says: which of its words only tell what the thing is for, or what comes with it.

In "laptop bag", "case for iPhone 7", 苹果手机壳 and "headset with stand" the thing is a bag, a case, a case, a headset; the other nouns modify it.
"""

import re
from collections.abc import Sequence

from .analysis import Word, all_words
from .lexicon import noun_phrases

_ZONES = re.compile(r"[,;|()（）【】\[\]，；、/]| - | – ", re.IGNORECASE)
_FOR = re.compile(r"\bfor\b|\bw/|\bwith\b|\bincl\w*|\bplus\b|\bfits?\b|\bcompatible(?: with)?\b|\bsuits?\b|适用于?|适合|适配|兼容|通用于|配有?|附带", re.IGNORECASE)


def modifiers(title: str) -> tuple[list[Word], list[bool]]:
    """The words of `title` and, for each, whether it modifies another."""
    found: list[Word] = []
    flags: list[bool] = []
    for zone in _ZONES.split(title):
        head, *rest = _FOR.split(zone)
        own = all_words(head)
        found += own
        flags += _before_noun(own)
        for other in rest:
            more = all_words(other)
            found += more
            flags += [True] * len(more) if own else _before_noun(more)
    return found, flags


def _before_noun(found: Sequence[Word]) -> list[bool]:
    """True for a word before the last noun phrase that stands after it in the same stretch."""
    terms = [word.term for word in found]
    last = -1
    phrases = noun_phrases()
    position = 0
    while position < len(terms):
        size = next((size for size in (3, 2, 1) if tuple(terms[position : position + size]) in phrases), 0)
        last = position if size else last
        position += max(size, 1)
    return [place < last for place in range(len(terms))]
