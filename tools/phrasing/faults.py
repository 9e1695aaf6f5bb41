"""What is wrong with a model's wording of a line: held word by word against the statements that the line makes.

A wording may order, join and smooth what the line says. It may not add, leave out, turn round, or move a statement from one product to another.
"""

import re
from collections.abc import Sequence

from .line import Line, pieces_of
from .statement import Statement, joined, says_the_same
from .words import PLACE

_MARKUP = re.compile(r"[\[\]<>|`#*\\]|https?:|www\.|\n")
_FIGURES = re.compile(r"\d")
_LONGER = 40
"""Characters, beyond twice the line's own, that a wording may have."""
_MOST = 12
"""Pieces of a wording."""
Run = tuple[int, int]
"""How many pieces say a statement, and which."""


def faults(line: Line, wording: str) -> tuple[str, ...]:
    """The kinds of fault, () where there is none: "empty", "long", "markup", "figure", "place", "unfounded", "left_out"."""
    text = wording.strip()
    bare, places = PLACE.sub("", text), PLACE.findall(text)
    found = {
        "empty": not text,
        "long": len(text) > 2 * len(line.masked) + _LONGER,
        "markup": bool(_MARKUP.search(bare)) or "{" in bare or "}" in bare,
        "figure": bool(_FIGURES.search(bare)),
        "place": not set(places) <= set(line.values),
    }
    if any(found.values()):
        return tuple(name for name, wrong in found.items() if wrong)
    runs = _runs(pieces_of(text, line.known), line.statements)
    if runs is None:
        return ("unfounded",)
    said = {place for _, place in runs}
    return ("left_out",) if any(place not in said and each.said for place, each in enumerate(line.statements)) else ()


def filled(line: Line, wording: str) -> str:
    """A wording without faults, with the line's values in their places, and each statement's marks behind it."""
    pieces = pieces_of(wording.strip(), line.known)
    runs = _runs(pieces, line.statements)
    assert runs is not None
    out, start = "", 0
    for count, place in runs:
        out += _before_the_stop("".join(piece.text for piece in pieces[start : start + count]), line.marks[place])
        start += count
    return line.bullet + PLACE.sub(lambda name: line.values[name[1]], out)


def _runs(pieces: Sequence[Statement], statements: Sequence[Statement], said: frozenset[int] = frozenset()) -> list[Run] | None:
    """Pieces side by side that together say one statement, each statement once; None where some piece says what no statement does."""
    if not pieces:
        return []
    if len(pieces) > _MOST:
        return None
    for count in range(len(pieces), 0, -1):
        run = joined(pieces[:count])
        for place, statement in enumerate(statements):
            if place not in said and says_the_same(run, statement):
                rest = _runs(pieces[count:], statements, said | {place})
                if rest is not None:
                    return [(count, place), *rest]
    return None


def _before_the_stop(piece: str, marks: str) -> str:
    """The piece with `marks` in front of the sign that ends it."""
    body = piece.rstrip()
    bare = body.rstrip("，,。.；;！!？?：:")
    return bare + marks + body[len(bare) :] + piece[len(body) :]
