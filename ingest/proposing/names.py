"""Fit of a column's name to a field."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[一-鿿]+")
_INDEX = re.compile(r"\[-?\d*\]")


@lru_cache(maxsize=1)
def _known() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((files(__package__) / "names.yaml").read_text(encoding="utf-8"))
    return found


def fields_of(kind: str) -> tuple[str, ...]:
    return tuple(_known()[kind])


def signs() -> tuple[tuple[str, str], ...]:
    """Currency signs with their codes, longer ones first."""
    return tuple((str(sign), str(code)) for sign, code in _known()["signs"].items())


def words_of(path: str) -> tuple[str, ...]:
    """The words of a path: `shop.sellerName` gives shop, seller, name."""
    return tuple(word.lower() for part in _INDEX.sub("", path).split(".") for word in _WORD.findall(part))


def is_open(path: str) -> bool:
    return " ".join(words_of(path.rsplit(".", 1)[-1])) in _known()["attributes"]


@lru_cache(maxsize=65536)
def named(kind: str, field: str, path: str) -> float:
    """1 for the field's own name, less for its last part or for a name among other words, 0 for none, negative for a name that excludes the field."""
    spec = _known()[kind][field]
    words, last = words_of(path), words_of(path.rsplit(".", 1)[-1])
    if any(_within(tuple(barred.split()), words) for barred in spec["not"]):
        return -1.0
    best = 0.0
    for place, name in enumerate(spec["names"]):
        own, early = tuple(words_of(name)), 0.2 * place / len(spec["names"])
        if own == words:
            best = max(best, 1.0 - early)
        elif own == last or words[-len(own) :] == own:
            best = max(best, 0.8 - early)
        elif _within(own, words):
            best = max(best, 0.5 - early)
    return best


def _within(some: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if len(some) == 1 and not some[0].isascii():
        return any(some[0] in word for word in words)
    return any(words[start : start + len(some)] == some for start in range(len(words) - len(some) + 1))
