"""A line of a reply with places for its values: what a model may word anew, and what it may not touch."""

import re
from dataclasses import dataclass
from functools import cached_property

from ...understanding.language.lexicon import lexicon
from .words import Token, Words, tokens, words

_WHO = r"第\s?\d+(?:\s?[、和]\s?\d+)*\s?款|\b[Nn]umbers \d+(?:, \d+)*,? and \d+|\b[Nn]umber \d+"
_MARKS = r"(?:\[\d+\](?:（[^（）]*）| \([^()]*\))?)+"
_VALUED = re.compile(
    rf"(?P<mark>{_MARKS})"
    rf"|(?P<who>\*\*(?:{_WHO})\*\*|{_WHO})"
    r"|(?P<t>\*\*[^*]+\*\*|「[^「」]*」|“[^“”]*”|\"[^\"]*\")"
    r"|(?P<v>(?:[¥$€£]?\d[\d,.:/–-]*\d(?!\d)|[¥$€£]?\d+)(?:\s?(?:%|°C))?)(?P<word>\s?[A-Za-z]+\b)?"
)
_MARK = re.compile(r"\{(mark\d+)\}")
_BULLET = re.compile(r"^(\s*(?:- )?)(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """`text` as the template has it; `masked` with {v1} {who1} {t1} in place of its values, without marks; `marks` with where they stand in it."""

    text: str
    bullet: str
    masked: str
    values: dict[str, str]
    marks: tuple[tuple[int, str], ...]
    known: Words

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(tokens(self.masked, self.known))


def line_of(text: str, language: str, asked: bool = False) -> Line | None:
    """`asked`: a buyer may say it, where others are said to him. None where it has values alone, and so nothing to word."""
    found = _BULLET.match(text)
    assert found is not None
    values: dict[str, str] = {}
    marked = _VALUED.sub(lambda place: _named(place, values), found[2])
    masked, marks = _taken_out(marked, values)
    plain = {name: value for name, value in values.items() if not name.startswith("mark")}
    line = Line(text, found[1], masked, plain, marks, words(language, asked))
    return line if any(not token.place and not token.sign for token in line.tokens) else None


def _taken_out(marked: str, values: dict[str, str]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text without its marks, and each mark with its place in it."""
    masked, marks = "", list[tuple[int, str]]()
    for place, piece in enumerate(_MARK.split(marked)):
        if place % 2:
            marks.append((len(masked), values[piece]))
        else:
            masked += piece
    return masked, tuple(marks)


def _named(place: re.Match[str], values: dict[str, str]) -> str:
    """The place, with a figure's unit in it; another word behind the figure ("these 5 come first") stays the line's."""
    kind = next(name for name in ("mark", "who", "t", "v") if place[name])
    word = place["word"] or ""
    value, behind = (place[0], "") if _is_unit(word) else (place[0].removesuffix(word), word)
    name = f"{kind}{sum(each.rstrip('0123456789') == kind for each in values) + 1}"
    values[name] = value
    return f"{{{name}}}{behind}"


def _is_unit(word: str) -> bool:
    return any(meaning.kind == "unit" for meaning in lexicon().grammar.get(word.strip()))
