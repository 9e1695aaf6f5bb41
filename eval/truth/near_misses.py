"""What a near miss misses: each condition named is one that its record breaks, or doesn't state, with the value that stands there instead, and none
that it breaks is left out."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...schema.condition import Condition
from .claim import Claims, Found, about, value_of
from .conditions_called import called, listed
from .known import Known, unit_of
from .quoting import folded
from .statement import MARK, Statement
from .units import amounts
from .values import says
from .world import World

near_misses = Claims()
_INSTEAD = re.compile(r"[（(](?:实为|供应商是|it is|its supplier:)\s*((?:[^（）()]|[（(][^（）()]*[)）])*)[)）]")
_KINDS = {"工厂": "factory", "factory": "factory", "贸易商": "trader", "trading company": "trader", "品牌商": "brand", "brand owner": "brand"}
_LISTED = re.compile(r"(\d+)\. \*\*.+?\*\* — ¥")
_TO_ALL = re.compile(r"^(?:以上都(?:没有|未)标注|None of these states it)")


@near_misses(r"；?不满足：|；? ?(?<!one )misses:|falls short on")
def misses(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.of_conditions = statement.of_misses = True
    yield from _told(world, statement, found, False)


@near_misses(r"以上都(?:没有|未)标注、需问卖家的：?|未标注、需问卖家：?|None of these states it, so ask the seller:?|not stated, ask the seller:?")
def leaves(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.of_conditions = statement.of_misses = True
    yield from _told(world, statement, found, None)


@near_misses(
    r"(?<!都)(?P<fails>\b(?:misses(?!:)|(?:does not|doesn't|do not|don't|fails? to) (?:meet|fit|satisfy|match)|falls? short of|breaks)"
    r"|不(?:满足|符合)(?!：|上面|这|您|全)|达不到|(?<![一-鿿])没(?:满足|达到))(?P<what>[^。，；.;,]{1,60})"
)
def missed(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The same in other words; of what no condition is called so it is another claim."""
    conditions = called(world, found["what"], world.reply.need.active)
    statement.kept = "" if conditions else found[0]
    for known in statement.about or ():
        if conditions and not any(world.fitting.meets(known, [one]) is False for one in conditions):
            yield "negation", f"{known.names[0][:30]} doesn't break {found['what'].strip()}"


@near_misses(
    r"(?:；|; )(?:meets|符合) ?(?P<list>.+)|(?<!都)(?<!不)\b(?:meets?|satisf(?:y|ies)|matches) (?P<en>(?!all|your|it\b|every)[^.;,]{1,60})"
    r"|(?<![不都])(?:满足|达到)(?!全|这|您)(?P<zh>[^。，；的]{1,30})"
)
def met(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for phrase, conditions in listed(world, next(filter(None, found.groups())), world.reply.need.active):
        for known in statement.about or ():
            if conditions and not any(world.fitting.meets(known, [one]) is True for one in conditions):
                yield "relation", f"{known.names[0][:30]} doesn't meet {phrase}"
    statement.kept = found[0]


def _told(world: World, statement: Statement, found: Found, verdict: bool | None) -> Iterator[tuple[str, str]]:
    """Of what was said as it stood, before anything was taken out of it."""
    said = MARK.sub(" ", statement.said).strip()
    at = re.search(rf"{re.escape(found[0].strip('；; '))}", said, re.IGNORECASE)
    parts = _INSTEAD.split(said[at.end() :] if at else "")
    used: set[tuple[str, str]] = set()  # a condition is named once
    for chunk, instead in zip(parts[::2], [*parts[1::2], None], strict=True):
        phrases = listed(world, chunk.strip(" 、，,"), [one for one in world.reply.need.active if one.hard])
        for place, (phrase, conditions) in enumerate(phrases):
            for known in about(world, statement):
                held = [one for one in conditions if world.fitting.meets(known, [one]) is verdict and (known.key, one.id) not in used]
                used |= {(known.key, one.id) for one in held[:1]}
                if not held:
                    yield "negation", f"{phrase!r} of {known.names[0][:30]}: {[world.fitting.meets(known, [one]) for one in conditions]}"
                elif instead is not None and place == len(phrases) - 1 and not any(_stands(known, one, instead) for one in held):
                    yield "attribute", f"{phrase!r} of {known.names[0][:30]} isn't {instead!r}"


def _stands(known: Known, condition: Condition, said: str) -> bool:
    """Whether the product has that instead."""
    if condition.field == "supplier.kind":
        return bool(value_of(known, condition.field) == _KINDS.get(said.strip().casefold()))
    if condition.field == "supplier.location":
        seller = known.supplier
        return seller is not None and all(folded(word) in folded(seller.whole) for word in re.split(r"[\s,，]+", said) if word)
    names = [condition.field, *(f"attr.{name}" for name, _ in condition.shares)]
    stated = [value for name in names if (value := value_of(known, name)) not in (None, ())]
    if any(says(value, said, unit_of(name)) for name in names if (value := value_of(known, name)) not in (None, ())):
        return True
    flat = [each for value in stated for each in (value if isinstance(value, tuple) else (value,))]
    numbers = {Decimal(str(each)).normalize() for each in flat if isinstance(each, (int, float, Decimal)) and not isinstance(each, bool)}
    numbers |= {number * 100 for number in numbers if condition.field == "supplier.repurchase_rate"}
    told = {value for _, value in amounts(said)}
    return bool(told) and told <= numbers or not stated


def silent_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """A list may show nothing that breaks a condition, or doesn't state it, without saying so. (kind, where, why)"""
    lines = world.reply.text.split("\n")
    hard = world.reply.need.hard
    if world.reply.comparison is not None or not hard:
        return
    to_all = " ".join(line for line in lines if _TO_ALL.match(line))
    for line in lines:
        found = _LISTED.match(line)
        known = world.listed.get(int(found[1])) if found else None
        for one in hard if known else ():
            if world.fitting.meets(known, [one]) is not True and not _named_on(world, f"{line} ; {to_all}", one):  # type: ignore[arg-type]
                yield "negation", line[:120], f"that it doesn't meet {one.name} is left out"


def _named_on(world: World, line: str, condition: Condition) -> bool:
    bare = _INSTEAD.sub(" ", MARK.sub(" ", re.sub(r"「[^」]*」", " ", line)))
    behind = re.split(r"不满足：|misses:|需问卖家的?：|ask the seller:|not on file:|记录里没有标注", bare)[1:]
    return any(
        condition in conditions
        for said in behind
        for _, conditions in listed(world, re.split(r"[；;]|，(?:商品描述|标题)|, the (?:description|title)", said)[0], world.reply.need.hard)
    )
