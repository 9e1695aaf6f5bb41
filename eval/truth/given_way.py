"""How many there would be if the buyer gave way: counted anew without the condition that is named, or with the looser one."""

import re
from collections.abc import Iterator
from itertools import product

from ...schema.condition import Condition
from .claim import Claims, Found, group
from .conditions_called import called
from .quoting import folded
from .statement import MARK, Statement
from .world import World

given_way = Claims()
_QUOTED = re.compile(r"「([^」]+)」|\"([^\"]+)\"|“([^”]+)”")
_LINE = re.compile(r"(?P<blocked>(?:[「\"“][^」\"”]+[」\"”](?:、|和|, and | and |, )?)+)\s*(?:：|: )(?P<ways>.*)")
_WAY = re.compile(
    r"(?:with (?P<en>[\"“][^\"”]+[\"”])|放宽到(?P<zh>「[^」]+」))?(?: and |、|和)?(?:(?:without|不要求) ?(?P<dropped>[\"“「][^\"”」]+[\"”」]))?"
    r"[^\d；;「\"]*?(?:就有 ?|, )(?P<count>[\d,]+)"
)


@given_way(r"，(?P<zh>[^，。；：]+)(?=就有 ?\d)")
def more_than_the_way(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "quality", f"{found['zh']!r} is no part of what is given up"


@given_way(r"(?:就有|without (?:it|both),|with (?!it\b)[^,]*,) ?([\d,]+\b)(?: 款| products?)?")
def relaxed(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    count, line = int(group(found).replace(",", "")), _LINE.search(MARK.sub(" ", statement.line))
    if line is not None:
        yield from _blocking(world, line)
    if count not in {relaxation.count for relaxation in world.reply.relaxations}:
        yield "count", f"relaxations bring {[relaxation.count for relaxation in world.reply.relaxations]}"
    elif line is not None and world.reply.need.category is not None:
        yield from _ways(world, line)


@given_way(r"\bwith it, ?[\d,]+ products?|[；：](?:如果)?要求它，就有 ?[\d,]+ 款")
def with_it(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "relation", f"{found[0]!r}: there are so many without it"


def _blocking(world: World, line: re.Match[str]) -> Iterator[tuple[str, str]]:
    """What stands in the way is what some relaxation gives up, and what is put in its place is of the same condition."""
    hard = [one for one in world.reply.need.active if one.hard and not one.pages]
    given = {id for relaxation in world.reply.relaxations for id in relaxation.remove}
    blocked = [{one.id for one in _conditions(world, said, hard)} for said in _quoted(line["blocked"])]
    for said, ids in zip(_quoted(line["blocked"]), blocked, strict=True):
        if not ids & given:
            yield "relation", f"{said!r} isn't what stands in the way"
    looser = [one for relaxation in world.reply.relaxations for one in relaxation.instead]
    for told in _WAY.finditer(line["ways"]):
        for said in _quoted(told["en"] or told["zh"] or ""):
            if not any(one.id in ids for one in _conditions(world, said, looser) for ids in blocked):
                yield "relation", f"{said!r} isn't what was asked for, made looser"


def _ways(world: World, line: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Each way of the line: what it does without, what it puts in place of it; what was seen already counts too."""
    hard = [one for one in world.reply.need.active if one.hard and not one.pages]
    blocked = [_conditions(world, one, hard) for one in _quoted(line["blocked"])]
    looser = [one for relaxation in world.reply.relaxations for one in relaxation.instead]
    for way in re.split(r"[；;]", line["ways"]):
        if (told := _WAY.search(way)) is None:
            continue
        dropped = [_conditions(world, one, hard) for one in _quoted(told["dropped"] or "")]
        instead = [_conditions(world, one, looser) for one in _quoted(told["en"] or told["zh"] or "")]
        removed = blocked if not dropped else [*dropped]
        counts = set[int]()
        for gone in product(*(removed if not instead or dropped else [])):
            for new in product(*instead):
                out = {one.id for one in (*gone, *new)}
                counts |= world.fitting.counted([*(one for one in hard if one.id not in out), *new])
        if not removed or int(told["count"].replace(",", "")) not in counts:
            yield "count", f"{way.strip()!r}: there would be {sorted(counts)}"


def _quoted(said: str) -> list[str]:
    return [next(filter(None, found.groups())) for found in _QUOTED.finditer(said)]


def _conditions(world: World, said: str, every: list[Condition]) -> list[Condition]:
    """Those that are called just so, else those that may be meant."""
    found = called(world, said, every)
    return [one for one in found if folded(one.text) == folded(said)] or found
