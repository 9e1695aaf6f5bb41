"""Numbers as buyers write them: 1,000 · 19.9 · 3万5 · 一百五 · 两三百 · 20多 · 1.5k · a hundred and fifty · two dozen."""

from collections.abc import Sequence
from typing import NamedTuple

from ...schema.condition import BEYOND
from .atom import Atom

_LINKS = frozenset(("到", "至", "-", "–", "—", "~", "to"))
_BETWEEN = {"and": "between", "和": "在", "与": "在"}  # counts as a link only after its other half
_SIGNS = frozenset("$¥€£")
_REACH = 3  # atoms between the two halves: a sign, a currency
_TEN_DIGITS = ("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {char: value for value, chars in enumerate(_TEN_DIGITS) for char in chars}
_COUNTED = frozenset("块元件个条套只双")  # 一百来块 is about a hundred
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000, "万": 10_000, "亿": 100_000_000}
_SUFFIX = {"k": 1_000, "w": 10_000, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000, "thousand": 1_000, "million": 1_000_000}
_APART = ("万", "亿", "thousand", "million")  # may follow a space: 100 万件
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SMALL += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_SMALL)} | {word: value * 10 for value, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "dozen": 12, "million": 1_000_000, "grand": 1_000}


class Numeral(NamedTuple):
    """`high` exceeds `low` if the number itself is vague (两三百: 200 to 300). `end` is the index of the next atom."""

    low: float
    high: float
    end: int
    spelled: bool = False

    @property
    def beyond(self) -> bool:
        """True if the number is too large to be meant. It is consumed whole, so that no part of it is read as a number."""
        return self.high >= BEYOND


def numeral(text: Sequence[Atom], start: int) -> Numeral | None:
    """The number that begins at `start`, if any. In a range the first number takes the multiplier of the second: 15到20万."""
    found = _alone(text, start)
    place = second(text, start, found.end) if found and _multiplier(text, found.end) == 1 else None
    other = _alone(text, place) if place is not None else None
    if found is None or other is None or (scale := _multiplier(text, other.end)) == 1:
        return found
    low, high = (_plain(round(shared(value, other.low, scale), 6)) for value in (found.low, found.high))
    return found._replace(low=low, high=high)


def _multiplier(text: Sequence[Atom], end: int) -> int:
    """The multiplier of the number that ends at `end`: 10,000 for 20万, 1,000 for 6k."""
    last = text[end - 1].key
    return _SUFFIX.get(last) or _SCALES.get(last, 1)


def _alone(text: Sequence[Atom], start: int) -> Numeral | None:
    atom = text[start]
    found: Numeral | None
    if atom.digits and _in_scientific_notation(text, start):
        return None
    if atom.digits:
        found = _figures(text, start)
    elif atom.key == "几":
        found = _several(text, start)
    elif atom.key in _DIGITS or atom.key in _POWERS:
        found = _chinese(text, start)
    else:
        found = _english(text, start)
    return _widened(text, found) if found else None


def _in_scientific_notation(text: Sequence[Atom], place: int) -> bool:
    """True if `place` is part of a number like 1e309: neither 1 nor 309 is meant."""
    return any(
        0 < middle < len(text) - 1
        and text[middle].key == "e"
        and text[middle - 1].digits
        and text[middle + 1].digits
        and not text[middle].gap
        and not text[middle + 1].gap
        for middle in (place - 1, place + 1)
    )


def _plain(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _figures(text: Sequence[Atom], start: int) -> Numeral:
    digits, end = text[start].text, start + 1
    while _follows(text, end, ",") and len(text[end + 1].text) == 3 and len(text[start].text) <= 3:
        digits, end = digits + text[end + 1].text, end + 2
    if _follows(text, end, "."):
        digits, end = f"{digits}.{text[end + 1].text}", end + 2
    value = float(digits[:24])
    if (
        end < len(text)
        and (not text[end].gap or text[end].key in _APART)
        and text[end].key in _SUFFIX
        and (text[end].key != "w" or _money_follows(text, end + 1))
    ):
        power, end = _SUFFIX[text[end].key], end + 1
        value = round(value * power, 6)
        if end < len(text) and not text[end].gap and text[end].key in _DIGITS | _POWERS.keys() | {text[end].key if text[end].digits else ""}:
            rest = numeral(text, end)
            if rest is not None and rest.low < power:
                tail = rest.low * power / 10 if rest.low < 10 and rest.end == end + 1 else rest.low
                value, end = value + tail, rest.end
    return Numeral(_plain(value), _plain(value), end)


def _money_follows(text: Sequence[Atom], place: int) -> bool:
    """2w元 is 20,000; 500w is a wattage."""
    return place < len(text) and text[place].key in ("元", "块", "以", "左", "预")


def _follows(text: Sequence[Atom], place: int, sign: str) -> bool:
    """True if `sign` and more digits follow at `place` without a gap."""
    return place + 1 < len(text) and text[place].key == sign and text[place + 1].digits and not text[place].gap and not text[place + 1].gap


def _chinese(text: Sequence[Atom], start: int) -> Numeral | None:
    end = start
    while end < len(text) and (text[end].key in _DIGITS or text[end].key in _POWERS) and (end == start or not text[end].gap):
        end += 1
    chars = "".join(atom.key for atom in text[start:end])
    if end + 1 < len(text) and text[end].key == "点" and text[end + 1].key in _DIGITS and all(char in _DIGITS for char in chars):
        return Numeral(_DIGITS[chars[-1]] + _DIGITS[text[end + 1].key] / 10, _DIGITS[chars[-1]] + _DIGITS[text[end + 1].key] / 10, end + 2, True)
    if len(chars) == 2 and all(char in _DIGITS for char in chars) and 0 < _DIGITS[chars[0]] == _DIGITS[chars[1]] - 1:
        return Numeral(_DIGITS[chars[0]], _DIGITS[chars[1]], end, True)  # 三四个 are three or four
    if len(chars) > 2 and chars[-3] in _POWERS and all(char in _DIGITS for char in chars[-2:]) and 0 < _DIGITS[chars[-2]] == _DIGITS[chars[-1]] - 1:
        return Numeral(_chinese_value(chars[:-1], 0), _chinese_value(chars[:-2] + chars[-1], 0), end, True)  # 二十二三度 are 22 or 23
    low, high = _chinese_value(chars, 0), _chinese_value(chars, 1)
    if chars.startswith("十") and end < len(text) and text[end].key == "几":
        return Numeral(10, 20, end + 1, True)
    return Numeral(low, max(low, high), end, True)


def _several(text: Sequence[Atom], start: int) -> Numeral | None:
    """几十 is 20 to 100, 几百 200 to 1,000; 几 alone is a question."""
    power = _POWERS.get(text[start + 1].key) if start + 1 < len(text) and not text[start + 1].gap else None
    return Numeral(2 * power, 10 * power, start + 2, True) if power else None


def _chinese_value(chars: str, pick: int) -> float:
    """The value of a run of Chinese numerals. Of two digits before a power (两三百), `pick` 0 reads the first and 1 the second."""
    total = section = digit = 0
    power = last = 1
    for place, char in enumerate(chars):
        if char in _DIGITS:
            beside = place + 1 < len(chars) and chars[place + 1] in _DIGITS and place + 2 < len(chars) and chars[place + 2] in _POWERS
            if place and chars[place - 1] in _DIGITS and chars[place - 1] not in "零〇":
                digit = (_DIGITS[char] if pick else digit) if place + 1 < len(chars) and chars[place + 1] in _POWERS else digit * 10 + _DIGITS[char]
            else:
                digit = _DIGITS[char]
            last = 1 if beside else last
        else:
            power = _POWERS[char]
            if power >= 10_000:
                total, section = (total + section + digit or 1) * power, 0
            else:
                section += (digit or 1) * power
            digit, last = 0, power
    if digit and last > 10 and chars[-1] in _DIGITS and len(chars) > 1 and chars[-2] in _POWERS:
        digit = digit * last // 10  # 一百五 is 150, 一万二 is 12,000
    return total + section + digit


def _english(text: Sequence[Atom], start: int) -> Numeral | None:
    total, value, end, seen = 0.0, 0.0, start, False
    while end < len(text):
        key = text[end].key
        if key in _WORDS:
            before = _added_to(text, end, value) if seen else 0.0
            if before is None:
                end -= text[end - 1].key == "-"
                break
            value, seen = before + _WORDS[key], True
        elif key in _SCALES and (seen or end > start):
            value, seen = (value or 1) * _SCALES[key], True
            if _SCALES[key] >= 1_000:
                total, value = total + value, 0.0
        elif not (
            (key in ("a", "half") and not seen and end - start < 2 and _scale_at(text, end + 1))
            or (key == "and" and seen and _ends_number(text, end + 1) and text[end - 1].key in _SCALES)
            or (key == "-" and seen and end + 1 < len(text) and text[end + 1].key in _WORDS)
        ):
            break
        end += 1
    if not seen:
        return None
    half = 0.5 if text[start].key == "half" else 1
    value = _plain((total + value) * half)
    return Numeral(value, value, end, True)


def _added_to(text: Sequence[Atom], place: int, value: float) -> float | None:
    """The value to which a small number is added: twenty five, two hundred five, two fifty (250). None for two separate numbers ("two three")."""
    last, said = text[place - 1].key, _WORDS[text[place].key]
    last = text[place - 2].key if last == "-" else last
    if last not in _WORDS or (_WORDS[last] >= 20 and said < 10):
        return value
    return value * 100 if value == _WORDS[last] < 20 <= said and value else None


def _ends_number(text: Sequence[Atom], place: int) -> bool:
    """True if a small number stands at `place` and nothing multiplies it: "and fifty", not "and three hundred"."""
    if place >= len(text) or text[place].key not in _WORDS:
        return False
    return place + 1 >= len(text) or text[place + 1].key not in _SCALES


def _scale_at(text: Sequence[Atom], place: int) -> bool:
    skip = place + 1 if place < len(text) and text[place].key == "a" else place
    return skip < len(text) and text[skip].key in _SCALES


def _widened(text: Sequence[Atom], found: Numeral) -> Numeral:
    """Widen the number by a word for "odd": 20多 is 20 to 30, 一百多 100 to 200, 40-something 40 to 50."""
    if found.end + 1 < len(text) and text[found.end].key == "来" and text[found.end + 1].key in _COUNTED:
        return found._replace(end=found.end + 1)
    place = found.end + (found.end < len(text) and text[found.end].key == "-")
    if place < len(text) and text[place].key in ("something", "odd"):
        found = found._replace(end=place)
    if (
        found.end >= len(text)
        or text[found.end].key not in ("多", "几", "something", "odd")
        or found.low != found.high
        or found.low < 10
        or found.low % 10
    ):
        return found
    place = 10
    while found.low % (place * 10) == 0:
        place *= 10
    return Numeral(found.low, found.low + place, found.end + 1, found.spelled)


def second(text: Sequence[Atom], start: int, end: int) -> int | None:
    """The index where the second number of a range begins, if the number from `start` to `end` is the first; None if no range is written."""
    if end + 1 >= len(text) or (start and text[start - 1].latin and not text[start].gap) or not _links(text, start, end):
        return None
    place = end + 1 + (text[end + 1].key in _SIGNS)
    return place if place < len(text) else None


def _links(text: Sequence[Atom], start: int, end: int) -> bool:
    link = text[end].key
    return link in _LINKS or (link in _BETWEEN and any(atom.key == _BETWEEN[link] for atom in text[max(start - _REACH, 0) : start]))


def shared(value: float, other: float, scale: float) -> float:
    """`value`, the lower end, times `scale` if that stays below `other`: 15 of "15 to 200,000" becomes 150,000; 500 of "500 to 10,000" stays."""
    return value * scale if value * scale < other else value
