"""From the network's scores to clauses and spans: the best tags that BIO allows (Viterbi 1967), and of each clause the act its pieces speak for."""

import re

import numpy as np

from .corpus import Clause, Row, Span
from .labels import ACTS, LABELS, NUMBERS, TAGS
from .network import Scored, Scores
from .numbers_in import numbers_in

CUT = 0.5
"""How likely it must be that a clause begins, and that its act is another."""
_EDGE = re.compile(r"[\s,，、。.?？!！:：;；]+")
_INSIDE = [TAGS.index(f"I-{label}") for label in LABELS]
_BEGIN = [TAGS.index(f"B-{label}") for label in LABELS]


def decoded(text: str, scored: Scored, topic: str = "", question: str = "") -> Row:
    """The row that the network reads."""
    spans = _spans(text, scored)
    return Row(text, _clauses(text, scored, spans), spans, topic, question)


def confidence(scored: Scored) -> float:
    """How sure it is of its least sure clause's act, from 0 to 1."""
    return float(np.exp(scored.acts.max(1)).mean()) if len(scored.acts) else 0.0


def _clauses(text: str, scored: Scored, spans: tuple[Span, ...]) -> tuple[Clause, ...]:
    """Cut where one begins surely, never within a span; neighbours of one act are one."""
    starts = [0]
    for number in range(1, len(scored.pieces)):
        at = scored.pieces[number].start
        if np.exp(scored.cuts[number]) >= CUT and not any(span.start < at < span.end for span in spans) and at > scored.pieces[starts[-1]].start:
            starts.append(number)
    found: list[Clause] = []
    for first, end in zip(starts, [*starts[1:], len(scored.pieces)], strict=True):
        act = ACTS[int(scored.acts[first:end].mean(0).argmax())] if end > first else "chat"
        begin = scored.pieces[first].start if first and scored.pieces else 0
        stop = scored.pieces[end].start if end < len(scored.pieces) else len(text)
        if found and found[-1].act == act:
            found[-1] = found[-1]._replace(end=stop)
        else:
            found.append(Clause(begin, stop, act))
    return tuple(found)


def _spans(text: str, scored: Scored) -> tuple[Span, ...]:
    """A number that the grammar finds is one span or none, by its pieces' tags together; the best path of tags tells the rest."""
    scores = scored.tags.copy()
    told: list[Span] = []
    for start, end in numbers_in(text):
        inside = [number for number, piece in enumerate(scored.pieces) if piece.start < end and start < piece.end]
        if not inside:
            continue
        likely = [np.logaddexp(scores[inside, begin], scores[inside, within]).mean() for begin, within in zip(_BEGIN, _INSIDE, strict=True)]
        best = int(np.argmax(likely))
        if likely[best] > scores[inside, 0].mean() and LABELS[best] in NUMBERS:
            told.append(Span(start, end, LABELS[best]))
            scores[inside, 1:] = -1e9
    for span in _tagged(text, scored, scores):
        if not any(span.start < one.end and one.start < span.end for one in told):
            told.append(span)
    return tuple(sorted(told))


def _tagged(text: str, scored: Scored, scores: Scores) -> list[Span]:
    found: list[Span] = []
    last = ""
    for piece, tag in zip(scored.pieces, _path(scores), strict=True):
        place, _, label = TAGS[tag].partition("-")
        if piece.start == piece.end:
            continue
        if place == "I" and last == label and found:
            found[-1] = found[-1]._replace(end=piece.end)
        elif label:
            found.append(Span(piece.start, piece.end, label))
        last = label
    return [tight for span in found if (tight := _tight(text, span)) is not None]


def _path(scores: Scores) -> list[int]:
    """The best tags of which no I stands without its B or I before it."""
    if not len(scores):
        return []
    best = scores[0].copy()
    best[_INSIDE] = -1e9
    back: list[np.ndarray] = []
    for now in scores[1:]:
        top = int(best.argmax())
        source = np.full(len(TAGS), top)
        total = now + best[top]
        for begin, inside in zip(_BEGIN, _INSIDE, strict=True):
            source[inside] = begin if best[begin] >= best[inside] else inside
            total[inside] = now[inside] + best[source[inside]]
        back.append(source)
        best = total
    path = [int(best.argmax())]
    for source in reversed(back):
        path.append(int(source[path[-1]]))
    return path[::-1]


def _tight(text: str, span: Span) -> Span | None:
    """Without signs around it."""
    start, end = span.start, span.end
    while start < end and _EDGE.match(text[start]):
        start += 1
    while end > start and _EDGE.match(text[end - 1]):
        end -= 1
    return Span(start, end, span.label) if start < end else None
