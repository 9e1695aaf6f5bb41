"""The numbers in a name, by which things of one series are told apart: an iPhone 15 is no iPhone 17."""

import re

_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(r"(?P<series>[^\d]*[^\W\d_])[\s-]*(?P<number>\d+(?:\.\d+)?)(?![\d.]*\s*[%°℃])")


def figures(text: str) -> frozenset[str]:
    """The numbers in a text, as they are written."""
    return frozenset(_FIGURES.findall(text))


def unlike(said: str, name: str) -> bool:
    """Whether the words have numbers that the name lacks."""
    return not figures(said) <= figures(name)


def another(said: str, text: str) -> str:
    """What the text has of the series that the words name one of, under other numbers alone; "" where it has none, or the very one. Both plain."""
    named = _NAME.match(said.strip())
    if named is None or not unlike(said, text):
        return ""
    found = re.search(rf"(?<![a-z]){re.escape(named['series'])}[\s-]*\d+(?:\.\d+)?[a-z]*", text)
    return found.group() if found is not None else ""
