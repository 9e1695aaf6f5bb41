"""A measure of the buyer's case and not of goods: "a room of 26 degrees". Guides tell what suits it; nothing is filtered by it."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ...schema.fact import Fact
from ..language.lexicon import load
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor, value_of
from ..tokens.found import Found, Gathered
from ..tokens.measures import measured_field
from ..tokens.token import Token

_BETWEEN = 6  # tokens between the number and the word that says what it measures
_LINKS = ("stop", "filler", "glue", "relative", "bound", "to", "link", "placing")
_PAUSES = (",", "，")


class Case(NamedTuple):
    dimension: str
    beside: frozenset[str]
    felt: frozenset[str]
    """Words for the same without a number: a WARM room of 21 degrees."""
    loosely: frozenset[str]
    """Words that say it as well, where the number is one that it may be and nothing of the goods in hand is measured so: 我家晚上15度."""
    between: frozenset[str]
    usual: tuple[float, float]


def case(cursor: Cursor) -> Found | None:
    """The word first (室温26度, "our room is at 26 degrees"), or the number (26度的房间, "a 26-degree room"); what it feels like goes with it."""
    for name, known in _cases().items():
        start = cursor.place
        place = _felt(cursor, known)
        for read in (_behind, _before, _anew):
            cursor.place = place
            if (value := read(cursor, name, known)) is not None:
                cursor.place += _says(cursor.token, known, *known.loosely)  # 15 degrees AT NIGHT
                return Found(cursor.place, case=((name, value),))
        cursor.place = place
        if place > start and _says(cursor.token, known) and _measured(cursor, known):
            return Found(place + 1)
        cursor.place = start
    return None


def rooms(facts: Sequence[Fact], gathered: Gathered) -> tuple[Fact, ...]:
    """`facts` without those that name what was measured: our nursery, of 21 degrees, is a room and no trade."""
    beside = {word for name in gathered.case for word in _cases()[name].beside}
    return tuple(each for each in facts if each.kind != "trade" or not beside & {*each.text.casefold().split()})


def _felt(cursor: Cursor, known: Case) -> int:
    """Past what it feels like, where the word stands behind that: a warm ROOM, 暖和的房间."""
    start = cursor.place
    while cursor.token is not None and (_is_felt(cursor.token, known) or (cursor.place > start and cursor.token.text == "的")):
        cursor.place += 1
    if not _says(cursor.token, known):
        cursor.place = start
    return cursor.place


def _measured(cursor: Cursor, known: Case) -> bool:
    """Whether the message says how much it is."""
    amounts = (amount for token in cursor.message.tokens if (amount := token.value("amount")) is not None)
    return any(amount.dimension == known.dimension for amount in amounts)


def _is_felt(token: Token, known: Case) -> bool:
    return token.text.casefold() in known.felt


def _past(cursor: Cursor, known: Case) -> None:
    """What stands between the word and its number: is at, 比较暖，大概."""
    for _ in range(_BETWEEN):
        token = cursor.token
        said = token.text.casefold() if token is not None else ""
        if token is None or not (token.has(*_LINKS) or said in known.felt or said in _PAUSES or said in known.between or said in known.loosely):
            return
        cursor.place += 1


def _behind(cursor: Cursor, name: str, known: Case) -> float | None:
    plainly = _says(cursor.token, known)
    if not plainly and not _says(cursor.token, known, *known.loosely):
        return None
    cursor.place += 1
    _past(cursor, known)
    return _measure(cursor, known) if plainly else _likely(cursor, known)


def _before(cursor: Cursor, name: str, known: Case) -> float | None:
    start = cursor.place
    value = _measure(cursor, known)
    if value is None:
        return None
    _past(cursor, known)
    if _says(cursor.token, known):
        cursor.place += 1
        return value
    last = cursor.message.tokens[cursor.place - 1]
    end, cursor.place = cursor.place, start
    value = _likely(cursor, known) if _says(last, known, *known.loosely) else None
    cursor.place = end
    return value


def _anew(cursor: Cursor, name: str, known: Case) -> float | None:
    """20度呢, "and at 20?": another number for what was told before, where no other goods are named."""
    need = cursor.message.need
    if need is None or name not in need.case or cursor.message.category != need.category:
        return None
    cursor.skip("placing", "bound", most=2)
    bare = cursor.message.tokens[cursor.place - 1].text.casefold() == "at" if cursor.place > cursor.start else False
    return _likely(cursor, known, bare=bare)


def _likely(cursor: Cursor, known: Case, *, bare: bool = False) -> float | None:
    """A number that it may well be, and by which nothing of the goods in hand is measured; a `bare` one ends its clause."""
    amount = value_of(cursor.token, "amount")
    if amount is None or measured_field(cursor, None, amount, None) is not None:
        return None
    if bare and amount.unit is None:
        cursor.place += 1
        value = float(amount.low) if cursor.token is None or cursor.token.has("break") else None
    else:
        value = _measure(cursor, known)
    least, most = known.usual
    return value if value is not None and least <= value <= most else None


def _measure(cursor: Cursor, known: Case) -> float | None:
    """The middle of what is said: "16 to 20 degrees" is 18."""
    first = last = _amount(cursor)
    place = cursor.place
    if first is not None and cursor.take("link") is not None and (upper := _amount(cursor)) is not None:
        last = upper
    else:
        cursor.place = place
    if first is None or last is None or last.dimension != known.dimension or first.dimension not in (None, known.dimension):
        return None
    return float(first.low + last.high) / 2


def _amount(cursor: Cursor) -> Amount | None:
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token is not None else None
    return amount


def _says(token: Token | None, known: Case, *loosely: str) -> bool:
    """One of its words, also where a word for the night stands beside it in one piece that nobody knows: 卧室晚上."""
    said = token.text.strip("，。；、 ").casefold() if token is not None else ""
    if token is None or token.meanings or said in known.beside or said in loosely:
        return said in known.beside or said in loosely
    heads = [said.removesuffix(word) for word in known.loosely if said.endswith(word)]
    return any(head in known.beside or head in loosely for head in heads)


@cache
def _cases() -> dict[str, Case]:
    return {name: _case(row) for name, row in load("cases").items()}


def _case(row: Mapping[str, Any]) -> Case:
    least, most = row["usual"]
    beside, felt, loosely, between = (frozenset(row[each]) for each in ("beside", "felt", "loosely", "between"))
    return Case(row["dimension"], beside, felt, loosely, between, (least, most))
