"""Products and suppliers of the catalogue called by their id or name, whether or not they were shown: P002501, 深圳精耀电子厂."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...schema.reference import Reference
from ..language.lexicon import lexicon
from ..tokens.cursor import Cursor
from ..tokens.found import Found, Gathered, condition
from ..tokens.token import Token

_HOUSE = ("那家", "这家", "家")


def product_named(cursor: Cursor) -> Found | None:
    """A product's own number, or words of its title; the number of products that have them is asked about where one is meant."""
    token = cursor.take("product")
    if token is None:
        return None
    value = token.value("product")
    this = condition("product", "in", value if isinstance(value, tuple) else (str(value),), text=token.text)
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


def without_firms(parts: Sequence[Token]) -> tuple[Token, ...]:
    """`parts` with suppliers' names as words that only describe: 新纬家那个, the one from Bonachuan."""
    return tuple(each for token in parts for each in (_parted(token) if token.has("firm") else (token,)))


def describes(gathered: Gathered) -> bool:
    """Whether a pointer into what was shown says which by words."""
    return any(each.words and each.kind in ("described", "supplier", "extreme") for each in gathered.references)


def _parted(token: Token) -> Iterator[Token]:
    """The name, and the 家 that ends it."""
    house = next((end for end in _HOUSE if token.text.endswith(end)), "")
    cut = token.end - len(house)
    yield replace(token, text=token.text[: len(token.text) - len(house)], end=cut, meanings=())
    if house:
        yield Token(house, cut, token.end, lexicon().grammar.get(house))
