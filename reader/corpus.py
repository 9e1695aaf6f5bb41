"""The corpus: buyers' messages with acts and spans, one per line, in the format of corpus/README.md."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .labels import ACTS, LABELS

CORPUS = Path(__file__).parents[1] / "corpus"
_SPAN = re.compile(r"\[([^\[\]]+)\]\(([a-z]+)\)")


class Span(NamedTuple):
    """Characters [start, end) of the message with a label."""

    start: int
    end: int
    label: str


class Clause(NamedTuple):
    """Characters [start, end) of the message with an act."""

    start: int
    end: int
    act: str


class Row(NamedTuple):
    """A message. `topic`: the goods just shown, or ""; `question`: what the assistant has just asked, or ""."""

    text: str
    clauses: tuple[Clause, ...]
    spans: tuple[Span, ...]
    topic: str = ""
    question: str = ""


class CorpusError(ValueError):
    """A line in the wrong format; the message names file, line and fault."""


def corpus(folder: Path = CORPUS) -> Iterator[Row]:
    """All rows, by file name. Raises CorpusError."""
    for file in sorted(folder.glob("*.txt")):
        yield from rows(file)


def rows(file: Path) -> Iterator[Row]:
    """The rows of one file. Raises CorpusError."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file} can't be read as text: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield row(line)
            except CorpusError as error:
                raise CorpusError(f"{file.name}:{number}: {error}") from error


def row(line: str) -> Row:
    """The row of `STATE | ACT: words with [spans](label) // ACT: …`. Raises CorpusError."""
    state, bar, body = line.partition(" | ")
    if not bar or not state.strip():
        raise CorpusError("a line is STATE | ACT: words")
    topic, _, question = state.strip().partition(" ? ")
    text, clauses, spans = "", [], []
    for clause in body.split(" // "):
        act, colon, words = clause.partition(": ")
        if not colon or act not in ACTS:
            raise CorpusError(f"there is no act {act!r}; there are {', '.join(ACTS)}")
        start = len(text)
        plain, found = _plain(words)
        spans += [Span(start + one.start, start + one.end, one.label) for one in found]
        text += plain
        clauses.append(Clause(start, len(text), act))
    if not text.strip():
        raise CorpusError("a message has words")
    return Row(text, tuple(clauses), tuple(spans), "" if topic == "-" else topic, question)


def _plain(words: str) -> tuple[str, Sequence[Span]]:
    """The words without markup, and the spans in them."""
    text, spans, end = "", [], 0
    for match in _SPAN.finditer(words):
        if match[2] not in LABELS:
            raise CorpusError(f"there is no label {match[2]!r}; there are {', '.join(LABELS)}")
        text += words[end : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1]), match[2]))
        text, end = text + match[1], match.end()
    text += words[end:]
    if "](" in text:
        raise CorpusError("a bracket is left open")
    return text, spans


def line(found: Row) -> str:
    """The row in the corpus format; `row` parses it back."""
    state = (found.topic or "-") + (f" ? {found.question}" if found.question else "")
    clauses = []
    for start, end, act in found.clauses:
        marked, at = "", start
        for one in found.spans:
            if start <= one.start < end:
                marked += f"{found.text[at : one.start]}[{found.text[one.start : one.end]}]({one.label})"
                at = one.end
        clauses.append(f"{act}: {marked}{found.text[at:end]}")
    return f"{state} | {' // '.join(clauses)}"
