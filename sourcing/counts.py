"""How many of its goods a clause of a purchase list asks for: of all its numbers the one that counts them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..language.amounts import Amount
from ..language.bounds import Stated, stated
from .words import is_one, pattern

_TIMES = re.compile(r"(?<![\w.])[xX×*]\s?(\d{1,7})(?![\w.]|\s?[x×*])|^(\d{1,7})\s?[x×](?=\s)")
_SMALL = re.compile(
    r"\b(?P<number>one|two|three|four|five|six|seven|eight|nine|ten)\s+(?!dozen|hundred|thousand|of )(?=(?:[\w/.'-]+\s+){0,3}[a-z'-]+s\b)"
    r"|^(?P<first>one|two|three|four|five|six|seven|eight|nine|ten)\b(?=\s+(?!dozen|hundred|thousand)[a-z\d]|$)",
    re.IGNORECASE,
)
_SMALL_NUMBERS = {name: number for number, name in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)}
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_NAME = re.compile(r"(?:^|[\s,，(])(?=\S*[A-Z])[A-Z][\w./-]*\s$")
"""A word with a capital right before a number, which is then a part of its name: LGA 775, Windows 10."""
_ATTRIBUTE = re.compile(r"[一每/]\s*[桶盒包箱袋瓶卷套]的?|[桶盒包箱袋瓶卷套]?的(?=\s*\w)|[\u4e00-\u9fff]{0,2}装")
"""What a number is of a kind of goods: 12支装, 500张的纸盒."""
_WORD = re.compile(r"[^\W\d_]{2,}|[\u4e00-\u9fff]")


MARKED, SURE = 6, 4
"""How sure a number is that has a mark of its own (x12), and one with a unit that only counts."""


class Count(NamedTuple):
    """A number of goods at characters [start, end) of a clause, with its marks; `unit` as written, "" for a bare number. `sure` is higher for what
    can hardly be anything else."""

    number: int
    unit: str
    start: int
    end: int
    sure: int


def counts(clause: str) -> tuple[Count, ...]:
    """What in a clause may be its number of goods, in order; without numbers in brackets, of names, of money, of measures, and bounds of a field."""
    if _WORD.search(_BRACKETS.sub("", clause)):
        clause = _BRACKETS.sub(lambda each: " " * len(each[0]), clause)
    marked = [_marked(found) for found in _TIMES.finditer(clause)]
    found = [*marked, *_spoken(clause)]
    taken = [(each.start, each.end) for each in found]
    names = [each.span() for each in pattern("named_by_number").finditer(clause)]
    for said in stated(clause):
        one = said.amount
        at = next((one.start for start, end in (*names, *taken) if start <= one.start < end), None)
        if at is None and one.low == one.high >= 1 and float(one.low).is_integer() and (count := _count(clause, said)) is not None:
            found.append(count)
    return tuple(sorted(found, key=lambda each: each.start))


def count_of(clause: str) -> Count | None:
    """The one that is most likely meant: of several alike the first."""
    return max(counts(clause), key=lambda each: each.sure, default=None)


def count_behind(clause: str) -> Count | None:
    """A bare number at the end of a clause that changes one: the quantity of the bottles to 80."""
    ends = [each.amount for each in stated(clause) if not clause[each.amount.end :].strip()]
    return next(
        (Count(int(one.low), "", one.start, one.end, 1) for one in ends if not one.unit and float(one.low).is_integer() and one.low >= 1), None
    )


def _marked(found: re.Match[str]) -> Count:
    return Count(int(found[1] or found[2]), "", found.start(), found.end(), MARKED)


def _spoken(clause: str) -> Iterator[Count]:
    """Small numbers in words before a noun, which in a sentence count nothing; just the one."""
    small = _SMALL.search(clause)
    if small is not None and pattern("named_by_number").match(clause, small.start()) is None:
        name = small["number"] or small["first"]
        if pattern("no_count_before").search(clause[: small.start()]) is None:
            yield Count(_SMALL_NUMBERS[name.lower()], "", small.start(), small.start() + len(name), 3 if small.start() == 0 else 1)
    for found in pattern("only_one").finditer(clause):
        yield Count(1, "", found.start(), found.end(), SURE)


def _count(clause: str, said: Stated) -> Count | None:
    """As what a number counts goods, if it can: with a unit that only counts, with a word of Chinese that does, or bare."""
    one = said.amount
    before, behind = clause[: one.start], clause[one.end :]
    if behind.startswith(("-", "–")) and behind[1:2].isalpha():  # 16-port
        return None
    bounded = said.op in ("<", "<=", ">", ">=", "between")
    if one.pieces:
        attribute = _ATTRIBUTE.match(behind) is not None or ("-" in clause[one.start : one.end] and one.unit.isascii())
        price = one.low == 1 and any(each.amount.currency for each in stated(clause))
        return None if price else Count(int(one.low), one.unit, one.start, one.end, 5 - 2 * bounded - 2 * attribute)
    if bounded:
        return None
    spent = said.share != "" or not _ends(behind) or _WORD.search(before) is None or pattern("money").search(before) is not None
    if pattern("counters").fullmatch(one.unit) is not None and (one.currency is None or not spent):
        return Count(int(one.low), one.unit, one.start, one.end, SURE)
    if one.currency or (one.unit and not _before_a_brand(clause, one)):
        return None
    if not one.unit and behind and pattern("counters").match(behind[0]) is not None:
        return Count(int(one.low), behind[0], one.start, one.end + 1, SURE)
    sure = _bare(before, behind if not one.unit else f" {one.unit}{behind}")
    return (
        Count(int(one.low), "", one.start, one.start + len(re.sub(r"\D+$", "", clause[one.start : one.end])) if one.unit else one.end, sure)
        if sure
        else None
    )


def _bare(before: str, behind: str) -> int:
    """How sure a bare number is that of goods, by the words before and behind it; 0 where it isn't."""
    if not before.strip():
        return 3 if behind[:1] in (" ", "") else 0
    if pattern("no_count_before").search(before) is not None or before[-1].isascii() and before[-1] not in " x×*:":  # A4
        return 0
    named = _NAME.search(before)
    if named is not None and (len(before.split()) > 1 or named[0].strip().isupper()):
        return 0
    if not behind.strip():
        return 2
    return 1 if before.endswith(" ") and behind.startswith(" ") and _WORD.match(behind.lstrip()) else 0


def _before_a_brand(clause: str, one: Amount) -> bool:
    """Whether what reads like a unit begins a name: 10 HP monitors."""
    written = clause[one.start : one.end]
    return (
        one.unit == "hp"
        and not clause[: one.start].strip()
        and written.endswith(f" {one.unit.upper()}")
        and _WORD.search(clause[one.end :]) is not None
    )


def _ends(behind: str) -> bool:
    return not behind or not behind[0].isalnum()


def container(unit: str) -> bool:
    """Whether a unit only says in what goods are counted, and is no goods itself."""
    return not unit or is_one("pieces", unit) or not unit.isascii() or is_one("packs", unit)
