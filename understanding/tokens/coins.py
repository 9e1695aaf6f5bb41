"""Small money (8毛, 8角钱, 3块5毛, 50 cents), 块 as a counter of things, and decimals written after a unit: 1米5, 3 yuan 50."""

from collections.abc import Sequence
from typing import NamedTuple

from ..language.lexicon import lexicon
from ..language.numerals import Numeral
from .token import Token

_MONEY = ("钱",)
_BEHIND = ("break", "bound_after", "filler", "tail", "accept", "link", "stop", "number")
_AROUND = ("bound", "bound_after", "tail")
_SHAPE = "角"
_ONE = "一"
_WHOLE = {"米": (1, 2), "yuan": (2,), "kuai": (2,), "rmb": (2,), "dollar": (2,), "dollars": (2,), "euro": (2,), "euros": (2,)}
"""Units with decimals written after them -> the number of digits allowed."""
_ENDS = ("break", "bound_after", "filler", "tail", "each", "accept", "category", "head", "measured")
_LEAST = 0.001  # smallest amount told apart from zero


class Coins(NamedTuple):
    """An amount of money, up to the token before `end`."""

    low: float
    high: float
    unit: str
    end: int


def coins(tokens: Sequence[Token], place: int, end: int, number: Numeral) -> Coins | None:
    """The amount of `number` coins, with the coin's word at `end`; None if no money is meant. 八毛五 adds five of the next smaller coin."""
    coin = _coin(tokens, end)
    if coin is None or not _is_money(tokens, place, end):
        return None
    unit, part = coin
    low, high, end = number.low * part, number.high * part, end + 1
    if end < len(tokens) and tokens[end].text in _MONEY and not tokens[end].gap:
        return Coins(low, high, unit, end + 1)
    rest = 0 if _is_per_piece(tokens, end) else _digit(tokens, end)
    return Coins(low + rest * part / 10, high + rest * part / 10, unit, end + 1) if rest else Coins(low, high, unit, end)


def after(tokens: Sequence[Token], end: int, unit: str) -> tuple[float, int]:
    """The coins after a whole amount and the index after them: 5毛 of 3块5毛."""
    number: Numeral | None = tokens[end].value("number") if end < len(tokens) and not tokens[end].gap else None
    small = coins(tokens, end, end + 1, number) if number is not None and number.low < 100 else None
    return (small.low, small.end) if small is not None and small.unit == unit and small.low < 1 else (0, end)


def slabs(tokens: Sequence[Token], place: int, end: int) -> bool:
    """True if 块 counts the things beside it: 带两块电池, 电池能买两块吗. 毛巾两块以内 and 毛巾要两块的 are prices."""
    behind = tokens[end] if end < len(tokens) else None
    if behind is not None and behind.has("slab") and not behind.gap:
        return True
    first = next((at + 1 for at in range(place - 1, -1, -1) if tokens[at].has("break")), 0)
    bought = place > first and tokens[place - 1].has("goods") and any(token.has("slab") for token in tokens[first:place])
    return bought and (behind is None or not behind.has("filler", "tail", "bound_after", "accept"))


def _coin(tokens: Sequence[Token], place: int) -> tuple[str, float] | None:
    if place >= len(tokens) or (tokens[place].gap and tokens[place].text >= "\u3400"):
        return None
    return lexicon().coins.get(tokens[place].text.lower())


def _is_money(tokens: Sequence[Token], place: int, end: int) -> bool:
    """True if money is meant: 六角扳手 is a tool, and 三毛 without a comparator may be anything."""
    if tokens[end].text.isascii() or tokens[end].text[-1] in _MONEY:
        return True
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    if behind is not None and behind.text in (*_MONEY, _ONE) and not behind.gap:
        return True
    if behind is not None and behind.text >= "\u3400" and not behind.has(*_BEHIND):
        return False
    if tokens[end].text != _SHAPE and (behind is None or behind.has("break", "filler")):
        return True
    beside = [*tokens[max(0, place - 2) : place], *tokens[end + 1 : end + 3]]
    return any(token.has(*_AROUND) for token in beside) or (place > 0 and tokens[place - 1].has("unit"))


def parts(tokens: Sequence[Token], end: int) -> float:
    """The decimals after the unit before `end`: 0.5 for 1米5 and 3 yuan 50, 0 for 3 yuan 50 pairs."""
    unit, number = tokens[end - 1].text, tokens[end] if end < len(tokens) else None
    digits = _WHOLE.get(unit.lower(), ())
    if number is None or len(number.text) not in digits or not (number.text.isascii() and number.text.isdigit()) or number.gap == (unit >= "\u3400"):
        return 0
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    ends = behind is None or (behind.has(*_ENDS) and not behind.has("unit", "measure"))
    return int(number.text) / 10 ** len(number.text) if ends else 0


def _is_per_piece(tokens: Sequence[Token], place: int) -> bool:
    """True if 一 starts "per piece": 5毛一抽. 八毛一的 and 八毛一以内 are 0.81."""
    behind = tokens[place + 1] if place + 1 < len(tokens) and tokens[place].text == _ONE and not tokens[place].gap else None
    return behind is not None and behind.text >= "\u3400" and not behind.gap and not behind.has(*_BEHIND)


def _digit(tokens: Sequence[Token], place: int) -> float:
    """A digit without a unit of its own: the 五 of 八毛五. 0 if there is none."""
    number: Numeral | None = tokens[place].value("number") if place < len(tokens) and not tokens[place].gap else None
    counted = place + 1 < len(tokens) and tokens[place + 1].has("unit", "measure")
    return number.low if number is not None and number.low == number.high and _LEAST < number.low < 10 and not counted else 0
