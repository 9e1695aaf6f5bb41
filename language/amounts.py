"""Numbers in a text with their units: 两百来块, "80 quid", 2 TB, 三十厘米, half a dozen, 1米8, "in the forties"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..catalogue.text import normal
from ..understanding.language.atom import Atom, atoms
from ..understanding.language.numerals import Numeral, numeral
from .units import Unit, before, behind, units

_TAIL = re.compile(r"(\d{1,2})(?!\s?[\d.万千百十]|[个只条件套支把双盒包])|([零一二三四五六七八九]{1,2})(?=[的以之左上起封钱乘长宽高深厚]|[^\w]|$)")
"""Decimals after 块 or 米: 29块9, 1米75, 两块五."""
_INCHES = re.compile(r"\s?(1[01]|\d)(?:\s?(?:in|inch|inches|\"|″))?(?![\w.%$€£¥-]|\s?(?:x|×|to|or|of)\b)")
"""Inches after feet: 5 ft 4."""
_SIZE = re.compile(r"x{1,4}[ls](?![a-z\d])")
"""A clothing size: 3XL."""
_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATES = re.compile(
    rf"[\d一二三四五六七八九十]{{1,3}}月份?[\d一二三四五六七八九十]{{1,3}}[日号]?|(?<!\d)\d{{1,2}}:\d\d(?!\d)|\b\d{{1,2}}\s?[ap]\.?m\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS})\b(?!\s(?:be|have|need|not|also)\b)|\b(?:{_MONTHS})\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?(?:%|[a-z]+\s))"
)
"""Dates and times, which count nothing."""
_NONE = Unit("")
_DIGITS = "零一二三四五六七八九"
_COINS = re.compile(r"([\d一二两三四五六七八九])[毛角]钱?")
_HAN = re.compile(r"[零〇一二两三四五六七八九十百千万亿几]+")
_LENGTHS = r"(?:\s?(?:mm|cm|m|ft|feet|in|inch|inches|毫米|厘米|公分|米)(?![a-z]))?"
_DIMENSIONS = re.compile(rf"(?:{_LENGTHS}(?:\s?[x×*乘]\s?|\sby\s)\d+(?:\.\d+)?){{1,3}}")
_HALF_MORE = re.compile(r"\sand\s(?:a\s)?half\b")
_GRAND = re.compile(r"\s?grand\b")
_COMMA = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+),(\d\d)(?!\d)"  # 1.200,50
    r"|(?<![\d.,])(\d{1,3}),(\d\d?)(?=\s?(?:€|\$|£|eur|euros?|usd|gbp|kg|g|mm|cm|m|l|ml)(?![a-z]))"  # 3,20 EUR
    r"|(?<=[€$£])(\d{1,3}),(\d\d?)(?![\d,])"
)
"""Decimal commas."""
_LOOSE = re.compile(r"[来余]|[多几](?![个件条只双套种样款])")
_PLUS = re.compile(r"\s?\+(?!\d)")
_GLUED = re.compile(r"(?!ish|max|min|pp|up|ea)[a-z]")
_TOGETHER = re.compile(r"(?<=[加在凑放合拼搭装])一块(?![\d一二三四五六七八九半钱多])|一块儿")
"""What is no sum of money: 跟锅加一块."""
_WHOLE = ("块", "米")
"""Units with decimals after them."""
_BELOW = re.compile(r"(?:零下|负|\bminus |(?<![\d\w])[-−])$")
_FREEZING = "零下"
"""What is below zero is a temperature."""
_LETTERS = re.compile(r"(?!ish|max|min|ea|pp|up|odd|st|nd|rd|th|x|s)[a-z]{1,4}(?![a-z\d])")
"""An unknown unit: 400nit, 80D."""
_DECADE = re.compile(r"[a-z]*ies\b|\d*0s\b")


class Amount(NamedTuple):
    """A number at characters [start, end) of the text. `low` and `high` differ if it is vague (两三百: 200 to 300); `about`: a word says so (十来块);
    `least`: more is fine (200+); `unit`: as written; `currency`: its code; `pieces`: the unit only counts (个, pcs)."""

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
        """The midpoint of `low` and `high`."""
        return plain((self.low + self.high) / 2)

    @property
    def vague(self) -> bool:
        return self.low != self.high

    @property
    def kind(self) -> str:
        """ "money", "age" or a dimension, by the unit; "" without a known unit."""
        return "money" if self.currency else _known(self.unit.lower()).kind


def plain(value: float) -> float:
    """`value` as int if it is whole."""
    value = round(float(value), 4)
    return int(value) if value.is_integer() else value


def amount(words: str) -> Amount | None:
    """The first number in the words; None if there is none."""
    text = folded(words)
    if _DATES.fullmatch(text.strip()):
        return None
    parts = atoms(text)
    return next((found for place in range(len(parts)) if (found := _read(text, parts, place, alone=True)) is not None), None)


class _Forms(dict[int, str]):
    """Character code -> the character that it is compared as."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        form = normal(char)
        self[code] = found = form if len(form) == 1 else "'" if char == "’" else char
        return found


_FORMS = _Forms()


@lru_cache(maxsize=1024)
def amounts(text: str) -> tuple[Amount, ...]:
    """All numbers in order. A digit in a name (A4, M404dn) is none."""
    return tuple(_amounts(folded(text)))


def folded(text: str) -> str:
    """The text in the form used for comparison, with all characters at their positions."""
    return _COMMA.sub(lambda found: found[0].replace(".", " ").replace(",", ".").replace(" ", ","), text.translate(_FORMS))


def _amounts(text: str) -> Iterator[Amount]:
    parts, place, end = atoms(text), 0, -1
    dates = [match.span() for each in (_DATES, _TOGETHER) for match in each.finditer(text)]
    while place < len(parts):
        dated = any(first <= parts[place].start < last for first, last in dates)
        found = None if dated else _read(text, parts, place)
        if found is None:
            place += 1
            continue
        if not (found.pieces and found.start == end and text[found.start] == "一"):  # 200一对 is a price per pair
            yield found
        end = found.end
        while place < len(parts) and parts[place].start < found.end:
            place += 1


def _read(text: str, parts: list[Atom], place: int, *, alone: bool = False) -> Amount | None:
    """The number that begins at the atom. `alone`: the words are nothing but a number."""
    start, hundredth = parts[place].start, text.startswith("百分之", parts[place].start)
    number = numeral(parts, place + 3) if hundredth and place + 3 < len(parts) else _half(text, parts, place) or numeral(parts, place)
    if number is None or number.beyond or text.startswith(_FREEZING, start) or (not alone and _in_word(text, parts, place)):
        return None
    if _SIZE.match(text, parts[number.end - 1].end):
        return None
    found = _bare(text, start, parts[number.end - 1].end, number)
    if hundredth:
        return found._replace(unit="%")
    if (sizes := _DIMENSIONS.match(text, found.end)) is not None:
        return _as_size(text, found, sizes.end())
    found = _with_looseness(text, found)
    sign = before().search(text, 0, start)
    unit = behind().match(text, found.end) or (_LETTERS.match(text, found.end) if parts[place].digits else None)
    word = _word(unit[0]) if unit is not None else ""
    if sign is not None and _known(word).currency is None:
        unit, word = None, sign[0].strip()
    if not alone and unit is None and sign is None and _counts_nothing(text, parts, place, number):
        return None
    found = found._replace(unit=word, start=sign.start() if sign else start, end=unit.end() if unit else found.end)
    return _counted(_negative(text, found) if sign is None else found, text)


def _bare(text: str, start: int, end: int, number: Numeral) -> Amount:
    """The numeral itself. k of a colour temperature is no thousand, and w of 60w no 万."""
    low, high, last = number.low, number.high, text[end - 1]
    if _DECADE.match(text, start) and low == high and 20 <= low < 100:  # the forties are 40 to 50
        high = low + 10
    for letter, scale, most in (("k", 1e3, 1e6), ("w", 1e4, 1e5)):
        if last == letter and low >= most and text[end : end + 1] not in ("元", "块"):
            low, high, end = low / scale, high / scale, end - 1
    if (grand := _GRAND.match(text, end)) is not None:
        low, high, end = low * 1e3, high * 1e3, grand.end()
    if (half := _HALF_MORE.match(text, end)) is not None:
        low, high, end = low + 0.5, high + 0.5, half.end()
    return Amount(plain(low), plain(high), start=start, end=end)


def _as_size(text: str, found: Amount, end: int) -> Amount:
    """A size by its sides (60x90cm): everything after the first number is its unit."""
    unit = behind().match(text, end)
    end = unit.end() if unit else end
    return found._replace(unit=text[found.end : end].strip(), end=end)


def _with_looseness(text: str, found: Amount) -> Amount:
    """The number with 来, 多 or + after it."""
    loose = _LOOSE.match(text, found.end)
    least = _PLUS.match(text, loose.end() if loose else found.end)
    end = least.end() if least else loose.end() if loose else found.end
    about = "来" in text[found.start : end] or (loose is not None and loose[0] == "余")
    return found._replace(end=end, about=about, least=least is not None)


def _negative(text: str, found: Amount) -> Amount:
    """A negative number: 零下5度, -5 °C."""
    below = _BELOW.search(text, 0, found.start)
    if below is None or (below[0] in "-−" and _known(found.unit).kind not in ("", "temperature")):
        return found
    unit = found.unit or ("°c" if below[0] == _FREEZING else "")
    return found._replace(low=-found.high, high=-found.low, start=below.start(), unit=unit)


def _counted(found: Amount, text: str) -> Amount:
    """The number in its unit, with the decimals after that: 29块9, 1米75, 3块5毛, 三成五, 一年半."""
    known, add, end = _known(found.unit), 0.0, found.end
    tail = _TAIL.match(text, end) if known.kind == "tenths" or found.unit in _WHOLE else None
    if found.unit in ("块", "元") and (coin := _COINS.match(text, end)) is not None:
        add, end = _digits(coin[1]) / 10, coin.end()
    elif tail is not None and found.low == found.high == int(found.low) and not text.startswith(found.unit, tail.end()):
        said = tail[1] or tail[2]
        add, end = _digits(said) / 10 ** len(said), tail.end()
    elif (known.name or found.unit) in ("ft", "feet") and (inches := _INCHES.match(text, end)) is not None:
        add, end = int(inches[1]) / 12, inches.end()
    elif text.startswith("半", end) and known.kind:
        add, end = 0.5, end + 1
    low, high = (plain((number + add) * known.share) for number in (found.low, found.high))
    unit = "%" if known.kind == "tenths" else known.name or found.unit
    return found._replace(low=low, high=high, unit=unit, currency=known.currency, pieces=known.kind in ("pieces", "count"), end=end)


def _digits(said: str) -> int:
    return int("".join(str(_DIGITS.index(each)) if each in _DIGITS else "2" if each == "两" else each for each in said))


def _word(unit: str) -> str:
    """The unit as the table writes it."""
    said = unit.strip()
    return said if said in units() else said.strip(" -")


def _known(word: str) -> Unit:
    return units().get(word, _NONE)


def _half(text: str, parts: list[Atom], place: int) -> Numeral | None:
    """0.5 for 半斤."""
    return Numeral(0.5, 0.5, place + 1, True) if parts[place].key == "半" and behind().match(text, parts[place].end) else None


def _in_word(text: str, parts: list[Atom], place: int) -> bool:
    """True if the number is part of a word: A4, IPX6, v2.1, 千万."""
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


def _counts_nothing(text: str, parts: list[Atom], place: int, number: Numeral) -> bool:
    """True if the number counts nothing: "the second one", 一 in a word, the digits of 316L."""
    first, end = parts[place], parts[number.end - 1].end
    if first.digits:
        return _GLUED.match(text, end) is not None and not _DECADE.match(text, first.start)
    return number.end - place < 2 and (not first.latin or number.low < 10)
