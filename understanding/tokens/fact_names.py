"""Names of markets and trades (words/facts.yaml), and the bloc whose rules apply in a market."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ...schema.errors import InputError
from ...schema.fact import Fact
from ..language.lexicon import load


@cache
def _markets() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load("facts")["markets"]
    return found


def bloc(market: str) -> str:
    """The market whose rules apply in `market`: EU for DE."""
    return str(_markets().get(market, {}).get("in", market))


def name_of(fact: Fact, language: str) -> str:
    """The display name of a market or trade."""
    row = _markets().get(fact.value) if fact.kind == "market" else _trades().get(fact.value)
    if row is None:
        return fact.text
    return str(row[language][0] if fact.kind == "market" else row[language])


def market_in(words: str) -> str | None:
    """The code of the market that is named alone or, capitalised if in Latin letters, among other words. None if several are named."""
    said = words.casefold().strip()
    names = {name.casefold(): code for code, row in _markets().items() for name in _names(row)}
    if (alone := names.get(said) or names.get(f"the {said}")) is not None:
        return alone
    found = {names[match[0].casefold()] for match in _named().finditer(words) if not match[0][0].islower()}
    return found.pop() if len(found) == 1 else None


@cache
def _named() -> re.Pattern[str]:
    """Pattern of the market names among other words; lower-case "us" doesn't match."""
    names = sorted((name for row in _markets().values() for name in _names(row)), key=len, reverse=True)
    latin, others = (sorted((re.escape(name) for name in names if name.isascii() is plain), key=len, reverse=True) for plain in (True, False))
    short = {one for one in latin if len(one) < 3}
    every = "|".join(rf"(?i:{one})" if one not in short else one.upper() for one in latin)
    return re.compile(rf"\b(?:{every})\b|{'|'.join(others)}")


def trade_in(words: str) -> str | None:
    """The trade that the words name, as in facts; None if none is known."""
    said = f" {words.casefold().strip()} "
    for value, row in _trades().items():
        names = (value.replace("_", " "), *(str(name) for kind in ("places", "says", "people") for name in row.get(kind, ())))
        if any((f" {name.casefold()} " if name.isascii() else name) in said for name in names):
            return value
    return None


def known_value(kind: str, said: str) -> str:
    """The value of a fact typed by hand: the code of a market or trade, given by code or name; an audience unchanged. Raises InputError."""
    if kind == "audience":
        return said
    rows = _markets() if kind == "market" else _trades()
    names = {name.casefold(): value for value, row in rows.items() for name in _names(row)}
    names |= {value.casefold(): value for value in rows}
    if said.casefold() not in names:
        raise InputError(f"There is no {kind} {said!r}; there are: {', '.join(rows)}.")
    return names[said.casefold()]


def _names(row: Mapping[str, Any]) -> list[str]:
    return [name for language in ("zh", "en") for name in ([row[language]] if isinstance(row[language], str) else row[language])]


@cache
def _trades() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load("facts")["trades"]
    return found
