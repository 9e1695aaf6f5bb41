"""Descriptions beside a demonstrative: 竹纤维那款, 那款竹纤维的, 最便宜的那个, 童岸那家的; and superlatives of what was shown."""

from dataclasses import replace

from ...schema.reference import Reference
from ..productions.superlatives import most_of
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .description import Description, describe
from .heads import Head, number, pointing
from .nouns import elsewhere, noun


def pointed(cursor: Cursor) -> Found | None:
    """竹纤维那款, 最便宜的那个, 童岸那家的, 冬天穿的那款聚酯纤维的."""
    if not any(
        token.has("reference", "demonstrative", "demonstrated", "possession") for token in cursor.message.tokens[cursor.place : cursor.place + 12]
    ):
        return None
    said = describe(cursor, ("glue",))
    if not said:
        return None
    about = noun(cursor.token, cursor.message)
    if about is not None:
        cursor.place += 1  # 骨传导耳机那款
    owner = cursor.take("possession") is not None
    joined = owner or cursor.take("glue") is not None
    cursor.skip("glue", most=1)
    if said.vague and not joined and _behind(cursor) is not None:
        return None  # 看中那个68元的
    head = _demonstrative(cursor) or (Head() if owner and said.conditions and cursor.message.told.question else None)
    if head is None or (cursor.token is not None and cursor.token.has("named")):
        return None  # 眠云朵这个牌子
    said = _behind(cursor, said, head) or said
    if head.kind == "supplier":
        return _of_supplier(cursor, said)
    if about is None and (about := noun(cursor.token, cursor.message)) is not None:
        cursor.place += 1  # 野渡河那款睡袋
    head = replace(head, place=elsewhere(about, cursor.message))
    if said.vague and not joined:
        return Found(cursor.place, references=(Reference(kind="focus", text=cursor.words, words=tuple(said.words)),))
    return pointing(cursor, said, head)


def following(cursor: Cursor) -> Found | None:
    """那款竹纤维的, 那几款温山壶的, 那款竹纤维睡袋, 刚才有个竹纤维的."""
    token = cursor.token
    if token is None or (token.text[:1] != "那" and "seen" not in token.values("demonstrated")):
        return None
    head = _demonstrative(cursor)
    said = _behind(cursor, None, head) if head is not None else None
    return pointing(cursor, said, head) if said and head is not None else None


def superlative(cursor: Cursor) -> Found | None:
    """里面最贵的, 最便宜的有证书吗, 对比最便宜的和最贵的."""
    token, message = cursor.token, cursor.message
    before = message.tokens[cursor.place - 1] if cursor.place else None
    if token is None or not token.text[:1] >= "\u3400" or (sort := most_of(cursor)) is None:
        return None
    scoped = before is not None and before.has("scope", "inside") and before.text != "的" and not _of_described(cursor)
    cursor.skip("glue", most=1)
    after = cursor.token
    if after is not None and after.has("amount", "category", "head"):
        return None
    asked = message.told.question and bool(message.told.asks) and "which" not in message.told.intents
    if not (scoped or _beside(cursor) or "compare" in message.told.intents or (asked and after is not None and not after.has("break"))):
        return None
    return Found(cursor.place, references=(Reference(kind="extreme", sort=sort, text=cursor.words),))


def _of_described(cursor: Cursor) -> bool:
    """Whether it is of goods that the message describes and of none that it points at: 20000毫安的里面最便宜的 is looked for among all of these."""
    tokens = cursor.message.tokens
    first = next((place + 1 for place in range(cursor.start - 1, -1, -1) if tokens[place].has("break")), 0)
    said = [token for token in tokens[first : cursor.start - 1] if not token.has("glue", "filler")]
    if not said or any(token.has("demonstrative", "demonstrated", "ordinal", "nth", "reference", "measure") for token in said):
        return False
    amount: Amount | None = said[-1].value("amount")
    return said[-1].has("value") if amount is None else amount.unit is not None and amount.dimension != "count"


def _beside(cursor: Cursor) -> bool:
    """Whether another superlative stands beside it: 最便宜的和最贵的."""
    tokens, links = cursor.message.tokens, ("and", "link", "joins")
    after = tokens[cursor.place : cursor.place + 2]
    before = [token for token in tokens[max(0, cursor.start - 3) : cursor.start] if not token.has("glue")]
    ahead = len(after) == 2 and after[0].has(*links) and after[1].has("sort", "extreme", "most")
    return ahead or (len(before) > 1 and before[-1].has(*links) and before[-2].has("sort", "extreme", "most"))


def several(cursor: Cursor) -> Found | None:
    """两款316的(哪个更轻): so many that are so, where they are compared."""
    if not cursor.message.told.intents.keys() & {"compare", "pick", "which"}:
        return None
    token = cursor.token
    amount = token.value("amount") if token is not None else None
    if amount is not None and amount.unit == "pcs" and amount.spelled and 1 < amount.low < 10:  # 两条
        count = int(amount.low)
        cursor.place += 1
    else:
        count = number(cursor)
        if not count or cursor.take("measure") is None:
            return None
    said = describe(cursor, ("glue",))
    if not said or said.vague or cursor.take("glue") is None:
        return None
    return pointing(cursor, said, Head(count))


def _demonstrative(cursor: Cursor) -> Head | None:
    """那款, 那几款, 那两款, 那家, 那 + 条."""
    token = cursor.token
    if token is None or not token.text[:1] >= "\u3400":
        return None
    if token.has("reference") and token.value("reference") in ("focus", "all", "supplier"):
        cursor.place += 1
        kind = str(token.value("reference"))
        count = token.value("several") or (0 if kind == "all" else 1)
        if kind == "all" and token.has("scope"):
            return None
        return Head(int(count), kind="supplier" if kind == "supplier" else "described")
    if cursor.take("demonstrated") is not None:
        return Head()
    if cursor.take("demonstrative") is None:
        return None
    count = number(cursor)
    return Head(count or 1) if cursor.take("measure") is not None else None


def _behind(cursor: Cursor, said: Description | None = None, head: Head | None = None) -> Description | None:
    """What a demonstrative is followed by: a description with 的, or with the noun; not where that is asked (那款是竹纤维的吗)."""
    place = cursor.place
    if head is None and (_demonstrative(cursor)) is None:
        cursor.place = place
        return None
    owner = head is not None and head.kind == "supplier" and cursor.take("glue") is not None
    if owner:
        _demonstrative(cursor)
    more = describe(cursor, ("glue",))
    closed = cursor.take("glue") is not None or noun(cursor.token, cursor.message) is not None
    asked = cursor.token is not None and cursor.token.text in ("吗", "么", "?", "？")
    if not more or ((not closed or asked) and not owner):
        cursor.place = place
        return None
    if noun(cursor.token, cursor.message) is not None:
        cursor.place += 1
    old = said or Description()
    return Description([*old.conditions, *more.conditions], [*old.words, *more.words], [*old.sorts, *more.sorts])


def _of_supplier(cursor: Cursor, said: Description) -> Found:
    """童岸那家 is a supplier, 童岸那家的 its product."""
    product = cursor.message.tokens[cursor.place - 1].has("glue") or cursor.take("glue") is not None
    if product:
        _demonstrative(cursor)
        return pointing(cursor, said, Head())
    return Found(
        cursor.place,
        references=(Reference(kind="supplier", text=cursor.words, conditions=tuple(said.conditions), words=tuple(said.words)),),
    )
