"""Lines that only say when a text was published or changed: "Published 2025-03-12", 更新于 2025 年 3 月 1 日."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERED = r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})(?:\s?[-/.月]\s?(?:(?P<day>\d{1,2})\s?日?)?)?"
_NAME = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST = rf"(?:(?P<day_1>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<name_1>{_NAME}),?\s(?P<year_1>(?:19|20)\d\d)"
_MONTH_FIRST = rf"(?P<name_2>{_NAME})\s(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?,\s(?P<year_2>(?:19|20)\d\d)"
_BEFORE = r"(?:[A-Za-z]+(?:\s[A-Za-z]+)?|[\u4e00-\u9fff]{2,6})"
_TIME = r"(?:[\sT]\d\d:\d\d(?::\d\d)?(?:\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
_LINE = re.compile(rf"[\s*_(（]*(?:{_BEFORE}\s*[:：]?[\s*_]*)?(?:{_MONTH_FIRST}|{_DAY_FIRST}|{_NUMBERED}){_TIME}[\s*_)）.。]*", re.IGNORECASE)
_HEAD = 12
"""Lines at the beginning and the end of a text among which its own date stands."""


def is_dateline(line: str) -> bool:
    return _LINE.fullmatch(line.strip()) is not None


def day_of(line: str) -> str | None:
    """The day that a date line names, the first of the month where it names none; None for any other line and for no day at all."""
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    year = next(filter(None, (match["year"], match["year_1"], match["year_2"])))
    name = match["name_1"] or match["name_2"]
    month = _MONTHS.index(name[:3].casefold()) + 1 if name else int(match["month"])
    try:
        return date(int(year), month, int(match["day"] or match["day_1"] or match["day_2"] or 1)).isoformat()
    except ValueError:
        return None


def stated_day(text: str) -> str | None:
    """The last of the days in the date lines at either end of a text: "updated" is later than "published"."""
    lines = [line for line in text.splitlines() if line.strip()]
    return max(filter(None, map(day_of, {*lines[:_HEAD], *lines[-_HEAD:]})), default=None)
