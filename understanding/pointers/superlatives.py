"""Superlatives: 最便宜的, the lightest, 容量最大, the second cheapest; which has most of something is asked."""

from ...schema.reference import Reference
from ..productions.comparatives import measured
from ..productions.superlatives import most_of
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found

_FEW = 9


def counted_most(cursor: Cursor) -> Found | None:
    """第二便宜的那款, the second lightest."""
    if not cursor.message.shown or (token := cursor.take("nth", "ordinal")) is None:
        return None
    count = int(token.value("ordinal") or 0)
    if not count:
        amount: Amount | None = cursor.token.value("amount") if cursor.token is not None else None
        count = int(amount.low) if amount is not None and amount.unit is None and "first" in token.values("nth") else 0
        cursor.place += 1
    beside = cursor.token is not None and cursor.token.has("compares") and cursor.token.text.isascii()
    sort = most_of(cursor) or _glued(cursor)
    if beside or not 1 < count <= _FEW:
        return None  # is the second dearer (than the first)?
    if sort is None:  # of what nothing states, there is no second
        unknown = cursor.take("most", "bare")
        described = Reference(kind="described", text=cursor.words, words=(cursor.words,))
        return Found(cursor.place, references=(described,)) if unknown is not None else None
    cursor.skip("glue", most=1).skip("reference", "demonstrated", "one", most=1)
    return Found(cursor.place, references=(Reference(kind="extreme", sort=sort, ordinal=count, text=cursor.words),))


def _glued(cursor: Cursor) -> str | None:
    """第二轻: the superlative without 最."""
    token = cursor.take("bare")
    if token is None:
        return None
    kind, of, sort = token.value("bare")
    wish = measured(cursor, kind, of)
    return sort or (f"{'-' if wish.kind == 'less' else ''}{wish.field}" if wish is not None else None)


def which_most(cursor: Cursor) -> Found | None:
    """哪款最轻, "which has the longest battery life": the one of the list that is, or all that are."""
    told = cursor.message.told
    if not cursor.message.shown or not told.superlative or cursor.token is None or not cursor.token.has("most", "attribute", "sort", "field"):
        return None
    sort = most_of(cursor)
    if (
        sort is None
        or not ("attr." in sort or _of_sellers(sort, cursor))
        or any(token.has("apart", "apart_after") for token in cursor.message.tokens)
    ):
        return None  # what is left is chosen from: leaving out the titanium one
    return Found(cursor.place, references=(Reference(kind="extreme", sort=sort, count=0, text=cursor.words),))


def _of_sellers(sort: str, cursor: Cursor) -> bool:
    """Which product's seller is bought from again most: several may have one seller. Where sellers are asked for, it is one of them."""
    told = bool(cursor.message.told.intents.keys() & {"supplier", "their_suppliers"})
    sellers = told or any(token.has("supplier_noun", "supplier_kind") for token in cursor.message.tokens)
    return sort == "supplier.repurchase_rate" and not sellers
