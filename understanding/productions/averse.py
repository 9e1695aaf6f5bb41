"""What somebody is averse to, in words that no one meaning fits: 我对羽毛过敏."""

from ..tokens.cursor import Cursor
from ..tokens.found import Found

_TOWARDS = ("对", "对于")
_LONGEST = 4
"""Words of what he is averse to."""


def averse(cursor: Cursor) -> Found | None:
    """我对羽毛过敏, 对花粉过敏: what nobody knows in one word, between 对 and the negation behind it."""
    token = cursor.token
    if token is None or token.text not in _TOWARDS:
        return None
    cursor.place += 1
    start, tokens = cursor.place, cursor.message.tokens
    end = next((at for at in range(start, min(start + _LONGEST + 1, len(tokens))) if tokens[at].has("not_after", "break")), start)
    thing = tokens[start:end]
    if not thing or tokens[end].has("break") or (len(thing) == 1 and thing[0].meanings) or any(each.has("category", "head") for each in thing):
        return None
    cursor.place = end + 1
    return Found(cursor.place, notes=(("unchecked", cursor.words),))
