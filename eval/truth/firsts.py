"""Which of a list is first by a field: worked out anew where the list stands in the reply; an earlier list has at least as many as is said."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Claims, Found, value_of
from .statement import Statement, numbers_named
from .vocabulary import fields_named
from .world import World

firsts = Claims()
_LONGEST = 10


@firsts(
    r"(?P<lead>在这 (?P<a>\d+) 款里比|符合条件的 (?P<b>\d+) 款都列出来了)，"
    r"(?P<zh>[^，。]*?)(?P<zh_end>最低|最高|最轻|最少|最多|最大|最小)的是第 (?P<n>[\d、和 ]+) 款"
    r"|The (?P<end>lowest|highest|least|most|lightest|heaviest|largest|smallest) (?P<en>[\w ()-]*?) ?"
    r"(?:among these (?P<c>\d+)|of the (?P<d>\d+) that fit, all of which are listed): numbers? (?P<m>[\d, and]+)"
)
def first(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    among, of_all = int(next(filter(None, (found["a"], found["b"], found["c"], found["d"])))), bool(found["b"] or found["d"])
    numbers = [int(one) for one in re.findall(r"\d+", found["n"] or found["m"])]
    if of_all and among not in world.fitting.totals or not of_all and among > _LONGEST:
        yield "count", f"there are {sorted(world.fitting.totals)}"
    if not numbers or max(numbers) > among or len(set(numbers)) < len(numbers):
        yield "count", f"{numbers} of {among}"
    names = fields_named((found["zh"] or found["en"]).strip(), world.reply.language)
    if not names:
        yield "unfounded", f"{found['zh'] or found['en']!r} is no field"
    if len(world.listed) != among:  # a list of an earlier turn
        return
    best = min if (found["zh_end"] or found["end"]) in ("最低", "最轻", "最少", "最小", "lowest", "least", "lightest", "smallest") else max
    for_each = {
        name: {n: Decimal(str(_one(value_of(known, name)))) for n, known in world.listed.items() if _number(value_of(known, name))} for name in names
    }
    if not any(values and set(numbers) == {n for n, value in values.items() if value == best(values.values())} for values in for_each.values()):
        yield "relation", f"{for_each}"


def _one(value: object) -> object:
    return value[0] if isinstance(value, tuple) and value else value


def _number(value: object) -> bool:
    one = _one(value)
    return isinstance(one, (int, float, Decimal)) and not isinstance(one, bool)


def earlier(text: str) -> set[str]:
    """What names numbers of a list that may stand in an earlier turn."""
    return {found[0] for each in firsts for found in each.written.finditer(text) if numbers_named(found[0])}
