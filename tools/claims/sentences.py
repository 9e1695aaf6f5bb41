"""Where the sentences of a passage begin and end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...retrievers.web.datelines import is_dateline

_END = re.compile(r"(?:[。！？?…]|!(?!\[))+[”’」』\")）]*|\.[\")]*(?=\s|$)|\n+")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|approx|ca|vs|no|nos|fig|dr|mr|mrs|st|min|max)$", re.IGNORECASE)
_MARKS = re.compile(r"^(?:[-*•·>|]|#+|\d{1,2}[.、)](?!\d)|\s)+")
_CLAUSE = re.compile(r",(?!\d{3})\s*|[，;；、]\s*|\s+and\s+|\s+but\s+|而")
SHORTEST, LONGEST = 8, 320


class Span(NamedTuple):
    """`text` is `start:end` of the passage."""

    start: int
    end: int
    text: str


def sentences(passage: str) -> Iterator[Span]:
    """Sentences of a length that a reader can take in; headings, list marks and table rules are left out."""
    for start, end in stretches(passage):
        found = _trimmed(passage, start, end)
        if found is not None and not passage[start:end].lstrip().startswith("#"):
            yield found


def stretches(passage: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, whatever it is; nothing that isn't space lies between them."""
    start = 0
    for match in _END.finditer(passage + "\n"):
        if match.group().startswith(".") and _ABBREVIATED.search(passage, start, match.start()):
            continue
        end = min(match.end() if not match.group().isspace() else match.start(), len(passage))
        if passage[start:end].strip():
            yield start, end
        start = match.end()


def first_sentence(text: str) -> str:
    """The first sentence of a passage, verbatim and whole, however short; "" where it has none that can be quoted."""
    said = (_trimmed(text, start, end, least=1) for start, end in stretches(text) if not text[start:end].lstrip().startswith("#"))
    return next((each.text for each in said if each is not None), "")


def clauses(sentence: Span) -> Iterator[Span]:
    """Its parts between commas and conjunctions."""
    start = 0
    for match in (*_CLAUSE.finditer(sentence.text), None):
        end = match.start() if match else len(sentence.text)
        yield Span(sentence.start + start, sentence.start + end, sentence.text[start:end])
        start = match.end() if match else end


def _trimmed(passage: str, start: int, end: int, least: int = SHORTEST) -> Span | None:
    text = passage[start:end]
    marks = _MARKS.match(text)
    start += len(marks.group()) if marks else 0
    end -= len(text) - len(text.rstrip())
    text = passage[start:end]
    return Span(start, end, text) if least <= len(text) <= LONGEST and "|" not in text and not is_dateline(text) else None
