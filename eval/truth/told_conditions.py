"""The conditions told in brackets, of a whole list or a comparison: every one that must be met, each as it was set; and who is said to meet them."""

import re
from collections.abc import Iterator

from ...schema.condition import Condition
from .conditions_called import JOINS, called, listed
from .quoting import folded
from .spoken import plain
from .statement import numbers_named
from .units import number
from .world import World

_TOLD = re.compile(
    r"(?P<before>[^。；;.:：]*?(?:条件|按您说的|符合|合适|满足|目录里的|conditions|asked for|for you"
    r"|\bfit|with all of that|come from|catalogue)[^。；;.:：（(]*?)"
    r"\s*[（(](?P<told>(?:[^（）()]|[（(][^（）()]*[)）])*)[)）](?P<behind>[^\[]*)"
)
_AT = re.compile(r"^按 ?([\d,]+) ?件算，|^at ([\d,]+) pcs, ")
_ITEM = re.compile(r"\d+\. |[>|]|  ")
_COMPARED = re.compile(r"您的条件|What you asked for")
_ALL = re.compile(
    r"^\W*(?:[都全](?:部|都|能)?(?:满足|符合)|each of them (?:has|meets) it|(?:they all|all of them) (?:have|meet) it)\W*$", re.IGNORECASE
)
_NONE = re.compile(r"^\W*(?:没有一款全部满足|none of them has all of it)\W*$", re.IGNORECASE)
_SOME = re.compile(r"^\W*(?:只有|only )?(?P<who>.*?)\**(?:全部满足| ha(?:s|ve) all of it)\W*$", re.IGNORECASE)


def condition_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """(kind, where, why)"""
    for line in world.reply.text.split("\n"):
        if _ITEM.match(line):
            continue
        found = _TOLD.search(line)
        compared = _COMPARED.search(line) is not None
        conditions = world.wanted.asked_for if compared else [one for one in world.reply.need.hard if one.field != "product"]
        if found is None or not _tells(world, found["told"]):
            continue
        yield from ((kind, found["told"], why) for kind, why in _left_out(world, found["told"], conditions))
        if compared:
            yield from ((kind, line, why) for kind, why in _met(world, found["behind"], conditions))


def _tells(world: World, told: str) -> bool:
    return any(some for _, some in listed(world, told, world.reply.need.active))


def _left_out(world: World, told: str, conditions: list[Condition]) -> Iterator[tuple[str, str]]:
    """Each phrase is a condition, whole, and none that must be met is without one: in the buyer's words, or in ours."""
    if (count := _AT.match(told)) and number(count[1] or count[2]) != world.reply.need.quantity:
        yield "number", f"{world.reply.need.quantity} pieces are wanted"
    bare = _AT.sub("", told)
    phrases = listed(world, bare, world.reply.need.active)
    for phrase, some in phrases:
        if not any(_whole(world, phrase, one) for one in some):
            yield "relation", f"{phrase!r} is no condition as it was set"
    each = [*phrases, *((piece, called(world, piece, world.reply.need.active)) for piece in JOINS.split(bare)[::2] if piece.strip())]
    for one in conditions:
        own = folded(one.text)
        if one.hard and not (own and own in folded(bare)) and not any(one in some and _whole(world, phrase, one) for phrase, some in each):
            yield "relation", f"that {one.name} was asked for is left out"


def _whole(world: World, phrase: str, condition: Condition) -> bool:
    """Whether all that are wanted together are told."""
    if not isinstance(condition.value, tuple) or len(condition.value) < 2 or folded(condition.text) and folded(condition.text) in folded(phrase):
        return True
    said = plain(phrase)
    return all(any(plain(word) in said for word in (each, *world.wanted.other_words(each))) for each in condition.value)


def _met(world: World, verdict: str, conditions: list[Condition]) -> Iterator[tuple[str, str]]:
    """Who meets all of them: all, none, or those that are named; a number alone tells nobody."""
    meeting = {number for number, known in world.listed.items() if world.fitting.meets(known, conditions) is True}
    if _ALL.match(verdict):
        told = set(world.listed)
    elif _NONE.match(verdict):
        told = set()
    elif some := _SOME.match(verdict):
        told = set(numbers_named(some["who"]))
    else:
        yield "relation", f"{verdict.strip()!r} tells of no number who meets it"
        return
    if told != meeting:
        yield "relation", f"numbers {sorted(meeting)} meet it"
