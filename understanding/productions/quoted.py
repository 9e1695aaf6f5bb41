"""A limit said again as what to take back: 把不要超过12块5去掉, 起订50件以内那条取消."""

from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .bounds import bound


def quoted(cursor: Cursor) -> Found | None:
    """A bound and what takes it back, to the clause's end; 100以下的去掉 turns away what it says instead."""
    said = bound(Cursor(cursor.message, cursor.start))
    if said is None or not said.conditions:
        return None
    cursor.place = said.end
    cursor.skip("drop_noun", most=2)
    token = cursor.token
    if token is None or not (token.has("drop_after") and token.has("drop", "apart_after")):
        return None
    cursor.place += 1
    cursor.skip("filler", "stop")
    if cursor.token is not None and not cursor.token.has("break"):
        return None
    return Found(cursor.place, dropped=tuple(dict.fromkeys(each.field for each in said.conditions)))
