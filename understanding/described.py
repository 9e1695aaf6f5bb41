"""Pointers by what a product is: the bamboo one, 竹纤维那款, the cheapest of them, the one from Ningbo."""

from dataclasses import dataclass

from ..schema.reference import Place, Reference
from .cursor import Cursor
from .description import Description, describe
from .found import Found
from .lists import noun, plural
from .token import Token

_LINKED = ("and", "or", "link", "joins", "break")
_SEVERAL = 9


@dataclass(frozen=True)
class Head:
    """What a description belongs to: how many, of which list, of which kind ("supplier" for 那家)."""

    count: int = 1
    place: Place | None = None
    kind: str = "described"


def definite(cursor: Cursor) -> Found | None:
    """The bamboo one, those two cotton ones, the cheapest of them, the Miaoyi dress, the trader's."""
    determiner = cursor.take("determiner")
    if determiner is None and not (cursor.token is not None and cursor.token.has("sort", "extreme") and cursor.token.text.isascii()):
        return None
    count = _number(cursor)
    said = describe(cursor, ("glue",))
    head = _head(cursor, said, count) if said else None
    if head is None:
        return None
    if _wished(cursor, said, head):
        return None
    place = head.place
    said = _more(cursor, said)
    return _found(cursor, said, Head(head.count, place, head.kind))


def the_one(cursor: Cursor) -> Found | None:
    """The one with the zip, the dress from Hangzhou."""
    if cursor.take("determiner") is None:
        return None
    token, about = cursor.token, noun(cursor.token, cursor.message.shown)
    if token is None or not (token.has("one") or about):
        return None
    cursor.place += 1
    place = Place(about=about) if about else None
    said = _more(cursor, Description())
    if not said:
        if token.has("one") and not plural(token) and cursor.token is not None and cursor.token.has("among", "before_it"):
            return Found(cursor.place, references=(Reference(kind="focus", text=cursor.words),))
        return None
    head = Head(0 if plural(token) else 1, place)
    return None if _wished(cursor, said, head) else _found(cursor, said, head)


def pointed(cursor: Cursor) -> Found | None:
    """竹纤维那款, 最便宜的那个, 童岸那家的, 冬天穿的那款聚酯纤维的."""
    if not any(token.has("reference", "demonstrative") for token in cursor.message.tokens[cursor.place : cursor.place + 12]):
        return None
    said = describe(cursor, ("glue",))
    if not said:
        return None
    joined = cursor.take("glue") is not None
    cursor.skip("glue", most=1)
    if said.vague and not joined and _behind(cursor) is not None:
        return None  # 看中那个68元的
    head = _demonstrative(cursor)
    if head is None or (head.kind == "focus" and not said):
        return None
    said = _behind(cursor, said, head) or said
    if head.kind == "supplier":
        return _of_supplier(cursor, said)
    if said.vague and not joined:
        return Found(cursor.place, references=(Reference(kind="focus", text=cursor.words, words=tuple(said.words)),))
    return _found(cursor, said, head)


def following(cursor: Cursor) -> Found | None:
    """那款竹纤维的, 那几款温山壶的, 那款竹纤维睡袋."""
    token = cursor.token
    if token is None or token.text[:1] != "那":
        return None
    head = _demonstrative(cursor)
    said = _behind(cursor, None, head) if head is not None else None
    return _found(cursor, said, head) if said and head is not None else None


def superlative(cursor: Cursor) -> Found | None:
    """里面最贵的, 最便宜的有证书吗, 对比最便宜的和最贵的."""
    token, message = cursor.token, cursor.message
    sort = token.value("extreme") or token.value("sort") if token is not None else None
    if token is None or sort is None or not token.text[:1] >= "\u3400":
        return None
    before = message.tokens[cursor.place - 1] if cursor.place else None
    scoped = before is not None and before.has("scope", "inside") and before.text != "的"
    cursor.place += 1
    cursor.skip("glue", most=1)
    after = cursor.token
    if after is not None and after.has("amount", "category", "head"):
        return None
    asked = message.told.question and bool(message.told.asks) and "which" not in message.told.intents
    if not (scoped or "compare" in message.told.intents or (asked and after is not None and not after.has("break"))):
        return None
    return Found(cursor.place, references=(Reference(kind="extreme", sort=sort, text=cursor.words),))


def several(cursor: Cursor) -> Found | None:
    """两款316的(哪个更轻): so many that are so, where they are compared."""
    if not cursor.message.told.intents.keys() & {"compare", "pick", "which"}:
        return None
    count = _number(cursor)
    if not count or cursor.take("measure") is None:
        return None
    said = describe(cursor, ("glue",))
    if not said or said.vague or cursor.take("glue") is None:
        return None
    return _found(cursor, said, Head(count))


def _head(cursor: Cursor, said: Description, count: int) -> Head | None:
    """What the description belongs to, behind it."""
    token = cursor.token
    about = noun(token, cursor.message.shown)
    if token is not None and token.has("one"):
        cursor.place += 1
        return Head(count or (0 if plural(token) else 1))
    if token is not None and about is not None:
        cursor.place += 1
        return Head(count or (0 if plural(token) else 1), Place(about=about))
    if said.sorts and _scoped(cursor):
        return Head(count or 1)
    if not said.vague and token is not None and token.has("and", "or") and definite(Cursor(cursor.message, cursor.place + 1)) is not None:
        return Head()  # the titanium and the 750 ml one
    last = cursor.message.tokens[cursor.place - 1]
    ends = token is None or token.has("break", "and", "or", "joins", "stop", "filler", "not", "soft", "link")
    if said.sorts:
        return Head() if ends and cursor.ahead("amount", most=0) is None and _chosen(cursor) else None
    named = last.has("brand", "common_brand", "supplier_kind") or (not last.meanings and last.text[:1].isupper())
    owned = last.text.lower().endswith(("'s", "’s"))
    return Head() if ends and (owned or (named and cursor.start + 2 == cursor.place and not last.has("supplier_kind"))) else None


def _scoped(cursor: Cursor) -> bool:
    """Of them; of the sleeping bags is read by `lists`."""
    if cursor.take("scope") is not None:
        return True
    place = cursor.place
    if cursor.take("among") is not None:
        cursor.skip("determiner", "filler", most=2)
        if noun(cursor.token, cursor.message.shown) is not None:
            cursor.place = place
            return True
    cursor.place = place
    return False


def _chosen(cursor: Cursor) -> bool:
    """Whether the message asks about what was shown, rather than for an order."""
    told = cursor.message.told
    return "compare" in told.intents or (told.question and bool(told.asks) and "search" not in told.intents)


def _wished(cursor: Cursor, said: Description, head: Head) -> bool:
    """A wish rather than a pointer: show me the bamboo ones, the cheapest sleeping bags, only the red ones."""
    told = cursor.message.told
    asks = told.question or bool(told.intents.keys() & {"compare", "pick", "inquiry"})
    searches = "search" in told.intents and not told.intents.keys() & {"compare", "inquiry"}
    if head.count == 0 or head.place is not None:
        return not asks or searches
    return bool(said.sorts) and searches


def _more(cursor: Cursor, said: Description) -> Description:
    """With what a relative behind the head says: (the one) with the zip, at 27 yuan, from Bonachuan."""
    place = cursor.place
    while cursor.take("relative") is not None:
        cursor.skip("filler", "relative", "determiner", most=3)
    if cursor.place == place:
        return said
    token = cursor.token
    if token is None or token.has("one", "ordinal", "nth", "batch", "before_it", "reference") or noun(token, cursor.message.shown) is not None:
        cursor.place = place
        return said
    if said and _another(cursor, place):
        cursor.place = place
        return said
    more = describe(cursor, ("glue", "and"))
    if not more:
        cursor.place = place
    return Description([*said.conditions, *more.conditions], [*said.words, *more.words], [*said.sorts, *more.sorts])


def _another(cursor: Cursor, place: int) -> bool:
    """Whether what follows "with" is the other thing compared: … with the cheapest."""
    tokens = cursor.message.tokens[place + 1 : place + 3]
    return "compare" in cursor.message.told.intents and any(token.has("determiner") for token in tokens)


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
    if cursor.take("demonstrative") is None:
        return None
    count = _number(cursor)
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
    closed = cursor.take("glue") is not None or noun(cursor.token, cursor.message.shown) is not None
    asked = cursor.token is not None and cursor.token.text in ("吗", "么", "?", "？")
    if not more or ((not closed or asked) and not owner):
        cursor.place = place
        return None
    if noun(cursor.token, cursor.message.shown) is not None:
        cursor.place += 1
    old = said or Description()
    return Description([*old.conditions, *more.conditions], [*old.words, *more.words], [*old.sorts, *more.sorts])


def _of_supplier(cursor: Cursor, said: Description) -> Found:
    """童岸那家 is a supplier, 童岸那家的 its product."""
    product = cursor.message.tokens[cursor.place - 1].has("glue") or cursor.take("glue") is not None
    if product:
        _demonstrative(cursor)
        return _found(cursor, said, Head())
    return Found(
        cursor.place,
        references=(Reference(kind="supplier", text=cursor.words, conditions=tuple(said.conditions), words=tuple(said.words)),),
    )


def _found(cursor: Cursor, said: Description, head: Head) -> Found:
    conditions, words, text = tuple(said.conditions), tuple(said.words), cursor.words
    if not said.sorts:
        one = Reference(kind="described", text=text, conditions=conditions, words=words, count=head.count, place=head.place)
        return Found(cursor.place, references=(one,))
    counts = [1] * len(said.sorts) if head.count == len(said.sorts) else [head.count] * len(said.sorts)
    return Found(
        cursor.place,
        references=tuple(
            Reference(kind="extreme", sort=sort, text=text, conditions=conditions, words=words, count=count, place=head.place)
            for sort, count in zip(dict.fromkeys(said.sorts), counts, strict=False)
        ),
    )


def _number(cursor: Cursor) -> int:
    """How many, where a small number is said; 0 where none is."""
    token = cursor.token
    amount = token.value("amount") if token is not None else None
    if token is None or amount is None or token.has("one", "value") or amount.unit is not None or not 1 < amount.low <= _SEVERAL:
        return 0
    if amount.low != int(amount.low) or not _counts(cursor):
        return 0
    cursor.place += 1
    return int(amount.low)


def _counts(cursor: Cursor) -> bool:
    """Whether something that can be counted follows."""
    after: tuple[Token, ...] = cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return bool(after) and not after[0].has("one", "break", "unit")


PRODUCTIONS = (definite, the_one, pointed, following, superlative, several)
