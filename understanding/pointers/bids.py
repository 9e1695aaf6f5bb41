"""Prices for an inquiry: the buyer's target (目标价40), a supplier's quote (第一家报价45,起订200,15天交货), and the quantity (数量改成500)."""

from dataclasses import dataclass, replace
from decimal import Decimal

from ...schema.bid import Bid
from ...schema.reference import Reference
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .pointers import pointer

_BETWEEN = ("to", "filler", "stop", "shift", "each", "bound")
_APART = ("break", "and", "filler", "stop", "each", "to", "open")
_PRICING = ("bound", "field", "placing", "target", "quoted", "to")
"""Before "40 each": a price."""
_HOURS_A_DAY = 24
_PLACES = 4
"""Of a price, as records have it."""
_LISTED = 20  # a list has no more
_LONGEST = 400
"""Days; a longer "time of delivery" is something else."""


@dataclass(frozen=True)
class _Terms:
    """What stands behind a quoted price."""

    min_quantity: int | None = None
    lead_days: int | None = None


def bid(cursor: Cursor) -> Found | None:
    """A target, or a quote with the supplier before it."""
    if cursor.take("target"):
        price = _price(cursor)
        return Found(cursor.place, bids=(_bid("target", price), *_further(cursor))) if price else None
    reference = _addressee(cursor)
    if reference is None:
        cursor.place = cursor.start
    told = reference is not None or cursor.take("they", "supplier_noun") is not None
    cursor.skip("filler", "stop", "supplier_noun", "supplier_kind", most=2) if not _says(cursor) else None
    if cursor.take("quoted") is None and not (told and _says(cursor)) and not (reference and _quoted_before(cursor)):
        return None
    cursor.skip("says", most=1).skip("break", most=1)
    verb = cursor.place
    least = _pieces(cursor)
    price = _price(cursor)
    if price is None:
        return None
    terms = _terms(cursor)
    terms = replace(terms, min_quantity=least) if least and terms.min_quantity is None else terms
    named = "" if reference else _before(cursor, verb)
    return Found(cursor.place, bids=(_bid("quote", price).model_copy(update={"reference": reference, "text": named, **vars(terms)}),))


def counted(cursor: Cursor) -> Found | None:
    """数量改成500, make the quantity 500, make it 500 pieces: a count of pieces."""
    noun, verb = cursor.take("quantity_noun"), cursor.take("recount")
    if noun is None and verb is None:
        return _apiece(cursor) or _asked_for(cursor) or _in_all(cursor)
    cursor.skip(*_BETWEEN, most=4)
    amount = cursor.token.value("amount") if cursor.token else None
    if noun is None and (amount is None or amount.dimension != "count"):
        return None
    count = _count(cursor)
    cursor.skip("measure", "each", most=1)
    return Found(cursor.place, quantity=count) if count else None


def _apiece(cursor: Cursor) -> Found | None:
    """50 each, 各50 in a message that asks for letters: so many pieces of each, where no word before it says that it is money."""
    before = cursor.message.tokens[cursor.place - 1] if cursor.place else None
    if not cursor.message.told.intents.get("inquiry") or (before is not None and before.has(*_PRICING)):
        return None
    opened = cursor.take("per")
    if opened is not None:
        cursor.skip("product_word", "measure", "filler", most=2)
    amount = cursor.token.value("amount") if cursor.token else None
    count = _count(cursor) if amount is not None and amount.unit is None else None
    closed = cursor.take("apiece")
    return Found(cursor.place, quantity=count) if count and (opened or closed) else None


def _further(cursor: Cursor) -> tuple[Bid, ...]:
    """目标价15和18: one for each letter."""
    found: list[Bid] = []
    while cursor.token is not None and (cursor.token.has("and") or cursor.token.text == "、"):
        start = cursor.place
        cursor.place += 1
        price = _price(cursor) if cursor.token is not None and cursor.token.has("amount") else None
        if price is None:
            cursor.place = start
            break
        found.append(_bid("target", price))
    return tuple(found)


def _asked_for(cursor: Cursor) -> Found | None:
    """ "How much for 2000?", "the price for 500": so many pieces, where it is more than a list has products."""
    cursor.place = cursor.start
    if cursor.token is not None and "price" in cursor.token.values("field"):
        cursor.place += 1
    asks = cursor.message.told.question and "price" in cursor.message.told.asks
    if not asks or cursor.message.need is None or cursor.take("towards") is None:
        return None
    amount = cursor.token.value("amount") if cursor.token else None
    count = _count(cursor) if amount is not None and amount.unit is None else None
    ends = cursor.token is None or cursor.token.has("break")
    return Found(cursor.place, quantity=count) if count and count > _LISTED and ends else None


def _in_all(cursor: Cursor) -> Found | None:
    """ "Total for 200?", 200一共多少: so many pieces, since a total that is asked for limits nothing. 200一共可以吗 asks whether it may cost that."""
    cursor.place = cursor.start
    ahead = cursor.take("total") is not None
    if cursor.message.need is None or "price" not in cursor.message.told.asks or (ahead and cursor.take("towards") is None):
        return None
    amount = cursor.token.value("amount") if cursor.token else None
    count = _count(cursor) if amount is not None and amount.unit is None else None
    if not ahead and (cursor.skip("stop", most=1).take("total") is None or not cursor.message.told.question):
        return None
    cursor.skip("stop", most=1)
    ends = cursor.token is None or cursor.token.has("break")
    return Found(cursor.place, quantity=count) if count and ends else None


def _addressee(cursor: Cursor) -> Reference | None:
    """第一家, the second supplier, supplier 2, that factory."""
    if cursor.take("supplier_noun", "supplier_kind"):
        count = _count(cursor)
        return Reference(kind="supplier", ordinal=count, text=cursor.words) if count else None
    found = pointer(cursor)
    if found is None or len(found.references) != 1:
        return None
    cursor.place = found.end
    return found.references[0]


def _says(cursor: Cursor) -> bool:
    return cursor.token is not None and cursor.token.has("says")


def _quoted_before(cursor: Cursor) -> bool:
    """第一家报45,第二家42: the verb is said once."""
    return any(token.has("quoted") for token in cursor.message.tokens[: cursor.start])


def _bid(kind: str, price: Amount) -> Bid:
    return Bid.model_validate({"kind": kind, "unit_price": Decimal(str(round(price.low, _PLACES))), "currency": price.unit})


def _price(cursor: Cursor) -> Amount | None:
    """The amount of money here, a bare number among them."""
    cursor.skip(*_BETWEEN, most=4)
    if cursor.token is not None and "price" in cursor.token.values("field"):
        cursor.place += 1
        cursor.skip(*_BETWEEN, most=2)
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token else None
    if amount is None or not (amount.money or amount.unit is None) or round(amount.low, _PLACES) <= 0:
        return None
    if amount.unit is None and cursor.token is not None and cursor.token.has("lead", "measure") and not cursor.token.has("each"):
        return None
    cursor.skip("each", "tail", most=2)
    return amount


def _count(cursor: Cursor) -> int | None:
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token else None
    if amount is None or amount.dimension not in (None, "count") or amount.low != int(amount.low):
        return None
    return int(amount.low) or None


def _terms(cursor: Cursor) -> _Terms:
    """Minimum and time of delivery, in either order, as far as they follow the price."""
    terms = _Terms()
    while True:
        place = cursor.place
        cursor.skip(*_APART, most=4)
        more = _minimum(cursor, terms) or _lead(cursor, terms)
        if more is None:
            cursor.place = place
            return terms
        terms = more


def _pieces(cursor: Cursor) -> int | None:
    """300个95元: for how many the price that follows is."""
    start = cursor.place
    cursor.skip(*_BETWEEN, most=4)
    amount = cursor.token.value("amount") if cursor.token else None
    count = _count(cursor) if amount is not None and amount.dimension == "count" else None
    if count is None or _money_next(cursor) is None:
        cursor.place = start
        return None
    return count


def _money_next(cursor: Cursor) -> Amount | None:
    amount: Amount | None = cursor.token.value("amount") if cursor.token else None
    return amount if amount is not None and amount.money else None


def _minimum(cursor: Cursor, terms: _Terms) -> _Terms | None:
    """起订200, MOQ 200, 200件起订, for 500 pieces."""
    if terms.min_quantity is not None:
        return None
    start = cursor.place
    named = _field(cursor)
    cursor.skip("to", "filler", "bound", "stop", most=3) if named else None
    amount_here = cursor.token.value("amount") if cursor.token else None
    count = _count(cursor)
    tail = cursor.token is not None and "moq" in cursor.token.values("tail")
    cursor.skip("tail", "filler", most=2) if tail else None
    if count and (named or tail or (amount_here is not None and amount_here.dimension == "count")):
        return replace(terms, min_quantity=count)
    cursor.place = start
    return None


def _field(cursor: Cursor) -> bool:
    if cursor.token is not None and "moq" in cursor.token.values("field"):
        cursor.place += 1
        return True
    return False


def _lead(cursor: Cursor, terms: _Terms) -> _Terms | None:
    """15天交货, 交期15天, 15 days, lead time 2 weeks."""
    if terms.lead_days is not None:
        return None
    start = cursor.place
    named = cursor.take("lead") is not None
    cursor.skip("to", "filler", "stop", "lead", "bound", "open", most=3)
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token else None
    days = round(amount.high * _hours(amount) / _HOURS_A_DAY) if amount else 0
    if amount is not None and (amount.dimension == "time" or (named and amount.unit is None)) and 0 < days <= _LONGEST:
        cursor.skip("lead", "filler", "bound_after", most=2)
        return replace(terms, lead_days=days)
    cursor.place = start
    return None


def _hours(amount: Amount) -> float:
    return {"day": 24.0, "week": 168.0, "month": 720.0, "h": 1.0, None: 24.0}.get(amount.unit, 0.0)


def _before(cursor: Cursor, verb: int) -> str:
    """The words of the clause in front of the verb: the supplier's name, where he is named."""
    tokens = cursor.message.tokens
    first = next((place + 1 for place in range(cursor.start - 1, -1, -1) if tokens[place].has("break")), 0)
    stretch = tokens[first : verb - 1]
    named = any(not token.has("they", "stop", "filler", "supplier_noun", "supplier_kind", "reference") for token in stretch)
    return cursor.message.text[stretch[0].start : stretch[-1].end] if named else ""
