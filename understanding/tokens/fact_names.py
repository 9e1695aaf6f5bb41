"""What markets and trades are called (words/facts.yaml), and which bloc's rules hold where."""

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
    """The market whose rules hold in `market`: EU for DE."""
    return str(_markets().get(market, {}).get("in", market))


def name_of(fact: Fact, language: str) -> str:
    """The market's name, or what the trade is, for people."""
    row = _markets().get(fact.value) if fact.kind == "market" else _trades().get(fact.value)
    if row is None:
        return fact.text
    return str(row[language][0] if fact.kind == "market" else row[language])


def trade_in(words: str) -> str | None:
    """The trade that the words name, as facts have it; None where they name none that is known."""
    said = f" {words.casefold().strip()} "
    for value, row in _trades().items():
        names = (value.replace("_", " "), *(str(name) for kind in ("places", "says", "people") for name in row.get(kind, ())))
        if any((f" {name.casefold()} " if name.isascii() else name) in said for name in names):
            return value
    return None


def known_value(kind: str, said: str) -> str:
    """The value of a fact as it is written by hand: a market's code or name, a trade's; an audience as it is. Raises InputError."""
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
