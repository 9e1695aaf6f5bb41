"""How goods are packed, which is no quantity: 12支一盒, 每箱8包, 两根一对."""

from collections.abc import Iterator

from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token
from .limits import limits

_HOLDS = frozenset("箱盒包袋对双套打组捆板扎筒罐桶提卷")
_ONE = frozenset("一每1")


def packed(cursor: Cursor) -> Found | None:
    """So many in one of what holds them; a condition where the goods in hand state it, else it is said that they don't."""
    told = _told(cursor)
    if told is None or (cursor.token is not None and cursor.token.has("tail")):
        return None
    amount, word, holder = told
    name = next(_stated(cursor, f"每{holder}{word}数", f"每{holder}"), None)
    if name is None:
        return Found(cursor.place, notes=(("unchecked", cursor.words),))
    return Found(cursor.place, conditions=tuple(limits(cursor, name, "=", amount)))


def _told(cursor: Cursor) -> tuple[Amount, str, str] | None:
    """The number, what is counted and what holds it, and the cursor behind both."""
    first = _one(cursor)
    amount = _counted(cursor)
    last = None if first or amount is None else _one(cursor)
    holder = first or last
    if amount is None or holder is None or amount[1] == holder:
        return None
    return amount[0], amount[1], holder


def _one(cursor: Cursor) -> str | None:
    """一箱, 每盒: the one that holds them."""
    token = cursor.token
    if token is None:
        return None
    if token.text == "每" and cursor.place + 1 < len(cursor.message.tokens) and cursor.message.tokens[cursor.place + 1].text in _HOLDS:
        cursor.place += 2
        return cursor.message.tokens[cursor.place - 1].text
    if len(token.text) != 2 or token.text[0] not in _ONE or token.text[1] not in _HOLDS:
        return None
    cursor.place += 1
    return token.text[1]


def _counted(cursor: Cursor) -> tuple[Amount, str] | None:
    token: Token | None = cursor.token
    amount: Amount | None = token.value("amount") if token is not None else None
    if token is None or amount is None or amount.unit != "pcs" or amount.low != amount.high or token.text[-1] < "\u3400":
        return None
    cursor.place += 1
    return amount, token.text[-1]


def _stated(cursor: Cursor, *words: str) -> Iterator[str]:
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    for word in words:
        named = [name for each in vocabulary.phrases.get(word) if each.kind == "attribute" for name in each.value]
        for name in shelf.names(named) if shelf.known else ():
            if vocabulary.attributes[name].kind == "number":
                yield f"attr.{name}"
