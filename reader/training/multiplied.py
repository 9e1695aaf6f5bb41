"""Rows with other goods, values and numbers in them: what stands in a frame is no reason for what the frame says."""

import re
from collections.abc import Sequence
from random import Random

from ..corpus import Clause, Row, Span

SWAPPED = {"noun": 0.35, "value": 0.2, "not": 0.2, "name": 0.3}
"""How often a span's words are those of another row, by label."""
_JOINED = 0.2
"""How often a message of one act goes on with another act of another message in the same state."""
_JOINS = {True: ("，", "。", "？", " ", "，顺便", "，另外", "；"), False: (". ", ", and ", " and ", ", ", "? ", " also ", " btw ")}
_NUMBERED = 0.3
_TOPIC = 0.2
_FLAT = 0.12
"""How often an English message is typed in small letters, and any without its last sign."""
_HAN = re.compile(r"[㐀-鿿]")
Pools = dict[tuple[str, bool], list[str]]


def pools(rows: Sequence[Row]) -> Pools:
    """The words of the spans that may be swapped, and topics, by label and script (True: Chinese), each once."""
    found: dict[tuple[str, bool], dict[str, None]] = {}
    for row in rows:
        told = [(span.label, row.text[span.start : span.end]) for span in row.spans if span.label in SWAPPED]
        for label, words in (*told, *([("topic", row.topic)] if row.topic else [])):
            found.setdefault(("value" if label == "not" else label, _chinese(words)), {})[words] = None
    return {key: list(words) for key, words in found.items()}


def multiplied(row: Row, pools: Pools, draw: Random) -> Row:
    """The row, changed by chance."""
    edits = [(span, _other(row.text[span.start : span.end], span.label, pools, draw)) for span in row.spans]
    topic = row.topic
    if topic and draw.random() < _TOPIC:
        topic = draw.choice(pools["topic", _chinese(topic)])
    changed = _edited(row, edits)._replace(topic=topic)
    if draw.random() < _FLAT and len(changed.text.lower()) == len(changed.text):
        changed = changed._replace(text=changed.text.lower())
    return _unended(changed) if draw.random() < _FLAT else changed


def others(rows: Sequence[Row]) -> dict[tuple[bool, bool], list[Row]]:
    """The rows of one act, by script and whether goods were shown."""
    found: dict[tuple[bool, bool], list[Row]] = {}
    for row in rows:
        if len(row.clauses) == 1 and not row.question:
            found.setdefault((_chinese(row.text), bool(row.topic)), []).append(row)
    return found


def joined(row: Row, beside: dict[tuple[bool, bool], list[Row]], draw: Random) -> Row:
    """The row and another behind it, as one message, by chance; the first says what it said, whatever follows."""
    more = beside.get((_chinese(row.text), bool(row.topic)))
    if len(row.clauses) > 1 or not more or draw.random() >= _JOINED:
        return row
    other = draw.choice(more)
    if other.clauses[0].act == row.clauses[0].act:
        return row
    first = _unended(row)
    text = first.text + draw.choice(_JOINS[_chinese(row.text)])
    at = len(text)
    spans = (*first.spans, *(Span(at + one.start, at + one.end, one.label) for one in other.spans))
    clauses = (first.clauses[0]._replace(end=at), Clause(at, at + len(other.text), other.clauses[0].act))
    return row._replace(text=text + other.text, clauses=clauses, spans=spans)


def _other(words: str, label: str, pools: Pools, draw: Random) -> str:
    if draw.random() < SWAPPED.get(label, 0.0):
        return draw.choice(pools.get(("value" if label == "not" else label, _chinese(words))) or [words])
    if draw.random() < _NUMBERED:
        return re.sub(r"\d+", lambda found: _number(found[0], draw), words)
    return words


def _number(digits: str, draw: Random) -> str:
    """Another of as many digits."""
    return "".join(draw.choice("123456789" if not place else "0012345567889") for place in range(len(digits)))


def _edited(row: Row, edits: Sequence[tuple[Span, str]]) -> Row:
    """With the words of each span put in the place of its own."""
    text, spans, moved, end = "", [], [0] * (len(row.text) + 1), 0
    for span, words in edits:
        text += row.text[end : span.start]
        for at in range(end, span.start + 1):
            moved[at] = len(text) - (span.start - at)
        spans.append(Span(len(text), len(text) + len(words), span.label))
        text, end = text + words, span.end
        for at in range(span.start + 1, span.end + 1):
            moved[at] = len(text)
    for at in range(end, len(row.text) + 1):
        moved[at] = len(text) + at - end
    text += row.text[end:]
    return row._replace(text=text, spans=tuple(spans), clauses=tuple(Clause(moved[one.start], moved[one.end], one.act) for one in row.clauses))


def _unended(row: Row) -> Row:
    """Without the sign at its end, where no span has it."""
    cut = row.text.rstrip("。.!！?？~ ")
    last = max((span.end for span in row.spans), default=0)
    if not cut or len(cut) < last or len(cut) <= row.clauses[-1].start:
        return row
    return row._replace(text=cut, clauses=(*row.clauses[:-1], row.clauses[-1]._replace(end=len(cut))))


def _chinese(words: str) -> bool:
    return _HAN.search(words) is not None
