"""Others than those shown, or like them, as it is said: another colour, 换一家, 同款, like the second one, 除了这款, show me more."""

from dataclasses import replace

from ...schema.reference import Reference
from ...schema.relative import Relative
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token

SHOWN = "product"  # the field of a wish for others than all that were shown so far


_POINTING = ("ordinal", "nth", "reference")
_COUNTING = ("前", "后", "第")


def apart(cursor: Cursor) -> Found | None:
    """除了第二款, not the second one: the pointer stays to be read. "All except the first" chooses among them, and is a pointer itself."""
    if not cursor.message.shown:
        return None
    if cursor.token is not None and cursor.token.text.lower() == "apart from" and cursor.back("amount", "ordinal", "one", "measure", most=0):
        return None  # what sets the first apart from the third?
    token = cursor.take("besides", "alike_to")
    place = pointed_at(cursor)
    if token is None or place is None or any(each.value("reference") == "all" for each in cursor.message.tokens[: cursor.start]):
        return None
    like = token.has("alike_to")
    return Found(place, relative=(Relative(kind="like" if like else "except", text=_words(cursor, place + 1)),))


def pointed_at(cursor: Cursor) -> int | None:
    """The place of a pointer here: to goods, not to a condition (去掉那条, drop the first filter), a brand or a factory."""
    place = cursor.ahead(*_POINTING, skipping=("filler", "stop"), most=1)
    if place is None or not cursor.message.shown or _owned(cursor.message.tokens[place]):
        return None
    tokens = cursor.message.tokens
    end = next((at for at in range(place + 1, len(tokens)) if not tokens[at].has("amount", "measure", "filler", "number")), len(tokens))
    if tokens[place].text in _COUNTING and end == place + 1:
        return None  # 前 of how many, or none: 不要前 may be 不要钱, slipped
    named = tokens[end].has("drop_noun", "field", "named", "attribute") if end < len(tokens) and not tokens[end].has("break") else False
    return None if named or tokens[place].has("drop_noun") else place


def alternative(cursor: Cursor) -> Found | None:
    """Another, more of the same, not these, or one like it."""
    for production in (_other, _whole, _like):
        cursor.place = cursor.start
        if (found := production(cursor)) is not None:
            return found
    return None


def _whole(cursor: Cursor) -> Found | None:
    """Said in one phrase."""
    token = cursor.take("other_supplier", "page", "except_one", "except_all")
    if token is None:
        return None
    if token.has("except_one", "except_all"):
        pointer = Reference(kind="focus" if token.has("except_one") else "all", text=token.text)
        return replace(worded(cursor, Relative(kind="except")), references=(pointer,))
    if token.has("other_supplier"):
        cursor.skip("supplier_noun", most=1)
        return worded(cursor, Relative(kind="other", field="supplier"))
    return _page(cursor) if _ends(cursor) or not token.has("other", "comparative") else None


def _page(cursor: Cursor) -> Found:
    return worded(cursor, Relative(kind="except", field=SHOWN))


def _other(cursor: Cursor) -> Found | None:
    """别的颜色, another factory, 换个牌子; "another one" and 别的 alone are more of the same."""
    token = cursor.take("other")
    if token is None:
        return None
    place = cursor.place
    if (field := _owner(cursor)) is not None:
        return worded(cursor, Relative(kind="other", field=field))
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
        return worded(cursor, Relative(kind="like", field=field or ""))
    named = cursor.place > place
    cursor.place = place
    if named or (cursor.token is not None and cursor.token.has("field", "category")):
        return None
    cursor.skip("measure", most=1)
    return worded(cursor, Relative(kind="like"))


def worded(cursor: Cursor, wish: Relative) -> Found:
    """The wish in the words from the start to here."""
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
    for kind in ("amount", "measure"):  # 第 二 款
        end += end < len(tokens) and tokens[end].has(kind) and (kind == "measure" or tokens[end - 1].has("nth"))
    return cursor.message.text[tokens[cursor.start].start : tokens[end - 1].end]
