"""Wishes measured against what was shown, as they are said: cheaper, 大一点的, another colour, like the second one, 除了这款, more."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from ..schema.reference import Reference
from ..schema.relative import Relative
from .cursor import Cursor
from .found import Found, condition, number
from .lexicon import load
from .token import Token

SHOWN = "product"  # the field of a wish for others than all that were shown so far
_POINTING = ("ordinal", "nth", "reference")
_REACH = 6  # tokens of "than the second one" before what is compared
_TURNED = {"less": "more", "more": "less"}
_BESIDE = ("filler", "stop", "attribute_tail")


def apart(cursor: Cursor) -> Found | None:
    """除了第二款, not the second one: the pointer stays to be read. "All except the first" chooses among them, and is a pointer itself."""
    if not cursor.message.shown or any(token.value("reference") == "all" for token in cursor.message.tokens[: cursor.start]):
        return None
    token = cursor.take("besides", "alike_to")
    place = cursor.ahead(*_POINTING, skipping=("filler", "stop"), most=1)
    if token is None or place is None or _owned(cursor.message.tokens[place]):
        return None
    like = token.has("alike_to")
    return Found(place, relative=(Relative(kind="like" if like else "except", text=_words(cursor, place + 1)),))


def relative(cursor: Cursor) -> Found | None:
    """One wish; nothing where no list was shown."""
    if not cursor.message.shown or cursor.token is None:
        return None
    for production in (_priced, _other, _whole, _like, _compared):
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


def _whole(cursor: Cursor) -> Found | None:
    """Said in one phrase."""
    token = cursor.take("other_supplier", "page", "except_one", "except_all")
    if token is None:
        return None
    if token.has("except_one", "except_all"):
        pointer = Reference(kind="focus" if token.has("except_one") else "all", text=token.text)
        return replace(_found(cursor, Relative(kind="except")), references=(pointer,))
    if token.has("other_supplier"):
        cursor.skip("supplier_noun", most=1)
        return _found(cursor, Relative(kind="other", field="supplier"))
    return _page(cursor) if _ends(cursor) or not token.has("other", "comparative") else None


def _page(cursor: Cursor) -> Found:
    return _found(cursor, Relative(kind="except", field=SHOWN))


def _other(cursor: Cursor) -> Found | None:
    """别的颜色, another factory, 换个牌子; "another one" and 别的 alone are more of the same."""
    token = cursor.take("other")
    if token is None:
        return None
    place = cursor.place
    if (field := _owner(cursor)) is not None:
        return _found(cursor, Relative(kind="other", field=field))
    cursor.place = place
    article = cursor.back("filler", "stop", skipping=(), most=0)
    if article is not None and article.text.lower() == "the":
        return None  # the other one is what is left of the list
    cursor.skip("measure", most=1)
    return _page(cursor) if _ends(cursor) else None


def _owner(cursor: Cursor) -> str | None:
    """The field whose name stands here."""
    cursor.skip("filler", "measure", most=1)
    token = cursor.take("supplier_noun", "named", "attribute")
    if token is None:
        return None
    if token.has("supplier_noun"):
        return "supplier"
    if token.has("named"):
        return "brand" if token.value("named") == "brand" else None
    names = [name for names in token.values("attribute") for name in names]
    shelved = cursor.message.shelf.names(names)
    return f"attr.{shelved[0]}" if shelved else None


def _like(cursor: Cursor) -> Found | None:
    """The same …; "the same factory" is like it in that alone."""
    token = cursor.take("like")
    if token is None:
        return None
    place = cursor.place
    if (field := _owner(cursor)) in ("supplier", "brand"):
        return _found(cursor, Relative(kind="like", field=field or ""))
    named = cursor.place > place
    cursor.place = place
    if named or (cursor.token is not None and cursor.token.has("field", "category")):
        return None
    cursor.skip("measure", most=1)
    return _found(cursor, Relative(kind="like"))


def _compared(cursor: Cursor) -> Found | None:
    """A comparative, alone or beside what it compares."""
    beside = cursor.take("field", "attribute")
    cursor.skip(*_BESIDE, most=2) if beside is not None else None
    token = cursor.take("comparative") or (cursor.take("bare") if _than(cursor) else None)
    if token is None or cursor.ahead("amount", most=1) is not None:
        return None
    if beside is None:
        place = cursor.place
        beside = cursor.reach("field", "attribute", most=1)
        cursor.place = cursor.place if beside is not None else place
    kind, of, _ = token.value("comparative") or token.value("bare")
    wish = _measured(cursor, kind, _said(beside)) if beside is not None else None
    wish = wish or _measured(cursor, kind, of if beside is None or beside.has("stop") else ())
    cursor.skip("measure", most=1)
    if wish is not None:
        return _found(cursor, wish)
    known = cursor.message.shelf.known and (of or beside is not None)
    return Found(cursor.place, notes=(("unchecked", cursor.words),)) if known and beside is None else None


def _than(cursor: Cursor) -> bool:
    """Whether a pointer stands before it, and "than" before that."""
    before = cursor.message.tokens[max(0, cursor.start - _REACH) : cursor.start]
    return any(token.text in than() for token in before)


@cache
def than() -> frozenset[str]:
    return frozenset(load("relatives")["than"])


def _said(token: Token) -> list[str]:
    fields = ["price" if name == "budget" else str(name) for name in token.values("field")]
    return [*fields, *(f"attr.{name}" for names in token.values("attribute") for name in names)]


def _measured(cursor: Cursor, kind: str, of: Iterable[str]) -> Relative | None:
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


def _found(cursor: Cursor, wish: Relative) -> Found:
    return Found(cursor.place, relative=(wish.model_copy(update={"text": cursor.words.strip(" ,，。.;；?？")}),))


def _ends(cursor: Cursor) -> bool:
    """Whether nothing of weight follows in the clause."""
    place = cursor.ahead("break", skipping=("stop", "filler"), most=4)
    rest = cursor.message.tokens[cursor.place : place]
    return all(token.has("stop", "filler", "break") or not any(char.isalnum() for char in token.text) for token in rest)


def _owned(token: Token) -> bool:
    """ "Not that brand": a brand or a factory, no product."""
    return token.value("reference") in ("supplier", "brand")


def _words(cursor: Cursor, end: int) -> str:
    tokens = cursor.message.tokens
    end += end < len(tokens) and tokens[end].has("measure")
    return cursor.message.text[tokens[cursor.start].start : tokens[end - 1].end]
