"""What goes wrong with a product shown, where the message asks what to do about it: no record of what the part is answers that."""

import re
from collections.abc import Sequence
from functools import cache

from ..language.lexicon import load
from ..tokens.found import Gathered
from ..tokens.token import Token

_BREAKS = re.compile(r"[,，。.;；!！?？\n]")


def trouble(text: str, tokens: Sequence[Token], gathered: Gathered) -> str:
    """盖子拧不开 of 第一款盖子拧不开怎么办, "lid won't open" of "what do I do if the lid of the first one won't open?"; "" for another question."""
    found = _asks().search(text)
    if found is None or not gathered.references:
        return ""
    before, behind = _BREAKS.split(text[: found.start()]), _BREAKS.split(text[found.end() :])
    clauses = [behind[0]] if found[0].isascii() and behind[0].strip() else [part for part in reversed(before) if part.strip()][:1]
    start = text.find(clauses[0], found.end() if clauses[0] == behind[0] else 0) if clauses else 0
    end = start + len(clauses[0]) if clauses else 0
    pointers = {place for first, one in gathered.spans if one.references for place in range(first, one.end)}
    said = [
        token
        for place, token in enumerate(tokens)
        if start <= token.start and token.end <= end and place not in pointers and token.text.lower() not in _aside()
    ]
    return "".join((" " if place and token.gap else "") + token.text for place, token in enumerate(said)).strip()


@cache
def _asks() -> re.Pattern[str]:
    words = load("trouble")["asks"]
    english = "|".join(rf"\b{re.escape(str(word))}\b" for word in words["en"])
    return re.compile("|".join(map(str, words["zh"])) + "|" + english, re.IGNORECASE)


@cache
def _aside() -> frozenset[str]:
    words = load("trouble")
    return frozenset(map(str, (*words["case"], *words["aside"])))
