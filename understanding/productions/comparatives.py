"""Wishes measured against what was shown, as they are said: cheaper, 大一点的, larger capacity, 比第一款便宜的."""

from collections.abc import Iterable
from functools import cache

from ...schema.reference import Reference
from ...schema.relative import Relative
from ..language.lexicon import load
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition, number
from ..tokens.token import Token
from .alternatives import alternative, worded

_REACH = 6  # tokens of "than the second one" before what is compared
_TURNED = {"less": "more", "more": "less"}
_BESIDE = ("filler", "stop", "attribute_tail")


def relative(cursor: Cursor) -> Found | None:
    """One wish; nothing where no list was shown."""
    if not cursor.message.shown or cursor.token is None:
        return None
    for production in (_priced, alternative, _compared):
        cursor.place = cursor.start
        if (found := production(cursor)) is not None:
            return found
    return None


def _priced(cursor: Cursor) -> Found | None:
    """96.6的太贵: the one of that price is what is too dear; the comparative stays to be read."""
    token = cursor.take("amount")
    amount = token.value("amount") if token is not None else None
    if amount is None or not (amount.money or amount.unit is None) or cursor.take("filler") is None:
        return None
    if cursor.token is None or not any("price" in of for _, of, _ in cursor.token.values("comparative")):
        return None
    same = condition("price", "=", number(amount.low), text=cursor.words)
    return Found(cursor.place, references=(Reference(kind="described", text=cursor.words, conditions=(same,)),))


def _compared(cursor: Cursor) -> Found | None:
    """A comparative, alone or beside what it compares."""
    beside = cursor.take("field", "attribute")
    cursor.skip(*_BESIDE, most=2) if beside is not None else None
    token = cursor.take("comparative") or (cursor.take("bare") if _than(cursor) else None)
    place = cursor.ahead("amount", most=1)
    if token is None or (place is not None and not cursor.message.tokens[place].has("measure")):
        return None
    if beside is None:
        place = cursor.place
        beside = cursor.reach("field", "attribute", most=1)
        cursor.place = cursor.place if beside is not None else place
    kind, of, _ = token.value("comparative") or token.value("bare")
    wish = measured(cursor, kind, named(beside)) if beside is not None else None
    wish = wish or measured(cursor, kind, of if beside is None or beside.has("stop") else ())
    cursor.skip("measure", most=1)
    if wish is not None:
        return worded(cursor, wish)
    known = cursor.message.shelf.known and (of or beside is not None)
    return Found(cursor.place, notes=(("unchecked", cursor.words),)) if known and beside is None else None


def _than(cursor: Cursor) -> bool:
    """Whether a pointer stands before it, and "than" before that."""
    before = cursor.message.tokens[max(0, cursor.start - _REACH) : cursor.start]
    return any(token.text in than() for token in before)


@cache
def than() -> frozenset[str]:
    return frozenset(load("relatives")["than"])


def named(token: Token) -> list[str]:
    fields = ["price" if name == "budget" else str(name) for name in token.values("field")]
    return [*fields, *(f"attr.{name}" for names in token.values("attribute") for name in names)]


def measured(cursor: Cursor, kind: str, of: Iterable[str]) -> Relative | None:
    """The first of the fields and concepts that the category in hand states as a number."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    for each in of:
        name, way = each.removeprefix("-"), _TURNED[kind] if each.startswith("-") else kind
        if name in ("price", "moq", "rating", "sold_90d", "review_count", "stock") or name.startswith("supplier."):
            return Relative(kind=way, field=name)  # type: ignore[arg-type]  # less or more
        names = [name.removeprefix("attr.")] if name.startswith("attr.") else vocabulary.concepts.get(name, [])
        for attribute in names:
            if shelf.known and shelf.states(attribute) and vocabulary.attributes[attribute].kind == "number":
                return Relative(kind=way, field=f"attr.{attribute}")  # type: ignore[arg-type]
    return None
