"""Words of look-alike letters: thе with a Cyrillic е reads as "the" to who looks, and as no word to who compares (UTS 39, mixed scripts)."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_SYMBOLS = frozenset("µμΩΔΦφλθπσδ")
"""Greek letters that units and measures are written with: kΩ, μm, cosφ."""
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "HEBREW", "LISU")
"""Scripts whose letters pass for each other's."""


def has_look_alike(text: str) -> bool:
    """Whether a word mixes alphabets, or stands in another one in a text that has Latin words: none of the languages spoken here does either."""
    if text.isascii():
        return False
    scripts = [_scripts(word[0]) for word in _WORD.finditer(text)]
    return any(len(own) > 1 for own in scripts) or len(set().union(*scripts)) > 1


@lru_cache(maxsize=8192)
def _scripts(word: str) -> frozenset[str]:
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter not in _SYMBOLS)
    found = frozenset(name for name in names if name in _ALPHABETS)
    return frozenset() if len(word) == 1 and found == {"GREEK"} else found  # a symbol: β-glucan
