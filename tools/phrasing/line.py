"""A line of a reply with places for its values: what a model may word anew, and what it may not touch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .statement import Statement
from .words import PLACE, Words, words

_WHO = r"第\s?\d+(?:\s?[、和]\s?\d+)*\s?款|\b[Nn]umbers? \d+(?:(?:, | and |, and )\d+)*"
_MARKS = r"(?:\[\d+\](?:（[^（）]*）| \([^()]*\))?)+"
_VALUED = re.compile(
    rf"(?P<mark>{_MARKS})"
    rf"|(?P<who>\*\*(?:{_WHO})\*\*|{_WHO})"
    r"|(?P<t>\*\*[^*]+\*\*|「[^「」]*」|“[^“”]*”|\"[^\"]*\")"
    r"|(?P<v>[¥$€£]?\d[\d,.:/–-]*\d(?!\d)(?:\s?(?:%|°C|[A-Za-z]+\b))?|[¥$€£]?\d+(?:\s?(?:%|°C|[A-Za-z]+\b))?)"
)
_STOPS = re.compile(r"(?<=[。！？；;!?])|(?<=[.])(?=\s|$)")
_PAUSES = re.compile(rf"{_STOPS.pattern}|(?<=，)|(?<=,)(?=\s)")
_BULLET = re.compile(r"^(\s*(?:- )?)(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """`text` as the template has it; `masked` with {v1} {who1} {t1} in place of its values, and without marks; `marks` by statement."""

    text: str
    bullet: str
    masked: str
    values: dict[str, str]
    statements: tuple[Statement, ...]
    marks: tuple[str, ...]
    known: Words


def line_of(text: str, language: str) -> Line | None:
    """None where a statement speaks of several products, so that it can't be told what is said of which, or there is nothing to word."""
    found, known = _BULLET.match(text), words(language)
    assert found is not None
    values: dict[str, str] = {}
    marked = _VALUED.sub(lambda place: _named(place, values), found[2])
    statements = [Statement(_unmarked(piece), known) for piece in _pieces(marked, _STOPS)]
    statements = _inherited(statements)
    if any(len(each.named) > 1 for each in statements) or not any(each.words for each in statements):
        return None
    marks = tuple("".join(values[name] for name in PLACE.findall(piece) if name.startswith("mark")) for piece in _pieces(marked, _STOPS))
    plain = {name: value for name, value in values.items() if not name.startswith("mark")}
    return Line(text, found[1], _unmarked(marked), plain, tuple(statements), marks, known)


def pieces_of(wording: str, known: Words) -> list[Statement]:
    """A wording in pieces between stops and commas."""
    return _inherited([Statement(piece, known) for piece in _pieces(wording, _PAUSES)])


def _inherited(statements: list[Statement]) -> list[Statement]:
    """Each about whom it names, else about whom the one before is."""
    return list(_with_heirs(statements))


def _with_heirs(statements: list[Statement]) -> Iterator[Statement]:
    who: str | None = None
    for each in statements:
        yield Statement(each.text, each.known, who)
        who = each.named[-1] if each.named else who


def _pieces(text: str, ends: re.Pattern[str]) -> list[str]:
    """What says nothing of its own, such as a mark behind a full stop, belongs to the piece before it."""
    found: list[str] = []
    for piece in ends.split(text):
        if found and not _unmarked(piece).strip():
            found[-1] += piece
        elif piece.strip():
            found.append(piece)
    return found


def _named(place: re.Match[str], values: dict[str, str]) -> str:
    kind = str(place.lastgroup)
    name = f"{kind}{sum(each.rstrip('0123456789') == kind for each in values) + 1}"
    values[name] = place[0]
    return f"{{{name}}}"


def _unmarked(text: str) -> str:
    return re.sub(r"\{mark\d+\}", "", text)
