"""What says nothing of goods (words/asides.yaml): words that only strengthen what they stand in, "who the hell makes it", 到底是什么; and oaths that
are a clause of their own, "get lost, show me headlamps", 滚，看头灯."""

import re
from functools import cache

from .atom import atoms
from .lexicon import load
from .phrases import Meaning, Phrases


def without_emphasis(text: str) -> str:
    """`text` with a space where such a word stood, so that what it tore apart is one phrase again; all of it where nothing else is said."""
    pieces, kept, place, end = atoms(text), "", 0, 0
    while place < len(pieces):
        after, _ = _phrases().longest(pieces, place)
        if after > place:
            kept += text[end : pieces[place].start]
            end = pieces[after - 1].end
        place = max(after, place + 1)
    plain = " ".join((kept + text[end:]).split())
    return plain if any(char.isalnum() for char in plain) else text


def without_oaths(text: str) -> str:
    """`text` without the clauses that are oaths and no more; all of it where nothing else is said. Elsewhere such a word may name goods."""
    pieces = re.split(r"([,，、.。;；!！?？~～…\n]+)", text)
    kept = [(said, *mark) for said, *mark in (pieces[at : at + 2] for at in range(0, len(pieces), 2)) if not _oath().fullmatch(said.strip())]
    plain = "".join(piece for clause in kept for piece in clause).strip()
    return plain if any(char.isalnum() for char in plain) else text


@cache
def _oath() -> re.Pattern[str]:
    read = load("asides")["oaths"]
    words, around, behind = (
        {name: "|".join(map(re.escape, map(str, read[name][part]))) for name in ("zh", "en")} for part in ("words", "around", "behind")
    )
    chinese = rf"(?:{around['zh']})*(?:{words['zh']})+(?:{behind['zh']})*"
    return re.compile(rf"{chinese}|(?:(?:{around['en']})\s+)*(?:{words['en']})(?:\s+(?:{behind['en']}))*", re.IGNORECASE)


@cache
def _phrases() -> Phrases:
    phrases = Phrases(close=True)
    for word in load("asides")["emphasis"]:
        phrases.add(str(word), Meaning("emphasis"))
    return phrases
