"""What "the bamboo one" says of the product that it means: conditions, words of its record, the most or least of something."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ...schema.condition import Condition
from ..productions.bounds import bound
from ..productions.lacks import having
from ..productions.series import series
from ..productions.superlatives import most_of
from ..productions.terms import term
from ..productions.wishes import wish
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition, number
from ..tokens.token import Token
from .nouns import noun

_READING: tuple[Callable[[Cursor], Found | None], ...] = (series, bound, term, wish, having)
_RECORDED = (
    "value", "brand", "common_brand", "certificate", "place", "class", "supplier_kind", "audience", "measured", "word", "attribute", "category",
    "head",
)  # fmt: skip
_ENDS = ("one", "reference", "demonstrative", "demonstrated", "ordinal", "nth", "otherwise", "apart", "question", "determiner")


_BARE = re.compile(r"^(with (an? )?|带有?)", re.IGNORECASE)
_OWNING = ("with", "has", "having", "带", "带有", "有")


@dataclass
class Description:
    """`words` are those that no condition reads; `sorts` the superlatives, in their order."""

    conditions: list[Condition] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    sorts: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.conditions or self.words or self.sorts)

    @property
    def vague(self) -> bool:
        """Whether nothing in it is known to languages or catalogue."""
        return not self.conditions and not self.sorts


def describe(cursor: Cursor, glue: tuple[str, ...] = (), most: int = 5) -> Description:
    """The items from here on, what only joins them (tokens of kinds `glue`) between; the cursor ends behind the last item."""
    found, end = Description(), cursor.place
    for _ in range(2 * most):
        if _item(cursor, found):
            end = cursor.place
        elif _both(cursor, found):
            cursor.place += 1
        elif cursor.token is None or not found or not (cursor.token.has(*glue) or (found and _own(cursor, cursor.token))):
            break
        else:
            cursor.place += 1
    cursor.place = end
    return found


def _both(cursor: Cursor, found: Description) -> bool:
    """最贵和最便宜的那两款: two superlatives."""
    here = cursor.message.tokens[cursor.place : cursor.place + 2]
    return bool(found.sorts) and len(here) == 2 and here[0].text >= "\u3400" and here[0].has("and") and here[1].has("sort", "extreme", "most")


def _own(cursor: Cursor, token: Token) -> bool:
    """The noun inside a description: 竹纤维 睡袋 那款."""
    return token.text >= "\u3400" and noun(token, cursor.message) is not None


def _item(cursor: Cursor, found: Description) -> bool:
    token = cursor.token
    if (
        token is None
        or token.has("break")
        or noun(token, cursor.message) is not None
        or (token.has(*_ENDS) and not token.has("sort", "extreme", "most"))
    ):
        return False
    if (sort := most_of(cursor)) is not None:
        found.sorts.append(sort)
        return True
    conditions = _price(cursor, token) or _read(cursor)
    if conditions:
        found.conditions += conditions
        return True
    plain = token.has("stop", "filler") or not token.has(*_RECORDED)
    if (token.meanings and plain) or not any(char.isalnum() for char in token.text):
        return False
    start = cursor.place
    cursor.place += 1
    while not token.meanings and _goes_on(cursor):
        cursor.place += 1
    if not token.has("attribute") or token.has("value") or _owned(cursor, start):
        tokens = cursor.message.tokens
        found.words.append(_BARE.sub("", cursor.message.text[tokens[start].start : tokens[cursor.place - 1].end]))
    return True


def _owned(cursor: Cursor, place: int) -> bool:
    """Whether an attribute is all that is said of it: the one with a hood, 带帽子那款."""
    before, after = cursor.message.tokens[max(place - 2, 0) : place], cursor.message.tokens[cursor.place : cursor.place + 1]
    introduced = having_it(cursor.message.tokens[place]) or any(token.text.lower() in _OWNING for token in before)
    return introduced and not any(token.has("value", "amount", "bound") for token in after)


def having_it(token: Token) -> bool:
    """Whether it says "with" and an attribute in one: 带帽子, with a hood."""
    return token.has("attribute") and token.text.lower().startswith(("with ", "带"))


def _goes_on(cursor: Cursor) -> bool:
    """A character of an unknown name that means something elsewhere: 聚成电子."""
    here = cursor.message.tokens[cursor.place : cursor.place + 2]
    return (
        len(here) == 2
        and all(token.text >= "\u3400" and not token.gap for token in here)
        and len(here[0].text) == 1
        and not here[0].has(*_ENDS, "glue")
        and (not here[1].meanings or here[1].has("reference", "demonstrative", "demonstrated", "glue"))
    )


def _price(cursor: Cursor, token: Token) -> list[Condition]:
    """ "The 89 yuan one" costs 89 and some cents, 89 itself before others."""
    amount: Amount | None = token.value("amount")
    if amount is None or not (amount.money or (amount.unit is None and not token.has("value", "measure") and _alone(cursor))):
        return []
    cursor.place += 1
    cursor.skip("odd", most=1)
    unit = amount.unit if amount.money else cursor.message.vocabulary.currency
    whole = amount.low == int(amount.low)
    high = amount.high if amount.high > amount.low else amount.low + 1
    exact = condition("price", "=", number(amount.low), unit=unit, hard=not whole, text=token.text)
    if not whole:
        return [exact]
    return [
        condition("price", ">=", number(amount.low), unit=unit, text=token.text),
        condition("price", "<", number(high), unit=unit, text=token.text),
        exact,
    ]


def _alone(cursor: Cursor) -> bool:
    after = cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return not after or not (after[0].has("unit") or (after[0].has("value") and not after[0].gap))


def _read(cursor: Cursor) -> list[Condition]:
    """Whatever the grammar reads here as conditions; a bare number is met by that number."""
    start, bare = cursor.place, cursor.token is not None and cursor.token.has("amount")
    for production in _READING:
        found = production(Cursor(cursor.message.worded, start))
        if found is not None and found.conditions and found.end > start:
            cursor.place = found.end
            return [each.model_copy(update={"hard": True, **({"op": "="} if bare and each.op in ("<=", ">=") else {})}) for each in found.conditions]
    return []
