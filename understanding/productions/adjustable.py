"""An attribute that is to be adjustable: records state its value, not whether it can be set (色温可调, adjustable color temperature)."""

from ..tokens.cursor import Cursor
from ..tokens.found import Found


def adjustable(cursor: Cursor) -> Found | None:
    """`attribute+ adjusted`, or the reverse; said as note `unchecked`."""
    first = cursor.take("adjusted") is not None
    named = cursor.place
    cursor.skip("attribute", "filler" if first else "attribute")
    if cursor.place == named or not cursor.message.tokens[cursor.place - 1].has("attribute"):
        return None
    if not first and cursor.reach("adjusted", skipping=("filler", "stop")) is None:
        return None
    return Found(cursor.place, notes=(("unchecked", cursor.words),))
