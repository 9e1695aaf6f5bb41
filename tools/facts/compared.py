"""What a product is set against in a sentence of its seller's: of "unlike polyester bags it breathes" the polyester bags."""

import re
from functools import cache

from ...understanding.language.lexicon import load

_THAN = "(?<![价对占无百可好相])比(?![例较如重起])"  # not 性价比, 比例


def without_compared(sentence: str) -> str:
    """The sentence with a comma in place of that."""
    for pattern in _patterns():
        sentence = pattern.sub(",", sentence)
    return sentence


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = load("stating")
    (opens, back), (latin, returns) = (["|".join(map(str, words[name][language])) for name in ("compares", "back")] for language in ("zh", "en"))
    chinese = rf"(?:{opens}|{_THAN})[^，。；！？,;.!?]*?(?={back}|[，。；！？,;.!?]|$)"
    english = rf"\b(?:{latin})\b[^,;:.!?()]*?(?=\b(?:{returns})\b|[,;:.!?()]|$)"
    return re.compile(r"[与和跟][^，。；！？,;.!?]{1,12}?(?:不同|相比)"), re.compile(chinese), re.compile(english, re.IGNORECASE)
