"""What names or reaches a person is taken out of a text: e-mail and phone, cards and identity numbers, accounts of messengers, links' queries.

Phone numbers are found by phonenumbers, identity and card numbers are checked by their own check digit (python-stdnum), so that prices, standards and
product ids stay. Names of people and postal addresses are not found by rule: give those that you know as `known`.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

import yaml

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_GROUP = re.compile(r"(?<![\dA-Za-z])\d+[Xx]?(?![\dA-Za-z])")
_GROUPED = re.compile(r"\d{14,19}|\d{17}[Xx]|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]")
_MOST_GROUPS = 5
_LINK = re.compile(r"(https?://)(?:[^\s/@]*@)?([^\s?#，。；）)]*)(?:[?#][^\s，。；）)]*)?")
_WORDS = Path(__file__).parent / "words" / "contacts.yaml"
Found = tuple[int, int, str, str]
"""Start, end, kind, and the value in one spelling."""
REGIONS = ("CN", "US", "GB")
"""Where a phone number without a country code may be from; the first that reads it as valid decides."""


class Redaction:
    """Of one conversation: the same address or number becomes the same mark, so that the text still hangs together."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self._known = sorted((name for name in known if name), key=len, reverse=True)
        self._marks: dict[tuple[str, str], str] = {}

    def of(self, text: str) -> str:
        text = _LINK.sub(lambda link: link[1] + link[2], text)
        text = _EMAIL.sub(lambda found: self._mark("email", found[0].lower()), text)
        text = _accounts().sub(lambda found: found[1] + found[2] + self._mark("account", found[3].lower()), text)
        text = self._replaced(text, _long)
        text = self._replaced(text, _phones)
        for name in self._known:
            text = re.sub(re.escape(name), lambda found: self._mark("name", found[0].lower()), text, flags=re.IGNORECASE)
        return text

    def _replaced(self, text: str, find: Callable[[str], Iterator[Found]]) -> str:
        for start, end, kind, value in sorted(find(text), reverse=True):
            text = text[:start] + self._mark(kind, value) + text[end:]
        return text

    def _mark(self, kind: str, value: str) -> str:
        count = sum(one == kind for one, _ in self._marks) + 1
        return self._marks.setdefault((kind, value), f"[{kind}-{count}]")


def _long(text: str) -> Iterator[Found]:
    """Identity and card numbers, in one piece or in the groups that they are printed in."""
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
    return "card" if 14 <= len(digits) <= 19 and digits.isdigit() and luhn.is_valid(digits) else None


def _phones(text: str) -> Iterator[Found]:
    """The number in one spelling; none overlaps another."""
    from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

    taken: list[tuple[int, int]] = []
    for region in REGIONS:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
            if all(match.end <= start or end <= match.start for start, end in taken):
                taken.append((match.start, match.end))
                yield match.start, match.end, "phone", format_number(match.number, PhoneNumberFormat.E164)


@cache
def _accounts() -> re.Pattern[str]:
    """A messenger's name, what stands between, and the account."""
    names = sorted(yaml.safe_load(_WORDS.read_text("utf-8")), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, names))})(\s*(?:[:：是]|is)?\s*)([A-Za-z0-9][A-Za-z0-9_-]{{4,30}})", re.IGNORECASE)
