"""The numbers of a text, each with its unit: 两百来块, "80 quid", 2 TB, 三十厘米, half a dozen, 1米8, "in the forties"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..catalogue.text import normal
from ..understanding.language.atom import Atom, atoms
from ..understanding.language.numerals import Numeral, numeral
from .units import Unit, before, behind, units

_TENTHS = re.compile(r"(\d{1,2}|[一二三四五六七八九])(?!\s?[\d.万千百十]|[个只条件套支把双盒包])")
"""What a number right behind 块 or 米 adds: 29块9, 1米75, 两块五."""
_NONE = Unit("")
_DIGITS = "零一二三四五六七八九"
_COINS = re.compile(r"([\d一二两三四五六七八九])[毛角]钱?")
_HAN = re.compile(r"[零〇一二两三四五六七八九十百千万亿几]+")
_DIMENSIONS = re.compile(r"(?:\s?[x×*]\s?\d+(?:\.\d+)?){1,3}")
_BELOW = re.compile(r"(?:零下|负|\bminus |(?<![\d\w])[-−])$")
_LETTERS = re.compile(r"[a-z]{1,4}(?![a-z\d])")
"""A unit that nobody knows: 400nit, 80D."""
_DECADE = re.compile(r"[a-z]*ies\b|\d*0s\b")


class Amount(NamedTuple):
    """Characters [start, end) of the text. `low` and `high` differ where the number itself is vague (两三百: 200 to 300), `about` where words in it
    say so (十来块), `least` where more will do (200+). `unit` as it is written, `currency` by its code; `pieces`: the unit only counts (个, pcs)."""

    low: float
    high: float
    unit: str = ""
    currency: str | None = None
    pieces: bool = False
    start: int = 0
    end: int = 0
    about: bool = False
    least: bool = False

    @property
    def value(self) -> float:
        """The middle, as a plain number."""
        return plain((self.low + self.high) / 2)

    @property
    def vague(self) -> bool:
        return self.low != self.high

    @property
    def kind(self) -> str:
        """Of its unit: "money", "age", a dimension; "" where it has none or one that nobody knows."""
        return "money" if self.currency else units()[self.unit.lower()].kind if self.unit.lower() in units() else ""


def plain(value: float) -> float:
    """Without a fraction where it has none."""
    value = round(value, 4)
    return int(value) if value.is_integer() else value


def amount(words: str) -> Amount | None:
    """The first number of the words; None where there is none."""
    text = folded(words)
    parts = atoms(text)
    return next((found for place in range(len(parts)) if (found := _read(text, parts, place, alone=True)) is not None), None)


@lru_cache(maxsize=1024)
def amounts(text: str) -> tuple[Amount, ...]:
    """All of them, in the text's order. A digit of a name (A4, M404dn) is none."""
    return tuple(_amounts(folded(text)))


def folded(text: str) -> str:
    """The text in the form in which words are compared, with every character where it was."""
    return "".join(form if len(form := normal(char)) == 1 else char for char in text)


def _amounts(text: str) -> Iterator[Amount]:
    parts, place = atoms(text), 0
    while place < len(parts):
        found = _read(text, parts, place)
        if found is None:
            place += 1
            continue
        yield found
        while place < len(parts) and parts[place].start < found.end:
            place += 1


def _read(text: str, parts: list[Atom], place: int, *, alone: bool = False) -> Amount | None:
    """`alone`: the words are known to be a number."""
    start = parts[place].start
    hundredth = text.startswith("百分之", start)
    number = numeral(parts, place + 3) if hundredth and place + 3 < len(parts) else _half(text, parts, place) or numeral(parts, place)
    if number is None or number.beyond or (not alone and _of_a_name(text, parts, place)):
        return None
    end = parts[number.end - 1].end
    low, high = _decade(text, start, number)
    if hundredth:
        return Amount(low, high, "%", start=start, end=end)
    if text[end - 1] == "k" and low >= 1e6:  # of a colour's temperature
        low, high, end = low / 1000, high / 1000, end - 1
    if (sizes := _DIMENSIONS.match(text, end)) is not None:
        unit = behind().match(text, sizes.end())
        stop = unit.end() if unit else sizes.end()
        return Amount(low, high, text[end:stop].strip(), start=start, end=stop)
    loose = re.compile(r"[来余]|[多几](?![个件条只双套种样款])").match(text, end)
    least = re.compile(r"\s?\+(?!\d)").match(text, loose.end() if loose else end)
    end = (least or loose).end() if least or loose else end  # type: ignore[union-attr]  # one of them is there
    sign = before().search(text, 0, start)
    below = _BELOW.search(text, 0, sign.start() if sign else start)
    unit = behind().match(text, end) or (_LETTERS.match(text, end) if parts[place].digits else None)
    if unit is not None and sign is not None and (units().get(unit[0].strip(' -')) or _NONE).currency is None:
        unit = None
    if not alone and _idle(text, parts, place, number, unit, bool(sign)):
        return None
    word = unit[0].strip() if unit else ""
    word = word if word in units() else word.strip(" -")
    end = unit.end() if unit else end
    if below is not None and (not sign and (word in ("", "度", "c", "°", "°c", "℃", "摄氏度", "degrees") or below[0] in ("零下", "minus "))):
        low, high, start = -high, -low, below.start()
    if sign is not None:
        start, word = sign.start(), word or sign[0].strip()
    known = units().get(word)
    share = known.share if known else 1.0
    low, high = low * share, high * share
    if (word in ("块", "米", "块钱", "寸") or (known and known.currency and not sign)) and (more := _TENTHS.match(text, end)) and low == high and not behind().match(text, more.end()):
        add, whole = more[1], low == int(low)
        if whole and (word == "块" or word == "米"):
            low = high = low + (_DIGITS.index(add) / 10 if add in _DIGITS else int(add) / 10 ** len(add))
            end = more.end()
    if word in ("块", "元") and (coin := _COINS.match(text, end)) is not None:  # 3块5毛
        add = numeral(atoms(coin[1]), 0)
        low, high, end = low + (add.low / 10 if add else 0), high + (add.low / 10 if add else 0), coin.end()
    if text.startswith("半", end) and known is not None and word:
        low, high, end = low + share / 2, high + share / 2, end + 1
    word = "%" if known and known.kind == "tenths" else known.name if known and known.name else word
    if known is not None and known.kind == "tenths" and (more := _TENTHS.match(text, end)):
        low = high = low + (_DIGITS.index(more[1]) if more[1] in _DIGITS else int(more[1]))
        end = more.end()
    pieces = known is not None and known.kind in ("pieces", "count")
    return Amount(
        plain(low), plain(high), word, known.currency if known else None, pieces, start, end, "来" in text[start:end] or (loose is not None and loose[0] == "余"), least is not None
    )


def _half(text: str, parts: list[Atom], place: int) -> Numeral | None:
    """半斤."""
    return Numeral(0.5, 0.5, place + 1, True) if parts[place].key == "半" and behind().match(text, parts[place].end) else None


def _decade(text: str, start: int, number: Numeral) -> tuple[float, float]:
    """The forties are 40 to 50."""
    decade = _DECADE.match(text, start) if number.low == number.high and 20 <= number.low < 100 else None
    return (number.low, number.low + 10) if decade else (number.low, number.high)


def _of_a_name(text: str, parts: list[Atom], place: int) -> bool:
    """Whether it stands in a word: A4, IPX6, v2.1, 千万."""
    here = parts[place]
    if here.key in "零〇一二两三四五六七八九十百千万亿几":
        run = _HAN.match(text, here.start)
        return run is None or not set(run[0]) & set("零〇一二两三四五六七八九十几") or (place > 0 and parts[place - 1].key == "第" and not here.gap)
    if not here.digits or here.gap or place == 0:
        return False
    last = parts[place - 1]
    if last.latin and before().search(text, 0, here.start) is None:
        return True
    return last.key in ".-/_" and place > 1 and not last.gap and (parts[place - 2].latin or (last.key == "." and parts[place - 2].digits))


def _idle(text: str, parts: list[Atom], place: int, number: Numeral, unit: re.Match[str] | None, money: bool) -> bool:
    """Whether it counts nothing: "the second one", 一 in a word, the digits of 316L."""
    if unit is not None or money:
        return False
    first, end = parts[place], parts[number.end - 1].end
    if first.digits:
        return re.compile(r"[a-z]").match(text, end) is not None and not _DECADE.match(text, first.start)
    return number.end - place < 2 and (not first.latin or number.low < 10)
