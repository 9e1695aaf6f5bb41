"""Products and suppliers of the catalogue called by their id or name, whether or not they were shown: P002501, 深圳精耀电子厂."""

from ...schema.reference import Reference
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition


def product_named(cursor: Cursor) -> Found | None:
    """A product's own number."""
    token = cursor.take("product")
    if token is None:
        return None
    this = condition("product", "in", (str(token.value("product")),), text=token.text)
    return Found(cursor.place, references=(Reference(kind="described", text=token.text, conditions=(this,)),))


def supplier_named(cursor: Cursor) -> Found | None:
    """A supplier, asked about by itself; beside goods it says whose they are to be: 精耀电子的充电宝."""
    token = cursor.take("firm")
    if token is None:
        return None
    ids = tuple(str(each) for each in token.values("firm"))
    theirs = condition("supplier", "in", ids, text=token.text)
    if any(each.has("category", "head") and not each.has("firm") for each in cursor.message.tokens):
        return Found(cursor.place, conditions=(theirs,))
    return Found(cursor.place, references=(Reference(kind="supplier", text=token.text, conditions=(theirs,)),))
