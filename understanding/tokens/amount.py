"""Amounts: a number with a unit on either side ($20, 20元, 9块9, 两三百块)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..language.lexicon import lexicon
from ..language.numerals import Numeral
from ..language.phrases import Meaning
from .token import Token

_WHOLE = dict.fromkeys(("米", "块", "元"), (1, 2)) | dict.fromkeys(("yuan", "kuai", "rmb", "dollar", "dollars", "euro", "euros"), (2,))
"""Units with decimals written after them -> the number of digits allowed."""
_ENDS = ("break", "bound_after", "filler", "tail", "each", "accept", "category", "head", "measured")
_SIGNS = ("-", "−", "–")
_BELOW = ("minus", "零下", "负")


@dataclass(frozen=True, slots=True)
class Amount:
    """`high` exceeds `low` if the number is vague; `unit` is a code of words/units.yaml."""

    low: float
    high: float
    unit: str | None = None
    spelled: bool = False

    @property
    def dimension(self) -> str | None:
        return lexicon().dimensions.get(self.unit) if self.unit else None

    @property
    def money(self) -> bool:
        return self.dimension == "money"


def with_amounts(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens with each number and its unit joined."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        if (end := _negative_money(tokens, place)) is not None:
            found.append(Token(text[tokens[place].start : tokens[end - 1].end], tokens[place].start, tokens[end - 1].end, (), tokens[place].gap))
            place = end
            continue
        if tokens[place].has("beyond"):
            end = place + 1 + (place + 1 < len(tokens) and tokens[place + 1].has("unit"))
            found.append(replace(tokens[place], text=text[tokens[place].start : tokens[end - 1].end], end=tokens[end - 1].end))
            place = end
            continue
        end, amount = _negative_temperature(tokens, place) or _amount(tokens, place)
        if amount is None:
            found.append(tokens[place])
        else:
            first, last = tokens[place], tokens[end - 1]
            kept = tuple(meaning for meaning in first.meanings if meaning.kind not in ("number", "unit")) if end == place + 1 else ()
            found.append(Token(text[first.start : last.end], first.start, last.end, (Meaning("amount", amount), *kept), first.gap))
        place = max(end, place + 1)
    return found


def _negative_temperature(tokens: Sequence[Token], place: int) -> tuple[int, Amount] | None:
    """A negative temperature (-10 degrees, 零下10度); None where the sign is a range's dash."""
    word, sign = tokens[place].text.lower(), tokens[place].text in _SIGNS
    if not (sign or word in _BELOW) or place + 1 >= len(tokens) or (sign and (tokens[place + 1].gap or (place and not _apart(tokens, place)))):
        return None
    end, amount = _amount(tokens, place + 1)
    bare = sign and amount is not None and amount.unit is None and place > 0 and tokens[place].gap  # "of -5 or lower"
    if amount is None or (amount.dimension != "temperature" and not bare):
        return None
    return end, replace(amount, low=-amount.high, high=-amount.low)


def _negative_money(tokens: Sequence[Token], place: int) -> int | None:
    """The end of a negative sum of money (-5元), which is consumed whole, since 5 was not written."""
    if tokens[place].text not in _SIGNS or place + 1 >= len(tokens) or tokens[place + 1].gap or (place and not _apart(tokens, place)):
        return None
    end, amount = _amount(tokens, place + 1)
    return end if amount is not None and amount.money else None


def _apart(tokens: Sequence[Token], place: int) -> bool:
    return not tokens[place - 1].has("number", "unit") and (
        tokens[place].gap or tokens[place - 1].text[-1:] >= "\u3400" or tokens[place - 1].has("break")
    )


def _amount(tokens: Sequence[Token], place: int) -> tuple[int, Amount | None]:
    if (whole := _whole(tokens, place)) is not None:
        return whole
    before = _money(tokens[place])
    start = place + 1 if before and place + 1 < len(tokens) else place
    number: Numeral | None = tokens[start].value("number")
    if number is None or (start > place and tokens[start].has("unit")):
        return place, None
    end = start + 1
    end += _hyphened(tokens, end)
    unit = before
    after = tokens[end].value("unit") if end < len(tokens) else None
    if (
        after
        and not (_is_lone_letter(tokens[end]) and end + 1 < len(tokens) and not tokens[end + 1].meanings and tokens[end + 1].text.isascii())
        and not _is_set(tokens, end)
        and not _is_one_in(tokens, end)
    ):
        unit, end = str(after) if before is None or lexicon().dimensions.get(str(after)) == "money" else before, end + 1
    if unit == "成" and end < len(tokens) and not tokens[end].gap and (half := tokens[end].value("number")) is not None and half.high < 10:
        number, end = number._replace(low=number.low + half.low / 10, high=number.high + half.high / 10), end + 1  # 三成五 is 35%
    if unit is None and _is_rating(tokens, end, number):
        unit, end = "star", end + 2
    scale = lexicon().dozens.get(unit or "", 1)
    unit = "pcs" if scale > 1 else unit
    low, high = number.low * scale, number.high * scale
    if unit and low == high == int(low) and end > start + 1 and (more := parts(tokens, end)):
        low, high, end = low + more, high + more, end + 1
    return end, Amount(low, high, unit, number.spelled)


def _whole(tokens: Sequence[Token], place: int) -> tuple[int, Amount] | None:
    """A word or phrase that is number and unit: 双人, "within a week"."""
    said = tokens[place].value("said_amount")
    if said is not None:
        return place + 1, Amount(said[0], said[0], said[1])
    unit = tokens[place + 1].value("unit") if place + 1 < len(tokens) and tokens[place].text.lower() in ("a", "an", "one") else None
    return (place + 2, Amount(1, 1, str(unit))) if unit and lexicon().dimensions.get(str(unit)) == "time" else None


def _is_rating(tokens: Sequence[Token], end: int, number: Numeral) -> bool:
    """True if "/5" follows: 4.8/5 is a rating."""
    if end + 1 >= len(tokens) or tokens[end].text != "/" or tokens[end].gap or tokens[end + 1].gap:
        return False
    return tokens[end + 1].text == "5" and number.low <= 5


def _money(token: Token) -> str | None:
    unit = token.value("unit")
    return str(unit) if unit and lexicon().dimensions.get(str(unit)) == "money" else None


def _hyphened(tokens: Sequence[Token], end: int) -> bool:
    """True for a hyphen between number and unit: 4-person, 20-inch."""
    if end + 1 >= len(tokens) or tokens[end].text != "-":
        return False
    return not tokens[end].gap and not tokens[end + 1].gap and tokens[end + 1].has("unit") and _money(tokens[end + 1]) is None


def _is_lone_letter(token: Token) -> bool:
    """True for a single letter that stands apart: "300 g" is a weight unless an unknown word follows, as in "3 M tape"."""
    return token.gap and len(token.text) == 1 and token.text.isascii() and token.text.isalpha()


def _is_one_in(tokens: Sequence[Token], place: int) -> bool:
    """True for "one in": in "the first one in the list" it is no inch."""
    return tokens[place - 1].has("one") and tokens[place].text.lower() == "in"


def _is_set(tokens: Sequence[Token], place: int) -> bool:
    """True for a set: 4件套 is a kind of product, not four pieces."""
    return place + 1 < len(tokens) and tokens[place + 1].text[:1] in "套装" and tokens[place].text in ("件", "个")


def parts(tokens: Sequence[Token], end: int) -> float:
    """The decimals after the unit before `end`: 0.5 for 1米5 and 3 yuan 50, 0 for 3 yuan 50 pairs."""
    unit, number = tokens[end - 1].text, tokens[end] if end < len(tokens) else None
    digits = _WHOLE.get(unit.lower(), ())
    if number is None or len(number.text) not in digits or not (number.text.isascii() and number.text.isdigit()) or number.gap == (unit >= "\u3400"):
        return 0
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    ends = behind is None or (behind.has(*_ENDS) and not behind.has("unit", "measure"))
    return int(number.text) / 10 ** len(number.text) if ends else 0
