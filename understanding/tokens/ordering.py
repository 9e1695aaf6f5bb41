"""References to the buyer's past orders (words/orders.yaml): 跟上次一样的, "reorder", "what did I order?"."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from ..language.atom import Atom, atoms
from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning, Phrases

Wanted = Literal["again", "same", "history", "due"]
_MEANS = {"loose": "same", "alone": "again", "more": "again"}
_MANY = 20
"""Pieces from which a number is an order; fewer may be products to show."""
_RANK: tuple[Wanted, ...] = ("due", "history", "same", "again")


@cache
def order_phrases() -> Phrases:
    phrases = Phrases()
    for kind, words in load("orders").items():
        for word in (word for language in LANGUAGES for word in words[language]):
            phrases.add(word, Meaning(kind))
    return phrases


def ordering(text: str, seen: bool) -> Wanted | None:
    """What is said about orders, or None. `seen`: a list was shown in this conversation, so that 上次的 may mean an item of it."""
    pieces, found, place = atoms(text), set[str](), 0
    while place < len(pieces):
        end, meanings = order_phrases().longest(pieces, place)
        kinds = {meaning.kind for meaning in meanings if not (seen and meaning.kind == "loose") and _holds(meaning.kind, pieces, place, end)}
        found |= {_MEANS.get(kind, kind) for kind in kinds}
        place = end if kinds else place + 1
    return None if "service" in found else next((kind for kind in _RANK if kind in found), None)


def _holds(kind: str, pieces: Sequence[Atom], start: int, end: int) -> bool:
    """True if the words around the phrase allow its meaning."""
    if kind == "alone":
        return not any(piece.text.isalnum() for piece in (*pieces[:start], *pieces[end:]))
    if kind == "more":
        return end < len(pieces) and pieces[end].text.isdecimal() and int(pieces[end].text) >= _MANY
    return True
