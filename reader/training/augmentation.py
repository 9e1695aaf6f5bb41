"""Data augmentation: other goods, values and numbers in the same sentence, so that the network learns the frame and not the words."""

import re
from collections.abc import Sequence
from random import Random

from ..corpus import Clause, Row, Span

SWAPPED = {"noun": 0.35, "value": 0.2, "not": 0.2, "name": 0.3}
"""Label -> probability that a span takes another row's words."""
_JOINED = 0.2
"""Probability that a one-act message is followed by a message of another act in the same state."""
_JOINS = {True: ("，", "。", "？", " ", "，顺便", "，另外", "；"), False: (". ", ", and ", " and ", ", ", "? ", " also ", " btw ")}
_NUMBERED = 0.3
_TOPIC = 0.2
_FLAT = 0.12
"""Probability of lower-casing an English message, and of dropping a final sign."""
_HAN = re.compile(r"[㐀-鿿]")
Pools = dict[tuple[str, bool], list[str]]


def pools(rows: Sequence[Row]) -> Pools:
    """(label, True if Chinese) -> distinct words of swappable spans, and topics."""
    found: dict[tuple[str, bool], dict[str, None]] = {}
    for row in rows:
        told = [(span.label, row.text[span.start : span.end]) for span in row.spans if span.label in SWAPPED]
        for label, words in (*told, *([("topic", row.topic)] if row.topic else [])):
            found.setdefault(("value" if label == "not" else label, _chinese(words)), {})[words] = None
    return {key: list(words) for key, words in found.items()}


def augmented(row: Row, pools: Pools, draw: Random) -> Row:
    """The row with random changes."""
    edits = [(span, _swapped(row.text[span.start : span.end], span.label, pools, draw)) for span in row.spans]
    topic = row.topic
    if topic and draw.random() < _TOPIC:
        topic = draw.choice(pools["topic", _chinese(topic)])
    changed = _edited(row, edits)._replace(topic=topic)
    if draw.random() < _FLAT and len(changed.text.lower()) == len(changed.text):
        changed = changed._replace(text=changed.text.lower())
    return _without_final_sign(changed) if draw.random() < _FLAT else changed


def others(rows: Sequence[Row]) -> dict[tuple[bool, bool], list[Row]]:
    """The one-act rows, by script and by whether goods were shown."""
    found: dict[tuple[bool, bool], list[Row]] = {}
    for row in rows:
        if len(row.clauses) == 1 and not row.question:
            found.setdefault((_chinese(row.text), bool(row.topic)), []).append(row)
    return found


def joined(row: Row, beside: dict[tuple[bool, bool], list[Row]], draw: Random) -> Row:
    """With probability `_JOINED`, the row and another after it as one message."""
    more = beside.get((_chinese(row.text), bool(row.topic)))
    if len(row.clauses) > 1 or not more or draw.random() >= _JOINED:
        return row
    other = draw.choice(more)
    if other.clauses[0].act == row.clauses[0].act:
        return row
    first = _without_final_sign(row)
    text = first.text + draw.choice(_JOINS[_chinese(row.text)])
    at = len(text)
    spans = (*first.spans, *(Span(at + one.start, at + one.end, one.label) for one in other.spans))
    clauses = (first.clauses[0]._replace(end=at), Clause(at, at + len(other.text), other.clauses[0].act))
    return row._replace(text=text + other.text, clauses=clauses, spans=spans)


def _swapped(words: str, label: str, pools: Pools, draw: Random) -> str:
    if draw.random() < SWAPPED.get(label, 0.0):
        return draw.choice(pools.get(("value" if label == "not" else label, _chinese(words))) or [words])
    if draw.random() < _NUMBERED:
        return re.sub(r"\d+", lambda found: _number(found[0], draw), words)
    return words


def _number(digits: str, draw: Random) -> str:
    """Another number with as many digits."""
    return "".join(draw.choice("123456789" if not place else "0012345567889") for place in range(len(digits)))


def _edited(row: Row, edits: Sequence[tuple[Span, str]]) -> Row:
    """The row with the words of each span replaced."""
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


def _without_final_sign(row: Row) -> Row:
    """The row without its final sign, unless a span includes it."""
    cut = row.text.rstrip("。.!！?？~ ")
    last = max((span.end for span in row.spans), default=0)
    if not cut or len(cut) < last or len(cut) <= row.clauses[-1].start:
        return row
    return row._replace(text=cut, clauses=(*row.clauses[:-1], row.clauses[-1]._replace(end=len(cut))))


def _chinese(words: str) -> bool:
    return _HAN.search(words) is not None
