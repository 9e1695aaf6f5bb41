"""Loads kinds, colours and patterns of drawings, with their words and shapes, from YAML."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


@dataclass(frozen=True)
class Shape:
    """SVG paths: outline, contrasting part, lines."""

    thing: str
    part: str
    lines: str


@dataclass(frozen=True)
class Kind:
    """Goods with a common shape, except for their forms."""

    nouns: re.Pattern[str]
    shape: Shape
    forms: tuple[tuple[re.Pattern[str] | None, Shape], ...]

    def form(self, said: str) -> Shape:
        """The first form whose words occur in `said`, else the form without words, else the kind's own shape."""
        fitting = (shape for words, shape in self.forms if words is not None and words.search(said))
        return next(fitting, next((shape for words, shape in self.forms if words is None), self.shape))


@dataclass(frozen=True)
class Tile:
    """A pattern repeated every `size` units."""

    words: re.Pattern[str]
    size: int
    line: bool
    d: str


BOX = Shape("M24 30l36-16 36 16v36L60 82 24 66z", "M24 30l36 16 36-16-36-16z", "M60 46v36M42 22l36 16v10")
"""Goods of unknown shape are drawn as a box."""


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(_kind(row) for row in _read("kinds"))


@cache
def tiles() -> tuple[Tile, ...]:
    return tuple(Tile(pattern(row["words"]), row["size"], row["line"], row["d"]) for row in _read("patterns")["tiles"])


@cache
def of_pattern() -> re.Pattern[str]:
    """Names of attributes that state a pattern."""
    return pattern(_read("patterns")["attributes"])


@cache
def colours() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern(words), colour) for colour, words in _read("colours")["named"].items())


@cache
def shades() -> dict[str, re.Pattern[str]]:
    """Patterns of colour modifiers, next to a colour name that is replaced by NUL."""
    of = {name: pattern(_read("colours")[name]).pattern for name in ("lighter", "darker", "duller")}
    return {name: re.compile(rf"(?:{words})[\s色的-]*\0|\0色?\s*[(（]\s*(?:{words})", re.IGNORECASE) for name, words in of.items()}


@cache
def between() -> re.Pattern[str]:
    """Separators between the colours of one value."""
    return re.compile(rf"[/、,，;；|+＋&]|{pattern(_read('colours')['between']).pattern}", re.IGNORECASE)


class Counts(NamedTuple):
    """`attributes`: names of attributes that count pieces. `others`: words in names that count something else. `said`: matches a count in a text,
    with the number in its last group."""

    attributes: re.Pattern[str]
    others: re.Pattern[str]
    said: re.Pattern[str]


@cache
def counts() -> Counts:
    row = _read("counts")
    ways = "|".join(each.replace("N", f"({row['number']})", 1) for each in row["said"])
    return Counts(pattern(row["attributes"]), pattern(row["others"]), re.compile(rf"{_APART}(?:{ways}){_ENDS}", re.IGNORECASE))


_APART, _ENDS = r"(?<![A-Za-z\d])", r"(?![A-Za-z\d])"


def pattern(words: str) -> re.Pattern[str]:
    """Pattern of words: Chinese anywhere, English as whole words, plurals included."""
    own = words.split("|")
    chinese, english = ([each for each in own if each.isascii() == ascii] for ascii in (False, True))
    return re.compile("|".join([*chinese, *([rf"{_APART}(?:{'|'.join(english)})(?:e?s)?{_ENDS}"] if english else [])]), re.IGNORECASE)


def _kind(row: dict[str, Any]) -> Kind:
    zh, en = row["nouns"]
    forms = tuple((pattern(each["words"]) if each["words"] else None, _shape(each)) for each in row.get("forms", ()))
    return Kind(re.compile(rf"{zh}|{_APART}(?:{en})(?:e?s)?{_ENDS}", re.IGNORECASE), _shape(row), forms)


def _shape(row: dict[str, Any]) -> Shape:
    return Shape(row["thing"], row["part"], row["lines"])


@cache
def _read(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"))
