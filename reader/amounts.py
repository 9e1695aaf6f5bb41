"""The number that a span is, with its unit or currency: 两百来块, "80 quid", 2 TB, 三十厘米, half a dozen."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from ..catalogue.text import normal
from ..understanding.language.atom import Atom, atoms
from ..understanding.language.numerals import numeral

_UNITS = Path(__file__).parents[1] / "understanding" / "words" / "units.yaml"
_COINS = re.compile(r"(\D+?)(\d{1,2})")
_DOZEN = {"dozen": 12, "打": 12}


class Amount(NamedTuple):
    """`low` and `high` differ where the number itself is vague (两三百: 200 to 300). `unit` as it is written, `currency` by its code; `pieces`:
    the unit only counts (个, pcs)."""

    low: float
    high: float
    unit: str = ""
    currency: str | None = None
    pieces: bool = False

    @property
    def value(self) -> float:
        """The middle, as a plain number."""
        middle = (self.low + self.high) / 2
        return int(middle) if float(middle).is_integer() else middle

    @property
    def vague(self) -> bool:
        return self.low != self.high


def amount(words: str) -> Amount | None:
    """The first number of the words; None where there is none."""
    text = normal(words).strip()
    parts = atoms(text)
    for place in range(len(parts)):
        if (found := numeral(parts, place)) is not None and not found.beyond:
            before, after = text[: parts[place].start].strip(), _tail(text, parts, found.end)
            return _with_unit(found.low, found.high, before, after)
    return None


def _tail(text: str, parts: list[Atom], end: int) -> str:
    tail = text[parts[end].start :].strip() if end < len(parts) else ""
    return tail.removeprefix("来").removeprefix("多").strip() or tail


def _with_unit(low: float, high: float, before: str, after: str) -> Amount:
    sign, unit = before.lower().strip("约 ~≈"), after.lower().removesuffix("钱").strip(" .")
    for words in (unit, *([unit.split()[0]] if unit else []), sign):
        if words in _money():
            code, part = _money()[words]
            return Amount(round(low * part, 4), round(high * part, 4), words, code)
    if (coins := _COINS.fullmatch(unit)) is not None and coins[1] in _money():  # 29块9 is 29.9
        part = int(coins[2]) / 10 ** len(coins[2])
        return Amount(low + part, high + part, coins[1], _money()[coins[1]][0])
    if unit in _DOZEN:
        return Amount(low * _DOZEN[unit], high * _DOZEN[unit], unit, pieces=True)
    return Amount(low, high, after.strip(), pieces=unit in _counts())


@cache
def _table() -> dict[str, dict[str, dict[str, object]]]:
    rows: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(_UNITS.read_text("utf-8"))
    return rows


@cache
def _money() -> dict[str, tuple[str, float]]:
    """Words for money, each with its currency and how much of it one is."""
    found: dict[str, tuple[str, float]] = {}
    for code, row in _table()["money"].items():
        found |= {str(word).lower(): (code, 1.0) for word in _words(row)}
        parts = row.get("parts", {})
        assert isinstance(parts, dict)
        found |= {str(word).lower(): (code, float(share)) for share, words in parts.items() for word in words}
    return found


@cache
def _counts() -> frozenset[str]:
    return frozenset(str(word).lower() for word in _words(_table()["count"]["pcs"]))


def _words(row: dict[str, object]) -> list[object]:
    words = row["words"]
    assert isinstance(words, list)
    return words
