"""Where a text denies: 不含, 没有, "not", "without"; never a piece of another word (免费, 特别, 不锈钢, "universal")."""

import re
from functools import cache, lru_cache

from ...retrievers.analysis import is_chinese
from ...understanding.language.dictionaries import cut
from .stance import stance

_HAN = re.compile(r"[\u3400-\u9fff]+")


@lru_cache(maxsize=4096)  # of what is on file, which is the same for every buyer
def denials(text: str) -> tuple[tuple[int, int], ...]:
    """Characters [start, end) of each word that denies, in the order of the text; Chinese by its words, English by whole ones."""
    found = [match.span() for match in _english().finditer(text)]
    for run in _HAN.finditer(text):
        at = run.start()
        for word in cut(run[0]):
            found += [(at, at + len(word))] if _denies(word) else []
            at += len(word)
    return tuple(sorted(found))


def _denies(word: str) -> bool:
    words = stance()["denials"]
    return word in words["alone"] or (word.startswith(tuple(words["begins"])) and not word.startswith(tuple(words["none"])))


@cache
def _english() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in stance()["denials"]["en"] if not is_chinese(word))
    return re.compile(rf"(?<![a-z\u2019'-])(?:{words})(?![a-z\u2019'])|(?<=[a-z])n['\u2019]t(?![a-z])", re.IGNORECASE)
