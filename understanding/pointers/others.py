"""What is left of a list: the other one, 其他几款, all of them except the first."""

from collections.abc import Callable
from dataclasses import replace

from ...schema.reference import Reference
from ...schema.relative import Relative
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .nouns import plural

_BEFORE = ("and", "or", "link", "break")
_WANTED = ("有", "有没有", "还有", "还", "要", "换", "any", "some")


def other(cursor: Cursor) -> Found | None:
    """The other one, the rest; not 还有其他的吗, which asks for more, nor "the other colours"."""
    token, tokens = cursor.token, cursor.message.tokens
    if token is None or not token.has("otherwise") or (cursor.place and tokens[cursor.place - 1].text.lower() in _WANTED):
        return None
    cursor.place += 1
    counts = token.values("otherwise")
    count = int(counts[0]) if len(counts) == 1 else 0 if plural(token) else 1
    bare = token.text.lower() in ("其他", "其它", "其余", "其他的", "其它的", "the other", "the remaining")
    after = cursor.token
    if bare and not _goes_on(cursor):
        return None
    if after is not None and after.has("one"):
        cursor.place += 1
    return Found(cursor.place, references=(Reference(kind="other", count=count, text=cursor.words),))


def _goes_on(cursor: Cursor) -> bool:
    """Whether no noun follows: 其他牌子 are no products, and 其他的吗 asks for more."""
    after = cursor.token
    apart = any(token.has("apart", "apart_after") for token in cursor.message.tokens[: cursor.start])
    if after is None or after.text in ("吗", "么", "呢"):
        return apart or (after is None or after.text == "呢") and cursor.message.tokens[cursor.start].text.isascii()
    return after.has("break", "stop", "filler", "one", "entire", "soft")


def excluding(cursor: Cursor, pointer: Callable[[Cursor], Found | None]) -> Found | None:
    """除了第一款(都), (all) except the first and the last: where the message speaks of all of them."""
    token, message = cursor.token, cursor.message
    if token is None or not token.has("apart"):
        return None
    before = message.tokens[cursor.place - 1] if cursor.place else None
    if token.has("break", "not") and token.text.lower() in ("but", "not") and not (before is not None and before.has("entire", "break", "one")):
        return None
    cursor.place += 1
    references: list[Reference] = []
    end = cursor.place
    while (found := _next(cursor, pointer)) is not None:
        references += found.references
        end = cursor.place = found.end
        cursor.skip(*_BEFORE, most=1)
    cursor.place = end
    cursor.skip("apart_after", most=1)
    if not references or not _all_of_them(cursor):
        return None
    return Found(cursor.place, references=tuple(each.model_copy(update={"excluding": True}) for each in references))


def left_out(cursor: Cursor, found: Found) -> Found:
    """第三款去掉, 第一款除外: taken away by what stands behind it, from all of them or from what is shown."""
    cursor.place = found.end
    if not found.references or cursor.skip("filler", most=1).take("apart_after", "not_after") is None:
        return found
    if not _all_of_them(cursor):
        return _sent_away(cursor, found)
    if not cursor.message.tokens[cursor.place - 1].has("apart_after"):
        return found
    return Found(cursor.place, references=tuple(each.model_copy(update={"excluding": True}) for each in found.references))


def _sent_away(cursor: Cursor, found: Found) -> Found:
    """第一款不要: where that is all that its clause says of goods that are shown."""
    message, token = cursor.message, cursor.token
    before = message.tokens[cursor.start - 1] if cursor.start else None
    opens = before is None or before.has("break", "stop", "filler", "goods") or before.text in ("把", "将")
    ends = token is None or (token.has("break") and token.text not in ("?", "？"))
    of_goods = all(each.kind in ("ordinal", "focus", "described", "extreme") for each in found.references)
    if not (opens and ends and of_goods and message.shown) or message.told.question:
        return found
    text = message.text[message.tokens[cursor.start].start : message.tokens[cursor.place - 1].end]
    return replace(found, end=cursor.place, relative=(Relative(kind="except", text=text),))


def _next(cursor: Cursor, pointer: Callable[[Cursor], Found | None]) -> Found | None:
    place = cursor.place
    for start in range(place, min(place + 2, len(cursor.message.tokens))):
        if start > place and not cursor.message.tokens[start - 1].has("filler", "determiner"):
            return None
        found = pointer(Cursor(cursor.message, start))
        if found is not None and found.references:
            return None if any(each.kind in ("other", "all") for each in found.references) else found
    return None


def _all_of_them(cursor: Cursor) -> bool:
    """Whether all, the others, or which of them is spoken of outside what is taken away."""
    tokens = cursor.message.tokens
    if tokens[cursor.start].has("entire"):
        return True
    outside = [place for place in range(len(tokens)) if not cursor.start <= place < cursor.place]
    return any(
        (tokens[place].has("entire", "otherwise") or tokens[place].value("reference") == "all")
        and not (place and tokens[place - 1].text.lower() in _WANTED)
        for place in outside
    )
