"""What is complained of and left for something else: 真丝太贵了，换成天丝的, "silk is too expensive, make it lyocell"."""

from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token


def complaint(cursor: Cursor) -> Found | None:
    """A value, and what is wrong with it, where a later clause names another value of the same attribute: neither is a wish."""
    cursor.skip("determiner", most=1)
    token = cursor.token
    if token is None or not (said := _attributes(token)):
        return None
    cursor.place += 1
    if cursor.reach("complaint", skipping=("filler", "stop", "category", "head", "one", "reference"), most=4) is None:
        return None
    rest = cursor.message.tokens[cursor.place :]
    begins = next((place for place, each in enumerate(rest) if each.has("break")), len(rest))
    instead = any(said & _attributes(each) and each.text != token.text for each in rest[begins:])
    return Found(cursor.place) if instead else None


def _attributes(token: Token) -> set[str]:
    return {"brand"} if token.has("brand", "common_brand") else {known.attribute for known in token.values("value")}
