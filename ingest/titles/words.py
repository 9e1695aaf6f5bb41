"""The words of words.yaml, and the pieces of a title."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ...retrievers.stop_words import UNITS

_MOST = 32  # pieces of a title
_PIECE = re.compile(
    r"(?P<word>[^\W\d_\u3400-\u9fff]+(?:['’.&-][^\W\d_\u3400-\u9fff]+)*(?![^\W_\u3400-\u9fff])[®™]?)"
    r"|(?P<code>[^\W_\u3400-\u9fff]+(?:[./-][^\W_\u3400-\u9fff]+)*[\"”″]?)"
    r"|(?P<han>[\u3400-\u9fff]+)"
    r"|(?P<sign>[^\s\w])"
)
_MEASURE = re.compile(r"\d+(?:[.,/]\d+)*-?([a-z\"”″]{1,6}|[A-Z]{1,3})")


class Piece(NamedTuple):
    """`kind`: word (letters, with ® or ™), code (with a digit), han, sign. `text` is `title[start:end]`."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        return self.text.rstrip("®™")

    @property
    def marked(self) -> bool:
        return self.text.endswith(("®", "™"))


def pieces(title: str) -> list[Piece]:
    """The first pieces of the title; further back stand features and search words."""
    return [Piece(found.lastgroup or "", found[0], found.start(), found.end()) for found in islice(_PIECE.finditer(title), _MOST)]


def is_measure(piece: Piece) -> bool:
    """True if the number includes its unit: 6ft, 19", 230W."""
    found = _MEASURE.fullmatch(piece.text)
    return found is not None and (found[1] in '"”″' or found[1].lower() in UNITS)


@cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return stored


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list in all languages."""
    return frozenset(_flat(_stored()[name]))


def _flat(stored: Any) -> Iterator[str]:
    for each in stored.values() if isinstance(stored, dict) else (stored,):
        yield from map(str, each)
