"""Words with look-alike letters of another script: thе with a Cyrillic е (UTS 39, mixed scripts)."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_SYMBOLS = frozenset("µμΩΔΦφλθπσδ")
"""Greek letters used in units: kΩ, μm, cosφ."""
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "HEBREW", "LISU")
"""Scripts with letters that look alike."""


def has_look_alike(text: str) -> bool:
    """True if a word mixes alphabets, or the text has words of two; neither language does that."""
    if text.isascii():
        return False
    scripts = [_scripts(word[0]) for word in _WORD.finditer(text)]
    return any(len(own) > 1 for own in scripts) or len(set().union(*scripts)) > 1


@lru_cache(maxsize=8192)
def _scripts(word: str) -> frozenset[str]:
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter not in _SYMBOLS)
    found = frozenset(name for name in names if name in _ALPHABETS)
    return frozenset() if len(word) == 1 and found == {"GREEK"} else found  # a symbol: β-glucan
