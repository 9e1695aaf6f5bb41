"""From the network's scores to clauses and spans: the best BIO-valid tags (Viterbi 1967), and the best act for each clause."""

import re
from collections.abc import Sequence

import numpy as np

from ..catalogue.quantities import units
from ..language.amounts import Amount, amounts
from ..schema.condition import BEYOND
from ..understanding.language.dictionaries import known_words
from .corpus import Clause, Row, Span
from .heads import Scores
from .labels import ACTS, LABELS, NUMBERS, TAGS
from .network import Scored
from .quantities import Quantity, quantities

WEIGHT = 0.3
"""Weight of one piece's vote on the act; neighbouring pieces aren't independent."""
SURE = 0.5
"""Probability below which a guarded act (dropping, keeping, recording) is replaced by the likeliest other act."""
_GUARDED = tuple(
    ACTS.index(act) for act in ("reset", "sent", "quote", "quotes", "letters", "yes", "no", "keep", "once", "forget", "decline", "hand_over")
)
LIKELY = 0.05
"""Mean probability over all pieces from which an act is possible."""
BOUNDS = {"": "about", "<": "max", "<=": "max", ">": "min", ">=": "min", "about": "about"}
MEASURES = frozenset(dimension for dimension, _ in units().factors.values()) - {"time", "count", "share"}
_LOOSE = ("", "value", "case", "field")
"""Labels that a bound overrides."""
_EDGE = re.compile(r"[\s,，、。.?？!！:：;；]+")
_ENDLESS = re.compile(rf"\d[\d,，]{{{len(str(BEYOND)) - 1},}}")
"""A number with too many digits to be meant."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_INSIDE = [TAGS.index(f"I-{label}") for label in LABELS]
_BEGIN = [TAGS.index(f"B-{label}") for label in LABELS]


def decoded(text: str, scored: Scored, topic: str = "", question: str = "") -> Row:
    """The row decoded from the network's scores."""
    spans = _spans(text, scored)
    return Row(text, _clauses(text, scored, spans), spans, topic, question)


def confidence(scored: Scored) -> float:
    """Confidence in the acts, 0 to 1: the mean over pieces of the best act's probability."""
    return float(np.exp(scored.acts.max(1)).mean()) if len(scored.acts) else 0.0


def likely(scored: Scored) -> frozenset[str]:
    """The acts above `LIKELY`. On unsure messages these are three of 28, and include the right ones in 0.92 of cases."""
    if not len(scored.acts):
        return frozenset()
    return frozenset(act for act, share in zip(ACTS, np.exp(scored.acts).mean(0), strict=True) if share >= LIKELY)


def _clauses(text: str, scored: Scored, spans: tuple[Span, ...]) -> tuple[Clause, ...]:
    """Clauses by Viterbi over acts, with the network's cut scores as transition costs; no cut inside a span."""
    if not len(scored.acts):
        return (Clause(0, len(text), "chat"),)
    cut = np.array(scored.cuts, dtype=np.float64)
    inside = [any(span.start < piece.start < span.end for span in spans) or piece.start == piece.end for piece in scored.pieces]
    cut[inside] = -1e9
    stay = np.log1p(-np.exp(np.minimum(cut, -1e-6)))
    best, back = scored.acts[0] * WEIGHT, []
    for likely, turns, goes in zip(scored.acts[1:], cut[1:], stay[1:], strict=True):
        top = int(best.argmax())
        source = np.where(best + goes >= best[top] + turns, np.arange(len(best)), top)
        best = likely * WEIGHT + np.maximum(best + goes, best[top] + turns)
        back.append(source)
    path = [int(best.argmax())]
    for source in reversed(back):
        path.append(int(source[path[-1]]))
    path.reverse()
    starts = [0, *(number for number in range(1, len(path)) if path[number] != path[number - 1])]
    begins = [0, *(scored.pieces[number].start for number in starts[1:])]
    ends = [*starts[1:], len(path)]
    acts = [_checked_act(path[first], scored.acts[first:last]) for first, last in zip(starts, ends, strict=True)]
    return tuple(Clause(begin, end, ACTS[act]) for act, begin, end in zip(acts, begins, [*begins[1:], len(text)], strict=True))


def _checked_act(act: int, scores: Scores) -> int:
    """The act of a clause with these scores, after the check of guarded acts."""
    shares = np.exp(scores).mean(0)
    if act not in _GUARDED or shares[act] >= SURE:
        return act
    shares[list(_GUARDED)] = 0
    return int(shares.argmax())


def _spans(text: str, scored: Scored) -> tuple[Span, ...]:
    """The spans: a number found by the grammar is one span or none, by its pieces' mean tag scores; the rest by the best tag path."""
    scores = scored.tags.copy()
    told: list[Span] = []
    for beyond in _ENDLESS.finditer(text):  # no part of a number that can't be meant is a span
        scores[[place for place, piece in enumerate(scored.pieces) if piece.start < beyond.end() and beyond.start() < piece.end], 1:] = -1e9
    bounds = [one for one in quantities(text) if _is_bound(one)]
    for number in amounts(text):
        inside = [place for place, piece in enumerate(scored.pieces) if piece.start < number.end and number.start < piece.end]
        if not inside:
            continue
        likely = [np.logaddexp(scores[inside, begin], scores[inside, within]).mean() for begin, within in zip(_BEGIN, _INSIDE, strict=True)]
        best = int(np.argmax(likely))
        reads = LABELS[best] if likely[best] > scores[inside, 0].mean() else ""
        label = reads if reads in NUMBERS else _bound_label(number, bounds) if reads in _LOOSE else None
        if label is not None:
            told.append(Span(number.start, number.end, label))
            scores[inside, 1:] = -1e9
    for span in _tagged(text, scored, scores):
        if not any(span.start < one.end and one.start < span.end for one in told):
            told.append(span)
    return tuple(sorted(told))


def _is_bound(quantity: Quantity) -> bool:
    """True if the number, with its words and unit or its field's name, is certainly a bound on goods."""
    said = quantity.stated
    bounds = said.op or (said.amount.vague and said.amount.currency)
    return bool(bounds) and not said.hint and (quantity.field is not None or said.amount.kind in MEASURES)


def _bound_label(number: Amount, bounds: Sequence[Quantity]) -> str | None:
    """The label of the number as a bound."""
    said = next((one.stated for one in bounds if one.stated.amount.start <= number.start < one.stated.amount.end), None)
    if said is None:
        return None
    return BOUNDS.get(said.op, "low" if number.start == said.amount.start else "high")


def _tagged(text: str, scored: Scored, scores: Scores) -> list[Span]:
    found: list[Span] = []
    last = ""
    words = _words(text, scored)
    for (start, end), tag in zip(_places(scored, words), _path(_by_words(scores, words)), strict=True):
        place, _, label = TAGS[tag].partition("-")
        if start == end:
            continue
        if place == "I" and last == label and found:
            found[-1] = found[-1]._replace(end=end)
        elif label:
            found.append(Span(start, end, label))
        last = label
    return [tight for span in found if (tight := _tight(text, span)) is not None]


def _words(text: str, scored: Scored) -> list[list[int]]:
    """Piece indices grouped by word: adjacent Latin letters, Chinese dictionary words, single pieces."""
    found: list[list[int]] = []
    chinese = _chinese_words(text)
    for number, piece in enumerate(scored.pieces):
        before = scored.pieces[number - 1] if number else None
        joins = before is not None and before.end == piece.start and before.start < before.end and piece.start < piece.end
        same = joins and chinese.get(piece.start - 1, -1) == chinese.get(piece.start)
        if joins and (same or _LETTERS.fullmatch(text[piece.start - 1 : piece.start + 1])):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _chinese_words(text: str) -> dict[int, int]:
    """Character index -> start of its word, for Chinese characters."""
    found: dict[int, int] = {}
    for run in _HAN.finditer(text):
        at = run.start()
        for word in known_words(run[0]):
            found |= dict.fromkeys(range(at, at + len(word)), at)
            at += len(word)
    return found


def _places(scored: Scored, words: list[list[int]]) -> list[tuple[int, int]]:
    return [(scored.pieces[word[0]].start, scored.pieces[word[-1]].end) for word in words]


def _by_words(scores: Scores, words: list[list[int]]) -> Scores:
    """Scores by word: the mean of its pieces; its first piece decides if a span begins."""
    found = scores[[word[0] for word in words]].copy() if words else scores[:0]
    for place, word in enumerate(words):
        if len(word) > 1:
            own, first = scores[word], scores[word[0]]
            either, begins = np.logaddexp(own[:, _BEGIN], own[:, _INSIDE]).mean(0), np.logaddexp(first[_BEGIN], first[_INSIDE])
            found[place, 0] = own[:, 0].mean()
            found[place, _BEGIN], found[place, _INSIDE] = either + first[_BEGIN] - begins, either + first[_INSIDE] - begins
    return found


def _path(scores: Scores) -> list[int]:
    """The best tag path in which every I follows a B or I of its label."""
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
    """The span without signs and blanks around it; None if nothing is left."""
    start, end = span.start, span.end
    while start < end and _EDGE.match(text[start]):
        start += 1
    while end > start and _EDGE.match(text[end - 1]):
        end -= 1
    return Span(start, end, span.label) if start < end else None
