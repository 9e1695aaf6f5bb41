"""Pointers by number: 第二款, 2号, the last but one, number 2, the first two, compare 1 and 3."""

from typing import Literal

from ...schema.reference import Place, Reference
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .nouns import noun

_MOST = 50  # no list is longer
_NO_MEASURE = ("号", "家")  # behind a number that no list reaches: 第2024号 is a code
_IS = ("is", "isn't", "was", "are", "does", "will")
_FEW = 12  # 2号, not 38号


def numbered(cursor: Cursor) -> Found | None:
    """compare 1 and 3: bare numbers, two or more."""
    first = cursor.token.value("amount") if cursor.token is not None and cursor.message.comparing else None
    if first is None or first.unit is not None:
        return None
    one = amount_of(cursor)
    others = _also(cursor)
    alone = cursor.message.against and one is not None and one <= _FEW
    return counted_out(cursor, [one, *others]) if one is not None and (others or alone) else None


def counted(cursor: Cursor) -> Found | None:
    """第二款, 倒数第二个, number 2, 前两款, the first two, the last three."""
    token = cursor.take("nth", "ordinal")
    if token is None:
        return None
    kinds = set(token.values("nth")) | ({"front"} if token.value("ordinal") == 1 else set())
    if token.has("ordinal") and token.value("ordinal") != 1:
        return None
    if cursor.token is not None and cursor.token.text == "." and token.has("not"):
        cursor.place += 1  # no. 2
    kept = cursor.place
    count = amount_of(cursor)
    if count is None:
        cursor.place = kept
        return _out_of_range(cursor) if "first" in kinds and cursor.message.shown else None
    text_end = cursor.skip("measure", most=1).place
    spelled = token.text.lower()
    if "first" in kinds and not token.has("ordinal"):
        sign = -1 if spelled.startswith("倒") else 1
        also = _also(cursor)
        return counted_out(cursor, [sign * count, *also])
    if "last" in kinds and spelled.startswith("倒"):
        return counted_out(cursor, [-count])
    if kinds & {"front"} and count > 1 and not cursor.message.shown and cursor.token is not None and cursor.token.has("category", "head"):
        return Found(cursor.place, few=count)  # top 3 tents
    if kinds & {"front"} and count > 1:
        return counted_out(cursor, list(range(1, count + 1)))
    if kinds & {"back", "last"}:
        return counted_out(cursor, list(range(-count, 0)) if count > 1 else [-1])
    cursor.place = text_end
    return None


def _out_of_range(cursor: Cursor) -> Found | None:
    """第0款, 第-1款, 第999款, number 999: no list has such a one, which is said; it is nothing to search for."""
    spelled = cursor.message.tokens[cursor.start].text
    below = cursor.token is not None and cursor.token.text == "-"
    cursor.place += below
    token = cursor.token
    number = token.value("amount") if token is not None else None
    if number is None or number.dimension not in (None, "count") or number.low != int(number.low):
        return None
    cursor.place += 1
    measured = number.unit is not None or cursor.take("measure") is not None
    ends = cursor.token is None or cursor.token.has("break")
    if not (measured if spelled == "第" else ends and not cursor.start) or cursor.message.tokens[cursor.place - 1].text in _NO_MEASURE:
        return None
    ordinal = 0 if below or number.low <= 0 else int(number.low)
    return Found(cursor.place, references=(Reference(kind="ordinal", ordinal=ordinal, text=cursor.words),))


def tagged(cursor: Cursor) -> Found | None:
    """2号, 二号和五号."""
    numbers: list[int] = []
    while True:
        place = cursor.place
        if numbers and cursor.take("or", "and", "link", "joins", "break") is None:
            break
        count = amount_of(cursor)
        if count is None or count > _FEW or cursor.take("tag") is None:
            cursor.place = place
            break
        numbers.append(count)
    return counted_out(cursor, numbers) if numbers and cursor.message.shown else None


def ordinal(cursor: Cursor) -> Found | None:
    """the second one; "first" alone only with "the" or "one" (an adverb otherwise)."""
    token = cursor.take("ordinal")
    if token is None:
        return None
    tokens = cursor.message.tokens
    article = cursor.start > 0 and tokens[cursor.start - 1].text.lower() in ("the", "and", "or", "&", "vs", "versus", "compare", "with", "of")
    measure = cursor.take("measure") or cursor.token if noun(cursor.token, cursor.message) is not None else cursor.take("measure")
    if not article and measure is None:
        return None
    if measure is None and cursor.token is not None and not cursor.token.meanings and not _asked_of(cursor):
        return None  # the second hand market
    ordinals = [int(token.value("ordinal"))]
    while (more := _next_ordinal(cursor)) is not None:
        ordinals.append(more)
    return counted_out(cursor, ordinals)


def _asked_of(cursor: Cursor) -> bool:
    """Whether it is asked if the first is what the last word says: is the first safe?"""
    tokens = cursor.message.tokens
    asks = cursor.message.told.question and cursor.start > 1 and tokens[cursor.start - 2].text.lower() in _IS
    return asks and (cursor.place + 1 == len(tokens) or tokens[cursor.place + 1].has("break"))


def _next_ordinal(cursor: Cursor) -> int | None:
    """… and (the) third (one)."""
    place = cursor.place
    if cursor.take("and", "or", "break") is not None:
        token = cursor.reach("ordinal", most=1)
        if token is not None:
            cursor.skip("measure", most=1)
            return int(token.value("ordinal"))
    cursor.place = place
    return None


def _also(cursor: Cursor) -> list[int]:
    """第一和第三款, 第1、2款: more ordinals of the same kind."""
    found: list[int] = []
    while True:
        place = cursor.place
        if cursor.take("or", "and", "link", "break", "joins") is None:
            return found
        cursor.take("nth")
        count = amount_of(cursor)
        cursor.skip("measure", most=1)
        if count is None:
            cursor.place = place
            return found
        found.append(count)


def amount_of(cursor: Cursor) -> int | None:
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token is not None else None
    if amount is None or amount.dimension not in (None, "count") or not 0 < amount.low <= _MOST or amount.low != int(amount.low):
        return None
    return int(amount.low)


def counted_out(cursor: Cursor, ordinals: list[int]) -> Found:
    kind: Literal["ordinal", "supplier"] = "supplier" if _of_suppliers(cursor) else "ordinal"
    about = noun(cursor.token, cursor.message)
    cursor.place += about is not None
    return Found(
        cursor.place,
        references=tuple(
            Reference(kind=kind, ordinal=each, text=cursor.words, place=Place(about=about) if about else None) for each in dict.fromkeys(ordinals)
        ),
    )


def _of_suppliers(cursor: Cursor) -> bool:
    """第二家(供应商), the second supplier: counted among suppliers, not products. 第二款的厂家 is the second product's."""
    tokens = cursor.message.tokens
    counted = tokens[cursor.place - 1].text == "家"
    if cursor.take("supplier_noun") is not None or counted:
        cursor.skip("supplier_noun", most=1)
        return True
    return False
