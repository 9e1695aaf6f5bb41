"""English singulars and plurals of nouns, by rules that cover nearly all."""

from functools import lru_cache

_KEPT = frozenset({"is", "this", "was", "has", "its", "us", "less", "plus", "yes", "gps", "as", "his", "pcs", "always", "perhaps", "gots"})
_IRREGULAR = {
    "mice": "mouse", "knives": "knife", "shelves": "shelf", "scarves": "scarf", "feet": "foot", "women": "woman", "men": "man", "children": "child",
    "dresses": "dress", "glasses": "glass", "lens": "lens", "cases": "case",
}  # fmt: skip
_PLURALS = {one: many for many, one in _IRREGULAR.items() if many != one}
_PAIRS = frozenset({"glasses", "scissors", "pants", "jeans", "shorts", "tongs", "pliers", "headphones", "earphones", "binoculars"})


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """The singular of a lower-case word (batteries, boxes); other words unchanged."""
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


def plural(word: str) -> str:
    """The plural of a lower-case noun; one that ends like a plural is unchanged."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word in _PAIRS or word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
