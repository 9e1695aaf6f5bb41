"""What buyers of each trade ask for, and in what words: data of `daogou/trades`, whose README.md gives the form."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent.parent / "trades"
ANY = "any"
"""The trade of what goes for all goods."""
_NEEDS = "\nneeds:"
"""Where a file's needs begin, its last and longest part: they are read when the trade's goods are first wished for."""
Words = tuple[str, ...]


class Need(NamedTuple):
    """`asked`: how buyers put it; `say`: what records say where it is met, `instead` where it isn't; `most`, `least`: names of numbers of which more,
    or less, serves it."""

    asked: Words
    say: Words = ()
    instead: Words = ()
    most: Words = ()
    least: Words = ()


class Trade(NamedTuple):
    """`goods` and `words` are groups of words for one kind of goods, and for one feature."""

    name: str
    goods: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        return needs(self.name)


@cache
def trades() -> tuple[Trade, ...]:
    """In the order of their names."""
    return tuple(map(read, sorted(FOLDER.glob("*.yaml"))))


def read(file: Path) -> Trade:
    """The trade of one file. Raises TypeError or AttributeError where it isn't in the form."""
    own = _loaded(f"\n{file.read_text('utf-8')}".partition(_NEEDS)[0])
    goods, words = (tuple(tuple(str(word).casefold() for word in row) for row in own.get(part) or ()) for part in ("goods", "words"))
    return Trade(file.stem, goods, words)


@cache
def needs(trade: str) -> tuple[Need, ...]:
    """Those of a trade's file; () where there is none. Raises TypeError where it isn't in the form."""
    file = FOLDER / f"{trade}.yaml"
    _, begin, said = f"\n{file.read_text('utf-8')}".partition(_NEEDS) if file.is_file() else ("", "", "")
    rows = _loaded(begin + said).get("needs") or ()
    return tuple(Need(**{key: tuple(map(str, words or ())) for key, words in row.items()}) for row in rows)


def _loaded(text: str) -> Mapping[str, Any]:
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
