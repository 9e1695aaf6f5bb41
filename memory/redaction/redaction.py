"""Removes personal data from texts: e-mail, phones, cards, identity numbers, accounts, orders, addresses, names, paths of links, keys and passwords.

Phone numbers are found by phonenumbers; identity and card numbers are validated by their check digits (python-stdnum), so that prices, standards and
product ids stay. The rest is found by the words around it (patterns.yaml, people.yaml); a name without such words is missed unless it is given in
`known`.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path

import yaml

from .patterns import Found, patterned, rows
from .people import people
from .secrets import secrets
from .spelled import spelled_emails, spelled_numbers

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?=[\w-]*\d)[\w-]{6,}", re.ASCII)
_DIGITS = re.compile(r"\d{6,}", re.ASCII)
SHORTEST = {"name": 2, "address": 3}
"""Least number of Chinese characters that identify a value of the kind."""
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_GROUP = re.compile(r"(?<![\dA-Za-z])\d+[Xx]?(?![\dA-Za-z])")
_GROUPED = re.compile(r"\d{14,19}|\d{17}[Xx]|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]")
_MOST_GROUPS = 5
_CARD = re.compile(r"(?:[3-6]\d|2[2-7])\d{12,17}")
"""Only numbers in issuers' ranges, since one in ten others (of certificates, of packages) passes the check digit by chance."""
_LINK = re.compile(r"(https?://)(?:[^\s/@]*@)?([^\s/?#，。；）)]*)(?:[/?#][^\s，。；）)]*)?")
_WORDS = Path(__file__).with_name("accounts.yaml")
MARK = re.compile(r"\[(email|account|phone|card|identity|order|address|name|thread|secret)-\d+\]")
"""Placeholders of removed values, by kind."""
REGIONS = ("CN", "US", "GB")
"""Regions tried for a phone number without country code; the first with a valid reading decides."""


class Redaction:
    """Redacts one conversation: equal values get equal placeholders, so that the text stays coherent."""

    def __init__(self, known: Collection[str] = ()) -> None:
        """`known`: names to remove everywhere."""
        self._known = sorted((name for name in known if name), key=len, reverse=True)
        self._marks: dict[tuple[str, str], str] = {}
        self._pieces: dict[str, str] = {}

    def of(self, text: str) -> str:
        text = _LINK.sub(lambda link: link[1] + link[2], text)
        text = formed(text, self._mark)
        text = _EMAIL.sub(lambda found: self._mark("email", found[0].lower()), text)
        text = _accounts().sub(lambda found: found[1] + found[2] + self._mark("account", found[3].lower()), text)
        text = self._replaced(text, _phones)
        for name in self._known:
            text = re.sub(_bounded(name), lambda found: self._mark("name", found[0].lower()), text, flags=re.IGNORECASE)
        for row in range(len(rows())):
            text = self._replaced(text, partial(patterned, row=row))
        return self._told_before(self._replaced(text, people))

    def _told_before(self, text: str) -> str:
        """Replace values found in earlier turns that now stand alone."""
        for piece in sorted((piece for piece in self._pieces if piece in text.lower()), key=len, reverse=True):
            text = re.sub(_bounded(piece), self._pieces[piece], text, flags=re.IGNORECASE)
        return text

    def _replaced(self, text: str, find: Callable[[str], Iterator[Found]]) -> str:
        return _replaced(text, find, self._mark)

    def _mark(self, kind: str, value: str) -> str:
        if (kind, value) not in self._marks:
            mark = self._marks[kind, value] = f"[{kind}-{sum(one == kind for one, _ in self._marks) + 1}]"
            self._pieces |= {piece.lower(): mark for piece in pieces(kind, value) if piece.lower() not in self._pieces}
        return self._marks[kind, value]


def formed(text: str, stand_in: Callable[[str, str], str]) -> str:
    """Replace what is private by its form alone, whatever the context: keys, cards, identity numbers, spelled-out values. `stand_in` gives the
    placeholder for a kind and value."""
    for find in (secrets, spelled_emails, _long, spelled_numbers):
        text = _replaced(text, find, stand_in)
    return text


def _replaced(text: str, find: Callable[[str], Iterator[Found]], stand_in: Callable[[str, str], str]) -> str:
    for start, end, kind, value in sorted(find(text), reverse=True):
        text = text[:start] + stand_in(kind, value) + text[end:]
    return text


def _bounded(name: str) -> str:
    """Pattern of the name with word boundaries (Ann isn't in cannot), except next to Chinese."""
    before, after = ("(?<![A-Za-z0-9])" if name[0].isascii() else "", "(?![A-Za-z0-9])" if name[-1].isascii() else "")
    return before + re.escape(name) + after


def _long(text: str) -> Iterator[Found]:
    """Identity and card numbers, in one piece or in printed groups."""
    groups, end = list(_GROUP.finditer(text)), 0
    for place, first in enumerate(groups):
        for last in reversed(groups[place : place + _MOST_GROUPS]):
            within = text[first.start() : last.end()]
            kind = _kind(within) if first.start() >= end and _GROUPED.fullmatch(within) else None
            if kind:
                yield first.start(), last.end(), kind, re.sub(r"[ -]", "", within).upper()
                end = last.end()
                break


def _kind(number: str) -> str | None:
    from stdnum import luhn
    from stdnum.cn import ric

    digits = re.sub(r"[ -]", "", number)
    if ric.is_valid(digits):
        return "identity"
    return "card" if _CARD.fullmatch(digits) and luhn.is_valid(digits) else None


def _phones(text: str) -> Iterator[Found]:
    """Phone numbers in E.164, without overlaps."""
    from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

    taken: list[tuple[int, int]] = []
    for region in REGIONS:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
            if all(match.end <= start or end <= match.start for start, end in taken):
                taken.append((match.start, match.end))
                yield match.start, match.end, "phone", format_number(match.number, PhoneNumberFormat.E164)


@cache
def messengers() -> tuple[str, ...]:
    """Names of messengers, longest first."""
    return tuple(sorted(yaml.safe_load(_WORDS.read_text("utf-8")), key=len, reverse=True))


@cache
def _accounts() -> re.Pattern[str]:
    """Pattern: messenger, separator, account."""
    return re.compile(rf"({'|'.join(map(re.escape, messengers()))})(\s*(?:[:：是]|is)?\s*)([A-Za-z0-9][A-Za-z0-9_-]{{4,30}})", re.IGNORECASE)


def pieces(kind: str, value: str) -> Iterator[str]:
    """Yield the whole, then the words of a name, the longer parts of a name or address, and all numbers."""
    yield value
    yield from _NUMBER.findall(value)
    yield from _DIGITS.findall(value)  # search words lose the letter after a number
    if kind == "name":
        yield from (word for word in _LATIN.findall(value) if not _HAN.search(word))
    for run in _HAN.findall(value) if kind in SHORTEST else ():
        for length in range(len(run), SHORTEST[kind] - 1, -1):
            yield from (run[at : at + length] for at in range(len(run) - length + 1))
