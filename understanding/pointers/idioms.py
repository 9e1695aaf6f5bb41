"""Pointers in one phrase: the last but one, 头两款, the last of the flasks, 两个包, and what means one where nothing else is said (2, 都要)."""

from ...schema.reference import Place, Reference
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .nouns import noun
from .ordinals import amount_of, counted_out

_FEW = 12  # a bare number up to this answers "which one?"
_MANY = 3  # two are "both"


def alone(cursor: Cursor) -> Found | None:
    """2, 都要: what means a pointer where the message says nothing else."""
    token, message = cursor.token, cursor.message
    if token is None or not message.shown or any(each is not token for each in message.said):
        return None
    if token.has("ordinal"):
        cursor.place += 1
        return counted_out(cursor, [int(token.value("ordinal"))])
    if token.has("alone"):
        return Found(cursor.place + 1, references=(Reference(kind="all", text=token.text, count=0),))
    amount: Amount | None = token.value("amount")
    if amount is None or amount.unit is not None or amount.low > _FEW or token.has("one"):
        return None
    count = amount_of(cursor)
    cursor.skip("tag", "measure", most=1)
    return counted_out(cursor, [count]) if count is not None else None


def from_end(cursor: Cursor) -> Found | None:
    """The last but one, 末尾那个, 头两款."""
    token = cursor.take("from_end", "few")
    if token is None:
        return None
    cursor.skip("measure", most=1)
    few = token.value("few")
    return counted_out(cursor, list(range(1, int(few) + 1)) if few else [int(token.value("from_end"))])


def of_two(cursor: Cursor) -> Found | None:
    """The former, 后者: of the two talked about together."""
    token = cursor.take("of_two")
    if token is None or not cursor.message.shown:
        return None
    cursor.skip("one", most=1)
    reference = Reference(kind="ordinal", ordinal=int(token.value("of_two")), text=cursor.words, pair=True)
    return Found(cursor.place, references=(reference,))


def entire(cursor: Cursor) -> Found | None:
    """All five (of them), 五款都: so many that nothing is left out, where no noun says of what else."""
    if not cursor.message.shown:
        return None
    english = cursor.token is not None and cursor.token.text.lower() == "all" and cursor.take("entire") is not None
    if not english:
        cursor.skip("demonstrative", most=1)
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token is not None else None
    if amount is None or amount.unit not in (None, "pcs") or not 1 < amount.low <= _FEW or amount.low != int(amount.low):
        return None
    if english:
        scoped = cursor.take("scope", "measure") is not None
        whole = scoped or cursor.token is None or not cursor.token.has("category", "head", "value", "attribute", "unit", "bound")
    else:
        cursor.skip("measure", most=1)
        whole = amount.spelled and cursor.take("entire") is not None
    return Found(cursor.place, references=(Reference(kind="all", count=int(amount.low), text=cursor.words.strip()),)) if whole else None


def these(cursor: Cursor) -> Found | None:
    """这10款(里), among these 10 products: so many of what was shown."""
    if not cursor.message.shown:
        return None
    token = cursor.token
    english = token is not None and token.value("reference") == "all" and token.text.isascii()
    if token is None or not (english or token.has("demonstrative")):
        return None
    cursor.place += 1
    count = amount_of(cursor)
    measured = cursor.take("measure") is not None
    ends = cursor.token is None or cursor.token.has("break", "scope", "filler", "stop", "inside")
    if count is None or count < _MANY or not (measured or english) or not ends:
        return None
    cursor.skip("scope", "inside", most=1)
    return Found(cursor.place, references=(Reference(kind="all", count=count, text=cursor.words.strip()),))


def last_of(cursor: Cursor) -> Found | None:
    """The last of the flasks, the first and the last."""
    token = cursor.take("nth")
    if token is None or "last" not in token.values("nth") or not token.text.isascii():
        return None
    before = cursor.message.tokens[max(0, cursor.start - 2) : cursor.start]
    joined = len(before) == 2 and before[0].has("and", "or", "joins", "towards") and before[1].has("determiner")
    of = cursor.token is not None and (cursor.token.has("among", "scope") or noun(cursor.token, cursor.message) is not None)
    return counted_out(cursor, [-1]) if of or joined else None


def goods(cursor: Cursor) -> Found | None:
    """两个包都(防水吗): so many of what was shown."""
    token = cursor.take("amount")
    amount = token.value("amount") if token is not None else None
    if amount is None or not amount.spelled or amount.unit not in (None, "pcs") or not 1 < amount.low < 10 or not cursor.message.shown:
        return None
    cursor.skip("measure", most=1)
    token, about = cursor.token, noun(cursor.token, cursor.message)
    if token is None or about is None or not token.text >= "\u3400" or not cursor.message.told.question:
        return None
    cursor.place += 1
    return Found(cursor.place, references=(Reference(kind="all", count=int(amount.low), text=cursor.words, place=Place(about=about)),))
