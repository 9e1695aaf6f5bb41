"""Words for little or much of what numbers tell ("light", 大点): an order, never a condition."""

import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from ..catalogue.text import normal

_DENIED = re.compile(r"(?:not too |not very |别太|不要太|不太|别|不要)")
_TAIL = re.compile(r"(?:一点儿?|一些|点儿?)?的?$")
End = Literal["lowest", "highest"]
_OTHER: dict[End, End] = {"lowest": "highest", "highest": "lowest"}


class Grade(NamedTuple):
    """`concept` is what is little or much, `end` which of it comes first."""

    concept: str
    end: End

    @property
    def turned(self) -> "Grade":
        """Of what isn't wanted."""
        return Grade(self.concept, _OTHER[self.end])


def graded(words: str) -> tuple[Grade, ...]:
    """What the words may grade; () where they are no word of degree."""
    said = normal(words).strip()
    denied = _DENIED.match(said)
    known = _grades().get(said) or _grades().get(_TAIL.sub("", said[denied.end() :] if denied else said), ())
    return tuple(one.turned for one in known) if denied and said not in _grades() else known


@cache
def _grades() -> dict[str, tuple[Grade, ...]]:
    rows: dict[str, list[list[str]]] = yaml.safe_load(Path(__file__).with_name("gradable.yaml").read_text("utf-8"))
    found: dict[str, tuple[Grade, ...]] = {}
    ends: tuple[End, End] = ("lowest", "highest")
    for concept, sides in rows.items():
        for end, words in zip(ends, sides, strict=True):
            for word in words:
                found[normal(word)] = (*found.get(normal(word), ()), Grade(concept, end))
    return found
