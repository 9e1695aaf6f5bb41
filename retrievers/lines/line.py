"""A line of a passage: a list item or a short paragraph, of a long one the sentences; what a reply can quote whole."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..passage import Passage
from ..web.datelines import is_dateline

SHORTEST, LONGEST = 9, 260
_MARKS = re.compile(r"^(?:[-*•·]\s+|\d{1,2}[.)]\s+)")
_END = re.compile(r"(?:[。！？!?]+|\.(?=\s|$))[”’」』\")）]*\s*")
_OPENING = re.compile(r"(?:[。！？!?；]+|\.(?=\s|$))[”’」』\")）]*\s*")


class Line(NamedTuple):
    """`text` is verbatim; `passage` its passage's row."""

    passage: int
    text: str


def lines(passages: Sequence[Passage]) -> list[Line]:
    """Of the guides, in their order."""
    return [Line(row, text) for row, passage in enumerate(passages) if passage.kind == "guide" for text in _of(passage.text)]


def _of(text: str) -> Iterator[str]:
    for plain in paragraphs(text):
        yield from (plain,) if len(plain) <= LONGEST else (one for one in sentences(plain) if len(one) >= SHORTEST)


def paragraphs(text: str) -> Iterator[str]:
    """List items and paragraphs without their marks; no headings, tables, quotations and datelines."""
    for raw in text.splitlines():
        plain = _MARKS.sub("", raw.strip())
        if len(plain) >= SHORTEST and not plain.startswith(("#", "|", ">")) and not is_dateline(plain):
            yield plain


def sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        yield text[start : match.end()].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def opening(text: str) -> str:
    """Its first sentence, or what stands before a semicolon: in a guide what is said, before why. It is only compared."""
    found = _OPENING.search(text)
    return text[: found.end()].strip() if found else text
