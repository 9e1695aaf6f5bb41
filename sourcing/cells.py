"""What a cell says: so many pieces, an amount of money, several conditions."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

from ..language.amounts import Amount, amounts
from ..language.bounds import stated
from ..language.units import units
from .words import is_one, pattern

Fault = Literal["", "missing", "negative", "zero", "fraction", "range", "words", "measure", "large"]
_SENTENCES = re.compile(r"(?<=[!?。！？；;\n])\s*|(?<=\.)\s+")
MOST = 10**9
"""Pieces: no order that anybody means is as large."""
_UNIT = re.compile(r"[（(\[【]\s*([^）)\]】]{1,12})\s*[）)\]】]")
_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[,，]\d{2,3})*[,，]\d{3}|\d+)(?:\.\d+)?(?:e[+]?\d+)?", re.IGNORECASE)
_MINUS = re.compile(r"^([^\w]*)[-−–]\s*(?=[^\w]*\d)")
"""A minus with nothing before it; between two numbers it is a range."""
_BRACKETED = re.compile(r"([^\w(（]*)[(（]\s*([^\w(（)）]*\d[\d.,，]*)\s*[)）]")
"""An amount in brackets alone, as books write one below nothing."""
_BLANKS = re.compile(r"(?<![\d.,，])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])")
"""Thousands that blanks part: 10 000."""
_COMMA = re.compile(r"(?<![\d.,，])(\d+),(\d{1,2})(?![\d,，])")
"""A comma that parts decimals: 1,50."""
_DOZENS = re.compile(r"打|dozens?", re.IGNORECASE)
_MEASURES = ("weight", "mass", "volume", "length", "area", "money")


class Counted(NamedTuple):
    """`fault` says why it is no number of goods."""

    number: int | None
    unit: str = ""
    fault: Fault = ""


def counted(written: int | float | str | None, unit: str = "") -> Counted:
    """A quantity as it was written: 50, "50个", "2箱", "1,000 pcs"; `unit` is that of its own column or head."""
    if isinstance(written, str) and is_one("nothing", written):
        written = None
    if written is None:
        return Counted(None, unit, "missing")
    if isinstance(written, (int, float)):
        return _held(Decimal(str(written)) if math.isfinite(written) else None, unit)
    text, below = _signless(written)
    if _NUMBER.fullmatch(text):
        number = _decimal(text)
        return _held(-number if below and number is not None else number, unit)
    found = amounts(text)
    if not found:
        return Counted(None, unit, "words")
    one = found[0]
    if len(found) > 1 or one.vague or _digits_left(text, one, found):
        return Counted(None, unit, "range")
    if below:
        return Counted(None, unit, "negative")
    own = one.unit or _rest(text, one.start, one.end)
    if one.kind in _MEASURES or _measure(own):
        return Counted(None, own or unit, "measure")
    return _held(Decimal(str(one.low)), "" if _DOZENS.search(one.unit or "") else own or unit)


def _signless(written: str) -> tuple[str, bool]:
    """A number without the marks between its thousands and the minus before it; True where there is one."""
    text = _COMMA.sub(r"\1.\2", _BLANKS.sub(lambda each: re.sub(r"\s", "", each[0]), written.strip()))
    minus = _MINUS.match(text)
    return (text, False) if minus is None else (minus[1] + text[minus.end() :], True)


def _digits_left(text: str, one: Amount, found: Sequence[Amount]) -> bool:
    """Whether there are digits that the amount doesn't hold, as of a unit or another number: 5 x 10. One piece is a price's own."""
    if any(char.isdigit() for char in one.unit) and one.kind == "":
        return True
    taken = [(each.start, each.end) for each in found if each == one or (each.pieces and each.low == each.high == 1)]
    return any(char.isdigit() and not any(start <= place < end for start, end in taken) for place, char in enumerate(text))


def _held(number: Decimal | None, unit: str) -> Counted:
    if number is None:
        return Counted(None, unit, "words")
    if _measure(unit):
        return Counted(None, unit, "measure")
    if number < 0:
        return Counted(None, unit, "negative")
    if number == 0:
        return Counted(None, unit, "zero")
    if number >= MOST:
        return Counted(None, unit, "large")
    if number != number.to_integral_value():
        return Counted(None, unit, "fraction")
    return Counted(int(number), unit)


def _rest(text: str, start: int, end: int) -> str:
    """The word behind a number whose unit nobody knows: "50 个/袋"."""
    behind = text[end:].strip()
    return behind if 0 < len(behind) <= 12 and not text[:start].strip() else ""


def _measure(unit: str) -> bool:
    known = units().get(unit.strip().lower())
    return known is not None and known.kind in _MEASURES


def unit_of_head(head: str) -> str:
    """What stands in a head's brackets: 数量(个)."""
    found = _UNIT.search(head)
    return found[1].strip() if found else ""


def money(written: int | float | str | None) -> tuple[Decimal | None, str]:
    """An amount and its currency ("" where none is named): 80, "¥80", "80元以内", "1万元", of a range its end; (None, "") where it is none, or where
    several are."""
    bracketed = _BRACKETED.fullmatch(written.strip()) if isinstance(written, str) else None
    if written is None or (isinstance(written, str) and bracketed is None and is_one("nothing", written)):
        return None, ""
    if isinstance(written, (int, float)):
        return (Decimal(str(written)), "") if math.isfinite(written) else (None, "")
    text, below = _signless(written) if bracketed is None else (bracketed[1] + bracketed[2], True)
    if _NUMBER.fullmatch(text):
        number = _decimal(text)
        return (-number if below and number is not None else number), ""
    found = [each.amount for each in stated(text)]
    named = [one for one in found if one.currency] or [one for one in found if not one.unit]
    if not named or len(named) > 1 or _digits_left(text, named[0], found):
        return None, ""
    one = named[0]
    return Decimal(f"{-one.high if below else one.high:.15g}"), one.currency or ""


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(re.sub(r"[,，]", "", text).replace("−", "-"))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def sentences(text: str) -> tuple[str, ...]:
    """By their ends; a dot within a number is none."""
    return tuple(filter(None, _SENTENCES.split(text)))


def parts(text: str) -> tuple[str, ...]:
    """The conditions of a cell, each once; a comma within a number parts nothing, and what speaks to a program stays in one piece, to be cut out."""
    guarded = re.sub(r"(?<=\d)[,，](?=\d{3})", "", text)
    pieces = ((each,) if pattern("orders").search(each) else pattern("between").split(each) for each in sentences(guarded))
    found = (each.strip(" 。.") for some in pieces for each in some)
    return tuple(dict.fromkeys(each for each in found if each and not is_one("nothing", each)))
