"""A price for one of what a pack has several of, which no record tells: 5元一片以内 of masks that come by ten, 5 yuan per sheet."""

from ..tokens.amount import Amount
from ..tokens.cursor import Cursor, value_of
from ..tokens.found import Found
from .own_counts import stated

_ONE = frozenset({"一", "每", "per", "a", "each"})
_COMPARED = ("bound", "bound_after", "filler")


def per_piece(cursor: Cursor) -> Found | None:
    """The price on either side of what it is for, with what compares it; said and not filtered by, since goods state the price of a pack."""
    first = _one(cursor)
    cursor.skip(*_COMPARED, most=2)
    price: Amount | None = value_of(cursor.take("amount"), "amount")
    if price is None or not price.money:
        return None
    cursor.skip(*_COMPARED, most=2)
    if not first and not _one(cursor):
        return None
    cursor.skip("bound_after", most=1)
    return Found(cursor.place, notes=(("unchecked", cursor.words),))


def _one(cursor: Cursor) -> bool:
    """Past 一片, 每片, per sheet, where packs of the goods in hand have several."""
    tokens, place = cursor.message.tokens, cursor.place
    if place + 1 >= len(tokens) or tokens[place].text.lower() not in _ONE or tokens[place + 1].has("unit", "measure"):
        return False
    names = list(stated(cursor, tokens[place + 1].text.lower()))
    if not any((cursor.message.most(cursor.message.category, name) or 0) > 1 for name in names):
        return False
    cursor.place += 2
    return True
