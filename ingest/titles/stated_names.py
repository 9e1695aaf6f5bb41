"""Brands in the notations of Chinese titles: 【美的】, Midea/美的."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from os.path import commonprefix

from ...retrievers.analysis import frequency
from ...retrievers.nouns import listed

_FEWEST = 3  # titles that state it
_LONGEST = 4  # characters of a Chinese name
_IN_BRACKETS = re.compile(r"\s*[【\[]\s*([^【】\[\]]{2,16}?)\s*[】\]]")
_BOTH = re.compile(r"\s*[【\[]?\s*([A-Za-z][A-Za-z0-9&'’.\- ]{1,24}?)\s*[/／]\s*([\u3400-\u9fff]{2,10})")
_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z&'’.\- ]+")


def stated_names(titles: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each brand with its spellings, Latin first; sorted."""
    bracketed, both = defaultdict[str, int](int), defaultdict[str, list[str]](list)
    for title in titles:
        if (found := _BOTH.match(title)) is not None:
            both[found[1]].append(found[2])
        elif (found := _IN_BRACKETS.match(title)) is not None:
            bracketed[found[1]] += 1
    alone = ((name, (name,)) for name, count in bracketed.items() if count >= _FEWEST and _is_name(name))
    return sorted({**dict(alone), **dict(_pairs(both))}.items())


def _pairs(both: dict[str, list[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Latin name with the Chinese one: the common prefix after it in all titles (Midea/美的电饭煲 and Midea/美的风扇 give 美的)."""
    for latin, behind in both.items():
        shared = commonprefix(behind)
        if len(behind) >= _FEWEST:
            yield latin, (latin, shared) if 1 < len(shared) <= _LONGEST else (latin,)


def _is_name(text: str) -> bool:
    if any(word in text for word in listed("promises")):
        return False
    return _LATIN.fullmatch(text) is not None or (_HAN.fullmatch(text) is not None and not frequency(text))
