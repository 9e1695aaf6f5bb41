"""What buyers of each trade ask for, and in what words: data of `daogou/trades`, whose README.md gives the form."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

FOLDER = Path(__file__).parent.parent / "trades"
ANY = "any"
"""The trade of what goes for all goods."""
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
    needs: tuple[Need, ...] = ()


@cache
def trades() -> tuple[Trade, ...]:
    """In the order of their names."""
    return tuple(map(read, sorted(FOLDER.glob("*.yaml"))))


def read(file: Path) -> Trade:
    """The trade of one file. Raises TypeError or AttributeError where it isn't in the form."""
    own = yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    goods, words = (tuple(tuple(str(word).casefold() for word in row) for row in own.get(part) or ()) for part in ("goods", "words"))
    needs = tuple(Need(**{key: tuple(map(str, said or ())) for key, said in row.items()}) for row in own.get("needs") or ())
    return Trade(file.stem, goods, words, needs)


@cache
def selling(name: str) -> frozenset[str]:
    """The trades that sell goods of a name, which may be a kind of them by the words before it."""
    said = name.casefold().strip()
    parts = [said[at:] for at in range(len(said) - 1)] if not said.isascii() else [" ".join(said.split()[at:]) for at in range(len(said.split()))]
    return next((found for part in parts if (found := _of_name().get(_key(part)))), frozenset())


def _key(name: str) -> str:
    from .analysis import stem  # which reads the trades itself

    return " ".join(map(stem, name.split())) if name.isascii() else name


@cache
def _of_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for trade in trades():
        for name in (name for row in trade.goods for name in row):
            found.setdefault(_key(name), set()).add(trade.name)
    return {name: frozenset(own) for name, own in found.items()}
