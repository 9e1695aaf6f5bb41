"""The pieces of a title."""

import re
from itertools import islice
from typing import NamedTuple

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
