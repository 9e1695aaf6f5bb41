"""What markets and trades are called (words/facts.yaml), and which bloc's rules hold where."""

from collections.abc import Mapping
from functools import cache
from typing import Any

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


@cache
def _trades() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load("facts")["trades"]
    return found
