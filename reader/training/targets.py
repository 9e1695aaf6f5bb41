"""Training targets for each piece of a row."""

from typing import NamedTuple

from tokenizers import Tokenizer

from ..corpus import Row, Span
from ..labels import ACTS, TAGS
from ..pieces import Piece, windows

NONE = -100
"""Target of a piece that is ignored."""


class Target(NamedTuple):
    """Lists of equal length: `ids`, and for each the act, clause start (0 or 1) and tag, or `NONE`."""

    ids: list[int]
    acts: list[int]
    cuts: list[int]
    tags: list[int]


def target(tokenizer: Tokenizer, row: Row) -> Target:
    """The target of the row's first window."""
    window = next(windows(tokenizer, row.text, row.topic, row.question))
    acts, cuts, tags = ([NONE] * len(window.ids) for _ in range(3))
    last: Span | None = None
    clause = -1
    for place, piece in enumerate(window.pieces, window.offset):
        if piece.start == piece.end:
            continue
        now = max(range(len(row.clauses)), key=lambda number: _shared(piece, row.clauses[number].start, row.clauses[number].end))
        acts[place], cuts[place] = ACTS.index(row.clauses[now].act), int(now != clause and clause >= 0)
        clause = now
        own = max(row.spans, key=lambda span: _shared(piece, span.start, span.end), default=None)
        if own is None or _shared(piece, own.start, own.end) <= 0:
            own, tags[place] = None, 0
        else:
            tags[place] = TAGS.index(f"{'I' if own == last else 'B'}-{own.label}")
        last = own
    return Target(window.ids, acts, cuts, tags)


def _shared(piece: Piece, start: int, end: int) -> int:
    return min(piece.end, end) - max(piece.start, start)
