"""More or less than a number, said with a comparative: cheaper than 40 yuan, 比40元便宜的, 容量比500ml大. It limits, whatever is shown."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ..language.lexicon import load
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor, value_of
from ..tokens.found import Found
from ..tokens.measures import within
from .bounds import read, tail_of
from .comparatives import measured, than
from .denials import OPPOSITE, asks_for, dismissed
from .fields import Bound

_THAN = "than"
_OPS = {"less": "<", "more": ">"}
_DEGREE = "一点|一些|点|些"
_STEM = re.compile(rf"^[更再稍]?(.+?)(?:{_DEGREE})$")
_LISTED = 20  # a list has no more


class _Compared(NamedTuple):
    """Which way, of which fields and concepts, and the number."""

    kind: str
    of: tuple[str, ...]
    amount: Amount


def than_amount(cursor: Cursor) -> Found | None:
    """A strict bound; with a denial before or behind it, its opposite. A bare number that a list shown reaches is a product's."""
    if cursor.message.against:
        return None
    field = cursor.take("field", "attribute")
    denied = cursor.take("not") is not None and not asks_for(cursor)
    cursor.skip("filler", "attribute_tail", most=2 if cursor.place > cursor.start else 0)
    said = _chinese(cursor) or _english(cursor)
    if said is None or (field is None and said.amount.unit is None and cursor.message.shown and said.amount.low <= _LISTED):
        return None
    name, kind = _meant(cursor, said) if field is None else (None, said.kind)
    op, tail = _OPS[kind], tail_of(cursor, said.amount, field)
    op = OPPOSITE[op] if denied != dismissed(cursor, op) else op
    return read(cursor, Bound(field, tail, op, said.amount), name)


def _english(cursor: Cursor) -> _Compared | None:
    """Cheaper than 40 yuan, "more expensive than 40"."""
    token = cursor.take("comparative")
    if token is None or not (token.text.lower().endswith(f" {_THAN}") or _passed(cursor, _THAN)):
        return None
    amount = _amount(cursor)
    kind, of, _ = token.value("comparative")
    return _Compared(kind, of, amount) if amount is not None else None


def _chinese(cursor: Cursor) -> _Compared | None:
    """比40元便宜的, 比500克还轻, 比30厘米大一点."""
    place = cursor.place
    amount = _amount(cursor) if _passed(cursor, *than()) else None
    text, tokens = cursor.message.text, cursor.message.tokens
    found = _pattern().match(text, tokens[cursor.place - 1].end) if amount is not None else None
    if amount is None or found is None:
        cursor.place = place
        return None
    while cursor.token is not None and cursor.token.start < found.end():
        cursor.place += 1
    if cursor.token is not None and cursor.token.has("amount"):  # 比40元便宜10元
        cursor.place = place
        return None
    kind, of = _stems()[found[1]]
    return _Compared(kind, of, amount)


def _passed(cursor: Cursor, *words: str) -> bool:
    """Whether one of them stands here; past it."""
    here = cursor.token is not None and cursor.token.text.lower() in words
    cursor.place += here
    return here


def _amount(cursor: Cursor) -> Amount | None:
    """One number and no range; 两三百 is none either."""
    amount: Amount | None = value_of(cursor.take("amount"), "amount")
    return amount if amount is not None and amount.low == amount.high else None


def _meant(cursor: Cursor, said: _Compared) -> tuple[str | None, str]:
    """The first field that the comparative is of and the number may be: "wider than 30 cm" is the width. None where its unit alone must tell."""
    for each in said.of:
        wish = measured(cursor, said.kind, (each,))
        if wish is not None and _may_be(cursor, wish.field, said.amount):
            return wish.field, wish.kind
    return None, said.kind


def _may_be(cursor: Cursor, name: str, amount: Amount) -> bool:
    if name == "price":
        return amount.money or amount.unit is None
    facet = cursor.message.vocabulary.attributes.get(name.removeprefix("attr."))
    if facet is None:
        return amount.unit is None
    return within(facet, amount) if amount.unit is None else facet.dimension is not None and facet.dimension == amount.dimension


@cache
def _stems() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The plain adjective of every Chinese comparative, 轻 of 轻一点, with what it compares."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in load("relatives")["comparatives"]:
        for stem in _plain(row["zh"]):
            found.setdefault(stem, (row["kind"], tuple(row["of"])))
    return found


def _plain(words: Iterable[str]) -> list[str]:
    return [found[1] for word in words if (found := _STEM.match(word)) is not None]


@cache
def _pattern() -> re.Pattern[str]:
    stems = "|".join(sorted(map(re.escape, _stems()), key=len, reverse=True))
    return re.compile(rf"\s*(?:还要|还|更|再|要|都)?({stems})(?:{_DEGREE}|很多|得多|不少)?的?")
