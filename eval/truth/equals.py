"""What is the same of two, and how many of one another one's money buys."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Claims, Found, about, value_of
from .known import Known
from .statement import Statement, numbers_named
from .vocabulary import fields_named
from .world import World

equals = Claims()
_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "two": 2, "a pair": 2, "three": 3, "four": 4, "five": 5}
_TIMES = rf"(?:\d+|{'|'.join(_MANY)})"


@equals(
    r"(?:是|卖|都|也)*(?:一个价|同一?个?价钱?|一样(?:的价钱?|贵|便宜))|\b(?:cost|are|is|sell(?:s)? at|go(?:es)? for) (?:exactly )?(?:the same price"
    r"|the same money|equally priced)|\bcosts? (?:exactly )?(?:the same|as much)(?: as)?"
)
def one_price(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    those = _both(world, statement)
    if len(those) < 2 or len({Decimal(str(value_of(known, "price"))).normalize() for known in those}) > 1:
        yield "relation", f"they cost {[str(value_of(known, 'price')) for known in those]}"


@equals(r"(?P<label>[一-鿿]{1,6}?)(?:都|也|是|完全|正好)*(?:一样|相同|相等|一致|持平)(?=[。，；]|$)|the same (?P<en>[\w -]+?)(?=[.,;]|$| as\b)")
def one_value(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    names = fields_named((found["label"] or found["en"]).strip().removeprefix("的"), world.reply.language)
    if not names or statement.of_conditions:
        statement.kept = found[0]
        return
    those = _both(world, statement)
    for name in names:
        if len({str(value_of(known, name)) for known in those}) > 1 or len(those) < 2:
            yield "relation", f"{name}: {[value_of(known, name) for known in those]}"


@equals(
    rf"(?:够|能|可以?)?(?:买|换|拿|要)(?P<zh>{_TIMES}) ?[个件款](?=\s*$|[。，])"
    rf"|(?:could|can|would|will)? ?(?:have|get|buy|take) (?P<en>{_TIMES}) of\b"
)
def worth_several(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The one named first in the sentence costs as much as so many of the other."""
    numbers = [number for number in dict.fromkeys(numbers_named(statement.sentence)) if number in world.listed]
    if len(numbers) != 2 or not re.search(r"price|money|cost|价|钱|买", statement.sentence):
        statement.kept = found[0]
        return
    said = (found["zh"] or found["en"]).casefold()
    one, other = (Decimal(str(value_of(world.listed[number], "price") or 0)) for number in numbers)
    if one < (int(said) if said.isdecimal() else _MANY[said]) * other:
        yield "relation", f"they cost {one} and {other}"


def _both(world: World, statement: Statement) -> list[Known]:
    numbers = numbers_named(statement.sentence)
    return [world.listed[number] for number in dict.fromkeys(numbers) if number in world.listed] or about(world, statement)
