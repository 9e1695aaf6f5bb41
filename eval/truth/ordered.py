"""A sentence that restates a cited text: its words stand in the order of the text, and with all that denies, limits or relates them there.

What is quoted word by word has been taken out before; of the rest each clause of the text that it restates for the most part is held against it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .spoken import HAN, latin

_CLAUSES = re.compile(r"[，。；;！!]|[,.](?=\s|$)|\n")
_TURNS = frozenset("不没无未非勿别只仅高低上下前后内外也都先")
"""Signs that turn a statement round, or limit it, where they are added or left out."""
_TURN_WORDS = frozenset(
    ["not", "no", "without", "never", "only", "just", "abov", "below", "befor", "after", "over", "under", "more", "less", "than", "rather"]
    + ["too", "insid", "outsid", "unless", "instead", "most", "least", "both"]
)
_MOST = 0.6
"""Of a clause's words: it is restated where as many stand in the sentence."""


def turned(said: str, quote: str) -> Iterator[tuple[str, str]]:
    """Faults of `said`, which cites `quote`, in one language."""
    mine, whole = _words(said), _words(quote)
    if not mine or not whole:
        return
    shared = [word for word in mine if word in set(whole)]
    if _common(shared, whole) < len(shared):
        yield "quality", f"not in the order of {quote[:60]!r}"
    restated = [clause for clause in map(_words, _CLAUSES.split(quote)) if clause and _share(clause, mine) >= _MOST]
    there, here = Counter(_turning(word for clause in restated for word in clause)), Counter(_turning(mine))
    if restated and there - here:
        yield "negation", f"without {sorted((there - here).elements())} of {quote[:60]!r}"
    if added := here - Counter(_turning(whole)):
        yield "negation", f"with {sorted(added.elements())}, not in {quote[:60]!r}"


def _words(text: str) -> list[str]:
    """Stems of Latin words and Chinese signs, in order."""
    found: list[str] = []
    for piece in re.findall(r"[\u3400-\u9fff]|[A-Za-z0-9.'’]+", text):
        found += [piece] if HAN.match(piece) else latin(piece)
    return found


def _turning(words: Sequence[str] | Iterator[str]) -> list[str]:
    return [word for word in words if word in _TURNS or word in _TURN_WORDS]


def _share(clause: Sequence[str], words: Sequence[str]) -> float:
    return sum(word in words for word in clause) / len(clause)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How long a sequence both have in order (Wagner and Fischer 1974)."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for place, each in enumerate(other, 1):
            before, row[place] = row[place], before + 1 if word == each else max(row[place], row[place - 1])
    return row[-1]
