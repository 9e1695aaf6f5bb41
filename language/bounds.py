"""Comparators, ranges and sharing (per piece or in total) of the numbers in a text, told by the words beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from .amounts import Amount, amounts, folded

LANGUAGES = ("zh", "en")
_NEAR = 24
"""Characters after a number in which "in total" is looked for."""
NAME = "\x00"
"""Replaces each letter of a field's name while the words beside a number are read."""
_STOP = re.compile(r"[,，.。;；!！?？\n]")
MEASURES = ("length", "area", "volume", "mass", "temperature", "power", "voltage", "charge", "storage", "sound", "share")
"""Kinds of units that measure goods; what is counted and how long something takes may be of anything."""
Share = Literal["", "each", "total"]
Says = Literal["", "<", "<=", ">", ">=", "about", "between"]


class Stated(NamedTuple):
    """`amount`: a number, or a range ("between") with its common unit. `op`: "" without a comparator; `hint`: words only suggest it. Characters
    [start, end) include the comparator."""

    amount: Amount
    op: Says
    share: Share
    start: int
    end: int
    hint: bool = False


def stated(text: str, names: Iterable[tuple[int, int]] = ()) -> tuple[Stated, ...]:
    """All numbers in order; a range is one. `names`: spans of field names, which are no comparators ("minimum order")."""
    plain = folded(text)
    for start, end in names:
        plain = plain[:start] + NAME * (end - start) + plain[end:]
    ranges = _ranges(plain, amounts(text))
    found: list[Stated] = []
    for place, (one, between) in enumerate(ranges):
        start = found[-1].end if found else 0
        stop = ranges[place + 1][0].start if place + 1 < len(ranges) else len(plain)
        found.append(_stated(plain, one, between, start, stop))
    return tuple(_with_shared_units(plain, found))


def share(words: str) -> Share:
    """ "each" or "total" if the words say that an amount is per piece or for all; else ""."""
    ways: tuple[Literal["each", "total"], ...] = ("each", "total")
    return next((way for way in ways if any(pattern.fullmatch(words.lower()) for pattern in _shares(way))), "")


def sums(words: str) -> bool:
    """True if the words mean all together."""
    return _shares("total")[0].search(folded(words)) is not None


def approximate(before: str, behind: str) -> bool:
    """True if words before or behind a number or a range say that it is about so much."""
    return _fore()["about"].search(folded(before)) is not None or _aft(turned=True)["about"].match(folded(behind)) is not None


def unjoined(words: str) -> str:
    """The words without a trailing link to a number: "for", "is at", 要."""
    return re.sub(rf"(?:{_fill()})$", "", words.lower()).rstrip()


def _ranges(text: str, every: Sequence[Amount]) -> list[tuple[Amount, bool]]:
    """The numbers, with the two ends of a range merged."""
    found: list[tuple[Amount, bool]] = []
    place = 0
    while place < len(every):
        one = every[place]
        other = every[place + 1] if place + 1 < len(every) else None
        chained = place + 2 < len(every) and other is not None and _linked(text, other, every[place + 2])
        if other is not None and not chained and _linked(text, one, other) and one.low < other.high and _alike(one, other):
            named = other if other.unit else one
            found.append((named._replace(low=one.low, high=other.high, start=one.start, end=other.end), True))
            place += 2
        else:
            found.append((one, False))
            place += 1
    return found


def _linked(text: str, one: Amount, other: Amount) -> bool:
    gap = text[one.end : other.start].strip()
    if gap in _words("range", "link") or re.fullmatch(r"[-–—~～]{1,2}|\.{2,3}|…", gap):
        return True
    return gap in _words("range", "and") and bool(_opened().search(text[: one.start]) or _closed().match(text, other.end))


def _alike(one: Amount, other: Amount) -> bool:
    return not one.unit or not other.unit or one.kind == other.kind


def _stated(text: str, one: Amount, between: bool, start: int, stop: int) -> Stated:
    """The comparator and sharing of a number, from the text between `start` and `stop`."""
    fore, aft = text[start : one.start], text[one.end : stop]
    fore = fore[max((match.end() for match in _STOP.finditer(fore)), default=0) :]
    op, first = _before(fore)
    said, last = _after(aft, turned=op in _LOOSE)
    op = said if said and op in _LOOSE else op
    if op in _TURNED and (refusal := _refusal().match(aft, last)) is not None:
        op, last = _TURNED[op], refusal.end()
    if op in ("", "hint"):
        op = ">=" if one.least else "about" if one.about else op
    if between and (opened := _opened().search(fore)) is not None:
        first = min(first, opened.start())
    if between and (closed := _closed().match(aft)) is not None:
        last = max(last, closed.end())
    says: Says = "between" if between else "<=" if op == "hint" else op  # type: ignore[assignment]  # by the tables' names
    return Stated(one, says, _shared(fore, aft[: max(last, _NEAR)]), one.start - len(fore) + first, one.end + last, op == "hint" and not between)


_LOOSE = ("", "about", "hint")
"""Weaker than a comparator after the number."""
_TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _before(text: str) -> tuple[str, int]:
    """The comparator at the end of the text, for a number after it, and its start; the longest match."""
    found = [(match.start(), op) for op, pattern in _fore().items() if (match := pattern.search(text)) is not None]
    denied = _negated().search(text)
    if denied is not None:
        found.append((denied.start(), "<=" if denied["more"] or denied["more_than"] else ">="))
    start, op = min(found, key=lambda one: one[0], default=(len(text), ""))
    return op, start


def _after(text: str, *, turned: bool) -> tuple[str, int]:
    """The comparator at the beginning of the text, for a number before it, and its end. `turned`: words that stand on either side count too."""
    found = [(match.end(), op) for op, pattern in _aft(turned).items() if (match := pattern.match(text)) is not None]
    end, op = max(found, key=lambda one: one[0], default=(0, ""))
    return op, end


def _shared(fore: str, aft: str) -> Share:
    """ "each" or "total": words after the number count before those in front, "each" before "total"."""
    (each, each_behind), (total, total_behind) = _shares("each"), _shares("total")
    if total_behind.match(aft) and not each_behind.match(aft):
        return "total"
    return "each" if each_behind.match(aft) or each.search(fore) else "total" if total.search(fore) else ""


def _with_shared_units(text: str, found: Sequence[Stated]) -> Iterator[Stated]:
    """Two bounds of one range share a unit: at least 60 and no more than 90 yuan. Without a conjunction, only if no blank separates them does the
    second take the first one's."""
    units: dict[Stated, Amount] = {}
    for one, other in pairwise(found):
        named = NAME in text[one.start : other.end] or text[other.end :].lstrip().startswith(NAME)
        gap = text[one.end : other.start]
        joined = gap.strip(" ,，、") in _words("joins")
        if {one.op[:1], other.op[:1]} == {"<", ">"} and not named and (joined or not gap.strip()):
            if not one.amount.unit:
                units[one] = other.amount
            elif not other.amount.unit and (joined or not gap):
                units[other] = one.amount
    for one in found:
        if (mate := units.get(one)) is not None:
            one = one._replace(amount=one.amount._replace(unit=mate.unit, currency=mate.currency, pieces=mate.pieces))
        yield one


@cache
def _rows() -> Sequence[Mapping[str, Any]]:
    return [yaml.safe_load(Path(__file__).with_name(f"comparators.{language}.yaml").read_text("utf-8")) for language in LANGUAGES]


@cache
def _words(name: str, part: str | None = None) -> tuple[str, ...]:
    rows = [row.get(name, ()) for row in _rows()]
    return tuple(str(word) for row in rows for word in (row if part is None else row[part]))


def _any(words: Iterable[str]) -> str:
    """Alternatives of the words, longest first; Latin ones as whole words."""
    return "|".join(_whole(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _whole(word: str) -> str:
    body = re.escape(word).replace(r"\ ", r"\s+")
    latin = word[0].isascii() and word[0].isalpha(), word[-1].isascii() and word[-1].isalpha()
    before = r"(?<![a-z])" if latin[0] and word != "n't" else ""
    return rf"{before}{body}(?![a-z])" if latin[1] else rf"{body}"


@cache
def _fill() -> str:
    """Words allowed between a number and its comparator."""
    return rf"(?:\s|{NAME}|[:：=]|{_any(_words('both'))}|{_any(_words('about', 'before'))})*"


@cache
def _fore() -> dict[str, re.Pattern[str]]:
    """Comparator -> pattern of words before a number."""
    than = rf"\s+(?:{_any(_words('than'))})"
    exact = [word for word in _words("more") + _words("less") if not word.isascii() or word.startswith(("exceed", "in excess"))]
    ways = {
        ">": rf"(?:{_any(_words('more'))}){than}|{_any(word for word in exact if word in _words('more'))}|(?<![-=<>])>",
        "<": rf"(?:{_any(_words('less'))}){than}|{_any(word for word in exact if word in _words('less'))}|(?<![-=<>])<",
        ">=": f"{_any((*_words('least', 'before'), *_words('more')))}",
        "<=": f"{_any((*_words('most', 'before'), *_words('less')))}",
        "about": _any(_words("about", "before")),
        "hint": _any(_words("hint", "before")),
    }
    return {op: re.compile(rf"(?:{words}){_fill()}$") for op, words in ways.items()}


@cache
def _negated() -> re.Pattern[str]:
    """Negated comparators: no more than, nothing cheaper than, mustn't go past; 不超过, 不能低于."""
    gap = rf"(?:\s|{_any(_words('denying'))})*"
    than = rf"\s+(?:{_any(_words('than'))})"
    plain = rf"{gap}(?:(?P<more>{_any(_words('more') + _words('past'))})|(?P<less>{_any(_words('less'))}))(?:{than})?"
    far = rf"(?:\s+[a-z']+){{0,3}}\s+(?:(?P<more_than>{_any(_words('more'))})|{_any(_words('less'))}){than}"
    return re.compile(rf"(?:{_any(_words('deny'))})(?:{plain}|{far}){_fill()}$")


@cache
def _aft(turned: bool) -> dict[str, re.Pattern[str]]:
    """Comparator -> pattern of words after a number."""
    share = rf"(?:\s*(?:{_any((*_words('each', 'after'), *_words('total', 'after')))}))?"
    tied = rf"(?:{_any(_words('tied'))})\s*"
    joined = [rf"{tied}(?:{_any(word for word in _words(name) if word.isascii())})" for name in ("more", "less")]
    single = r"(?=[的吧就呢哈啊了也,，.。;；!！?？\s\x00]|[^㐀-鿿]|$)"
    ways = {}
    for op, name, more in ((">=", "least", joined[0]), ("<=", "most", joined[1]), ("about", "about", r"(?!)"), ("hint", "hint", r"(?!)")):
        words = [word for word in _words(name, "after") if turned or word not in _words(name, "before")]
        short = [word for word in words if len(word) == 1 and not word.isascii()]
        rest = [word for word in words if word not in short]
        alone = rf"|(?:{_any(short)}){single}" if short else ""
        ways[op] = re.compile(rf"{share}{_fill()}(?:(?:{tied})?(?:{_any(rest)})|{more}{alone}){share}")
    return ways


@cache
def _opened() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(_words('range', 'open'))})(?:\s|{NAME})*$")


@cache
def _closed() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any(_words('range', 'close'))})")


@cache
def _refusal() -> re.Pattern[str]:
    """A refusal of the numbers before it, a share between them or none: 90以下的就别推了."""
    share = _any((*_words("each", "after"), *_words("total", "after")))
    return re.compile(rf"(?:\s*(?:{share}))?的?[^\s,，.。;；!！?？\d]{{0,8}}?(?:就|都|也|一律|统统)?(?:{_any(_words('refused'))})")


@cache
def _shares(name: Literal["each", "total"]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    after = "|".join((_any(_words("most", "after")), _any(_words("least", "after"))))
    return re.compile(_any(_words(name, "before"))), re.compile(rf"(?:\s|{after})*(?:{_any(_words(name, 'after'))})")
