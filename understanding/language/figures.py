"""Numbers in product names, which tell models of one series apart: an iPhone 15 is no iPhone 17."""

import re

_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(r"(?P<series>[^\d]*[^\W\d_])[\s-]*(?P<number>\d+(?:\.\d+)?[a-fx]?(?![a-z]))(?![\d.]*\s*[%°℃])")


def figures(text: str) -> frozenset[str]:
    """The numbers in `text` as they are written."""
    return frozenset(_FIGURES.findall(text))


def unlike(said: str, name: str) -> bool:
    """True if `said` has a number that `name` lacks."""
    return not figures(said) <= figures(name)


def another(said: str, text: str) -> str:
    """The name in `text` that has the series of `said` with another number (said "iphone 15", text "iphone 17 case": "iphone 17"; cat5e and cat6a, of
    cat6), else "". Both are plain text."""
    named = _NAME.match(said.strip())
    if named is None:
        return ""
    number = named["number"]
    long = len(number) > 1 and number.isdigit()  # a letter behind it tells a colour or an edition
    if long and not unlike(said, text):
        return ""
    found = re.search(rf"(?<![a-z]){re.escape(named['series'])}[\s.-]*(?P<numbers>\d+(?:\.\d+)?[a-z]*(?:[/,] ?\d+[a-z]*)*)", text)
    same = found is None or any(one.strip() == number for one in re.split("[/,]", found["numbers"]))
    return "" if same or found is None else found.group()
