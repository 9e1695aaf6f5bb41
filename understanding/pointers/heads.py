"""What a description belongs to: how many, of which list; and the reference that both make."""

from dataclasses import dataclass

from ...schema.reference import Place, Reference
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token
from .description import Description

_SEVERAL = 9


@dataclass(frozen=True)
class Head:
    """What a description belongs to: how many, of which list, of which kind ("supplier" for 那家)."""

    count: int = 1
    place: Place | None = None
    kind: str = "described"


def pointing(cursor: Cursor, said: Description, head: Head) -> Found:
    conditions, words, text = tuple(said.conditions), tuple(said.words), cursor.words
    if not said.sorts:
        one = Reference(kind="described", text=text, conditions=conditions, words=words, count=head.count, place=head.place)
        return Found(cursor.place, references=(one,))
    counts = [1] * len(said.sorts) if head.count == len(said.sorts) else [head.count] * len(said.sorts)
    pair = any(token.has("compares") for token in cursor.message.tokens[cursor.start : cursor.place])
    return Found(
        cursor.place,
        references=tuple(
            Reference(kind="extreme", sort=sort, text=text, conditions=conditions, words=words, count=count, place=head.place, pair=pair)
            for sort, count in zip(dict.fromkeys(said.sorts), counts, strict=False)
        ),
    )


def number(cursor: Cursor) -> int:
    """How many, where a small number is said; 0 where none is."""
    token = cursor.token
    amount = token.value("amount") if token is not None else None
    if token is None or amount is None or token.has("one", "value") or amount.unit is not None or not 1 < amount.low <= _SEVERAL:
        return 0
    if amount.low != int(amount.low) or not _counts(cursor):
        return 0
    cursor.place += 1
    return int(amount.low)


def _counts(cursor: Cursor) -> bool:
    """Whether something that can be counted follows."""
    after: tuple[Token, ...] = cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return bool(after) and not after[0].has("one", "break", "unit")
