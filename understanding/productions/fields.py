"""The field that a number measures: the one named, or the one that its unit or its neighbours identify."""

from dataclasses import dataclass
from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.measures import measured_field
from ..tokens.token import Token
from .part_counts import part_count

_PASSING = 2
_BESIDE = ("break", "filler", "stop", "and", "soft", "bound", "field", "not", "must", "sort", "category", "head", "soft_after", "accept")
_MANY = 10  # pieces; a smaller number counts among the products shown
_OF_UNIT = {"money": "price", "stars": "rating"}
LIKE = {  # field -> the dimensions it can have; None: a bare number
    "price": ("money", None), "budget": ("money", None), "moq": ("count", None), "rating": ("stars", None), "review_count": ("count", None),
    "sold_90d": ("count", None), "stock": ("count", None), "supplier.rating": ("stars", None), "supplier.years": ("years",  None),
    "supplier.repurchase_rate": ("share", None), "sold_30d": ("count", None), "quantity": ("count", None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with its context: `field` before it, `tail` after it, `op` (None for a bare amount, "between" for a range)."""

    field: Token | None
    tail: str | None
    op: str | None
    amount: Amount


def field_of(cursor: Cursor, bound: Bound) -> str | None:
    """`price`, `budget`, `quantity`, another field of the contract, or `attr.NAME`; None if none fits."""
    field, tail, op, amount = bound.field, bound.tail, bound.op, bound.amount
    if op in (None, "~") and _counts_shown(cursor, amount):
        return "quantity"
    named = [name for name in (field.values("field") if field is not None else ()) if amount.dimension in LIKE[name]]
    if tail == "budget" or "budget" in named:
        return "budget"
    if tail == "sold_30d":
        return tail if "sold_90d" in named else None
    if "rating" in named and _of_supplier(cursor):
        return "supplier.rating"
    if not named and field is not None and field.value("field") == "rating" and amount.dimension == "count":
        return "review_count"  # 评价超过50条
    if named:
        return str(named[0]) if op or named[0] != "price" or field is None or len(field.text) > 1 or amount.unit else None
    if tail is not None:
        return tail
    attribute = measured_field(cursor, field, amount, op)
    if attribute is not None:
        return attribute
    if field is not None and field.has("attribute") and not field.has("field"):
        return None
    if amount.dimension == "age" and _beside_supplier(cursor):
        return "supplier.years"
    if amount.dimension == "stars" and _of_supplier(cursor):
        return "supplier.rating"
    if amount.dimension == "stars" and field is None and rates_something_else(cursor, op):
        return None
    if amount.dimension in _OF_UNIT:
        return _OF_UNIT[amount.dimension] if amount.money or op or field is None else None
    if amount.dimension == "count":
        return _count(cursor, op, amount)
    if amount.dimension == "years" and op in (">=", ">") and _beside_supplier(cursor):
        return "supplier.years"
    if op in (None, "~") and amount.unit is None and field is None and _counts_product(cursor, amount):
        return "quantity"  # 500 T-shirts, about 500 T-shirts
    if op in (None, "~") and amount.unit is None and field is None and _is_quantity(cursor, amount):
        return "quantity"
    return "price" if amount.unit is None and op is not None and _bare_price(cursor, op, amount) else None


def _bare_price(cursor: Cursor, op: str, amount: Amount) -> bool:
    """True if a number without unit is a price: it has a comparator, and nothing follows that it could count."""
    token = cursor.token
    if cursor.message.in_rules(cursor.start):
        return False
    before = cursor.back("measured", "attribute", "audience", skipping=("filler", "link", "and"), most=2)
    if (before is not None and not _of_number_before(cursor, before) and not (before.has("value") and not _is_numeric_attribute(cursor, before))) or (
        op == "between" and not _plain_range(cursor, amount)
    ):
        return False
    after = cursor.message.tokens[cursor.place + 1] if cursor.place + 1 < len(cursor.message.tokens) else None
    ranged = token is not None and token.has("amount") and after is not None and after.has("bound_after")
    either = token is not None and token.has("or") and (after is None or after.has("break"))  # not below 10 either
    said = token is not None and token.has("value") and not token.has("unit", "amount") and not _is_numeric_attribute(cursor, token)  # 150以内 L码
    follows = token is not None and not (token.has(*_BESIDE) or said) and not ranged and not either
    glued = token is not None and not token.gap and token.text[:1] in "-/x*×"
    return not glued and (not follows or token is not None and token.text[:1] >= "\u3400")


def _of_number_before(cursor: Cursor, name: Token) -> bool:
    """True if the attribute belongs to the number before it: 1.8米床 200以内."""
    place = cursor.message.tokens.index(name)
    return place > 0 and name.has("attribute") and not name.gap and cursor.message.tokens[place - 1].has("amount")


def _is_numeric_attribute(cursor: Cursor, token: Token) -> bool:
    """True if the token names an attribute that the current category states as a number; a number beside it may measure that."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    stated = shelf.names(each for names in token.values("attribute") for each in names)
    return any(vocabulary.attributes[each].kind == "number" for each in stated)


def _plain_range(cursor: Cursor, amount: Amount) -> bool:
    """True if "20-50" or "20 to 50" is a price range: no earlier word measures something else, and the numbers aren't years."""
    taken = cursor.message.tokens[cursor.start : cursor.place]
    if any(token.has("open", "close") for token in taken):
        return True
    before = cursor.message.tokens[cursor.start - 1] if cursor.start else None
    years = 1900 <= amount.low <= 2100 and 1900 <= amount.high <= 2100
    return not years and (before is None or before.has("stop", "filler", "break", "goods", "category", "head", "and"))


_DESCRIBED = 2
"""Describing words allowed between a number and the goods that it counts."""


def _counts_product(cursor: Cursor, amount: Amount) -> bool:
    """True if the amount counts products: 100 dresses, not iPhone 16 cases."""
    before = cursor.message.tokens[cursor.start - 1] if cursor.start else None
    if before is not None and before.text.lower() in ("x", "×") and cursor.start > 1:  # towels x 150
        return cursor.message.tokens[cursor.start - 2].has("category", "head") and amount.low == int(amount.low)
    opens = before is None or before.has("stop", "filler", "goods", "break")
    named = _noun_ahead(cursor) and not (before is not None and before.has("measured", "nth"))
    return named and opens and amount.low >= _MANY and amount.low == int(amount.low)


def _noun_ahead(cursor: Cursor) -> bool:
    """True if the product's name follows, with few describing words before it: 300 kraft notebooks."""
    for token in cursor.message.tokens[cursor.place : cursor.place + _DESCRIBED + 1]:
        if token.has("category", "head"):
            return True
        if token.has("break", "stop", "filler") or (token.meanings and not token.has("value", "attribute", "word")):
            return False
    return False


def _is_quantity(cursor: Cursor, amount: Amount) -> bool:
    """True if a word of buying precedes a whole number that is no attribute value and ends the clause: "T-shirts, need 500"."""
    said = cursor.message.tokens[cursor.start : cursor.place]
    before = cursor.message.tokens[cursor.start - 1] if cursor.start else None
    ends = cursor.token is None or cursor.token.has("break")
    bare = before is not None and before.has("goods") and ends and not any(token.has("value") for token in said)
    return bare and amount.low >= _MANY and amount.low == amount.high == int(amount.low)


def _counts_shown(cursor: Cursor, amount: Amount) -> bool:
    """True for "200 of the cheapest", "500 of these"."""
    follows = cursor.token is not None and cursor.token.text.lower().split()[:1] == ["of"]
    return follows and amount.unit in (None, "pcs") and amount.low >= _MANY and amount.low == int(amount.low)


def _of_supplier(cursor: Cursor) -> bool:
    """True if a supplier noun precedes in the clause: "from sellers rated 4.7", "suppliers scoring at least 4.5"."""
    return cursor.back("supplier_noun", skipping=("filler", "stop", "measured"), most=3) is not None


def _beside_supplier(cursor: Cursor) -> bool:
    kinds = ("supplier_kind", "supplier_noun")
    return cursor.ahead(*kinds, most=3) is not None or cursor.back(*kinds, skipping=("filler", "stop"), most=3) is not None


def _count(cursor: Cursor, op: str | None, amount: Amount) -> str | None:
    wanted = cursor.back("goods", skipping=("filler", "bound", "stop"), most=2) is not None
    least = any(token.has("least") for token in cursor.message.tokens[cursor.start : cursor.place])
    if not wanted and (least or (cursor.token is not None and cursor.token.has("accept"))):
        return "moq"  # "minimum 50 pieces", "50 pieces is OK": an acceptable MOQ
    if (own := part_count(cursor, amount, op)) is not None:
        return own
    if wanted:
        return "quantity"
    if op in ("<=", "<"):
        return "moq"
    if cursor.words.endswith("支") and cursor.token is not None and cursor.token.has("value"):
        return None  # 60支长绒棉 is a yarn count
    return "quantity" if op in (">=", ">", "~", "=") or (op is None and amount.low >= 20) else None


def rates_something_else(cursor: Cursor, op: str | None) -> bool:
    """True if a word for a rated thing (五星级酒店, "a hotel with five stars") stands directly after the stars, or before them in the clause."""
    tokens = cursor.message.tokens
    behind = tokens[cursor.place : cursor.place + 1 + (op is None)]
    if behind and (_is_rated(behind[0]) or (len(behind) > 1 and behind[0].has("glue") and _is_rated(behind[1]))):
        return True
    for token in reversed(tokens[max(cursor.start - 1 - _PASSING, 0) : cursor.start]):
        if not token.has("filler"):
            return _is_rated(token)
    return False


def _is_rated(token: Token) -> bool:
    word = token.text.lower()
    return not token.has("category", "head") and (word in _rated() or any(word.startswith(each) for each in _rated() if each >= "\u3400"))


@cache
def _rated() -> frozenset[str]:
    words = load("classed")
    return frozenset(str(word) for language in LANGUAGES for word in words[language])
