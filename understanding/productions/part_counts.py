"""Counts of parts in one product, by its own counter word (87键, 200 needles, 500颗 of building blocks), not counts of products to buy."""

from collections.abc import Iterator

from ..language.phrases import Meaning
from ..slots import UPPER
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.token import Token
from ..vocabulary.concepts import COUNT, concepts

_PARTS = frozenset("张页抽片")
"""Counter words of parts; 件, 支 and pieces count products."""
_PIECES = "pieces"
_HOLDING = "装"
_GOODS = ("category", "head")
_OTHER = ("unit", "measure", "field", "tail", "bound_after", *_GOODS)


def part_word(cursor: Cursor, amount: Amount) -> Token | None:
    """The counter word directly after a bare number, as the attribute that it counts: 87键 where the products state 键数."""
    token = cursor.token
    word = token.text.removesuffix(_HOLDING) if token is not None else ""
    if token is None or amount.unit is not None or token.gap or len(word) != 1 or word < "\u3400" or token.has(*_OTHER):
        return None
    name = next(stated(cursor, word), None)
    if name is None:
        return None
    cursor.place += 1
    return Token(token.text, token.start, token.end, (Meaning("attribute", (name,)),), token.gap)


def part_count(cursor: Cursor, amount: Amount, op: str | None) -> str | None:
    """`attr.NAME` of the parts counted by a word that can count products too: 80张以上 of notebooks. Pieces of a set are told from sets to buy by the
    number's place and by whether any such set has so many: 100件以上 of screwdriver sets are pieces, 300件 of bedding is a quantity."""
    tokens = cursor.message.tokens
    word = next((_last(token.text) for token in tokens[cursor.start : cursor.place] if token.has("amount")), "")
    name = next(stated(cursor, word), None) if word and amount.unit == "pcs" else None
    if name is None or not (_describes(cursor) or _follows_goods(cursor, op, either=word in _PARTS or name not in _pieces(cursor))):
        return None
    if word not in _PARTS and name in _pieces(cursor) and not _within_most(cursor, name, amount, op):
        return None
    cursor.place += cursor.token is not None and cursor.token.text == _HOLDING
    return f"attr.{name}"


def _last(text: str) -> str:
    return text[-1] if text[-1:] >= "\u3400" else text.replace("-", " ").split()[-1].lower()


def _within_most(cursor: Cursor, name: str, amount: Amount, op: str | None) -> bool:
    """True if some product of the category has so many parts, or an upper bound is asked for. False if no product states a number."""
    most = cursor.message.most(cursor.message.category, name)
    return most is not None and (op in UPPER or amount.low <= most)


def _describes(cursor: Cursor) -> bool:
    """True if the number describes a product: 12支装, 100件以上的, a 500-piece set."""
    tokens, here = cursor.message.tokens, cursor.token
    after = tokens[cursor.place + 1] if cursor.place + 1 < len(tokens) else None
    if here is not None and (here.text == _HOLDING or (here.text == "的" and (after is None or after.has("break", *_GOODS)))):
        return True
    return any("-" in token.text for token in tokens[cursor.start : cursor.place] if token.has("amount"))


def _follows_goods(cursor: Cursor, op: str | None, either: bool) -> bool:
    """True if no verb of buying precedes and, unless `either` (the word can't count products), the number follows the goods or has a
    comparator, without a budget."""
    if cursor.back("goods", skipping=("filler", "bound", "stop"), most=2) is not None:
        return False
    if either:
        return True
    if _has_budget(cursor) or cursor.ahead(*_GOODS, most=3) is not None:
        return False
    return op is not None or any(token.has(*_GOODS) for token in cursor.message.tokens[: cursor.start])


def _has_budget(cursor: Cursor) -> bool:
    """True if a budget is stated, so that the number is a quantity: 预算100，积木 500件."""
    return any("budget" in token.values("field") for token in cursor.message.tokens)


def stated(cursor: Cursor, word: str) -> Iterator[str]:
    """Attributes of the current category that `word` counts, by their names or by `counted` of a concept. Pieces aren't sheets, though catalogues use
    one word for both."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    if not shelf.known:
        return
    named = [
        name for each in vocabulary.phrases.get(f"{word}{COUNT}" if word >= "\u3400" else word) if each.kind == "attribute" for name in each.value
    ]
    named += [name for concept in concepts() if word in concept.counted for name in vocabulary.concepts.get(concept.name, ())]
    others = {*vocabulary.concepts.get(_PIECES, ())} - _pieces(cursor)
    for name in shelf.names(dict.fromkeys(named)):
        if vocabulary.attributes[name].kind == "number" and (name not in others or word in _PARTS):
            yield name


def _pieces(cursor: Cursor) -> set[str]:
    """Attributes that count the pieces of one product and belong to no narrower concept (sheets, pens per box)."""
    known = cursor.message.vocabulary.concepts
    return {*known.get(_PIECES, ())} - {name for concept, names in known.items() if concept != _PIECES for name in names}
