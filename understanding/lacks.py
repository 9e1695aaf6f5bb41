"""Something not wanted that the catalogue has a value for: 不带帽子 is 立领无帽, "without coating" is 无涂层."""

import re

from ..schema.condition import Op
from .cursor import Cursor
from .found import Found, condition

_NONE = re.compile(r"^(无|不带|没有)|无(?!线|纺)|^(no|none|without|un\w+)\b", re.IGNORECASE)


def lacking(cursor: Cursor) -> Found | None:
    """A negation and the name of an attribute of the category in hand that some products are recorded to lack."""
    shelf, vocabulary = cursor.message.shelf, cursor.message.vocabulary
    if not shelf.known or cursor.take("not") is None:
        return None
    cursor.skip("filler", most=1)
    token = cursor.take("attribute")
    if token is None or cursor.ahead("value", "amount", "bound", most=1) is not None:
        return None
    for name in shelf.names(name for names in token.values("attribute") for name in names):
        facet = vocabulary.attributes[name]
        values = tuple(value.value for value in facet.values if _NONE.search(value.value)) if facet.kind == "text" else ()
        if values and not vocabulary.values(name).flag:
            op: Op = "=" if len(values) == 1 else "in"
            wanted = condition(f"attr.{name}", op, values[0] if len(values) == 1 else values, hard=cursor.hard, text=cursor.words)
            return Found(cursor.place, conditions=(wanted,))
    return None
