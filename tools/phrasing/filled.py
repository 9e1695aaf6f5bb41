"""A model's wording as it is said: the line's own words, signs and spaces, with the pieces that stand for pieces of it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .alignment import State, alike
from .faults import aligned
from .line import Line
from .words import PLACE, Token, spelled, tokens


def filled(line: Line, wording: str) -> str:
    """A wording without faults, with the line's values in their places, and its marks behind the words that they stand behind. A piece is as its row
    has it, and all else as the line: "¥10.00，4 分" is no "¥10.00,4分"."""
    found = aligned(line, wording.strip())
    path = found.path()
    assert path is not None
    marks = _marks(line)
    out, before = "".join(marks.pop(-1, ())), (0, 0)
    for own, heard in path:
        piece = _piece(line, before, found.wording[before[1] : heard], own)
        inside = "".join(mark for token in range(before[0], own - 1) for mark in marks.get(token, ()))
        at = _said(piece, line) if inside else 0
        out += piece[:at] + inside + piece[at:] + "".join(marks.get(own - 1, ()) if own > before[0] else ())
        before = (own, heard)
    return line.bullet + PLACE.sub(lambda name: line.values.get(name[1], name[0]), out)


def _marks(line: Line) -> dict[int, list[str]]:
    """By the token that each stands behind, -1 before all."""
    ends, marks = [token.end for token in line.tokens], dict[int, list[str]]()
    for place, mark in line.marks:
        marks.setdefault(min(bisect_left(ends, place), len(ends) - 1) if place else -1, []).append(mark)
    return marks


def _piece(line: Line, before: State, said: Sequence[Token], own: int) -> str:
    mine = line.tokens[before[0] : own]
    if not mine:
        return said[-1].letters if said and said[-1].text == "?" else ""  # a sign at the end
    start, first = line.tokens[before[0] - 1].end if before[0] else 0, mine[0].end - len(mine[0].letters)
    if len(mine) == len(said) == 1 and alike(mine[0], said[0]):
        return line.masked[start : mine[0].end]
    return line.masked[start:first] + _form(line, mine[0], said) if said else ""


def _form(line: Line, first: Token, said: Sequence[Token]) -> str:
    """A phrase as its row has it, with the places that it is said of, and a capital where the line has one."""
    form, places = line.known.forms[spelled(said)], _places(said)
    text = PLACE.sub(lambda place: next(places), form)
    return text[:1].upper() + text[1:] if first.letters[:1].isupper() else text


def _places(said: Sequence[Token]) -> Iterator[str]:
    return (token.letters for token in said if token.place)


def _said(piece: str, line: Line) -> int:
    """Where the last word or place of it ends."""
    return max((token.end for token in tokens(piece, line.known) if not token.sign), default=len(piece))
