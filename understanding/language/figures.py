"""Numbers in product names, which tell models of one series apart: an iPhone 15 is no iPhone 17."""

import re

_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(r"(?P<series>[^\d]*[^\W\d_])[\s-]*(?P<number>\d+(?:\.\d+)?)(?![\d.]*\s*[%°℃])")


def figures(text: str) -> frozenset[str]:
    """The numbers in `text` as they are written."""
    return frozenset(_FIGURES.findall(text))


def unlike(said: str, name: str) -> bool:
    """True if `said` has a number that `name` lacks."""
    return not figures(said) <= figures(name)


def another(said: str, text: str) -> str:
    """The name in `text` that has the series of `said` with other numbers (said "iphone 15", text "iphone 17 case": "iphone 17"), else "". Both are
    plain text."""
    named = _NAME.match(said.strip())
    if named is None or not unlike(said, text):
        return ""
    found = re.search(rf"(?<![a-z]){re.escape(named['series'])}[\s-]*\d+(?:\.\d+)?[a-z]*", text)
    return found.group() if found is not None else ""
