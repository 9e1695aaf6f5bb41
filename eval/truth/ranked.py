"""What a reply says of how it ranks: the shares are worked out anew from the need, and nothing is in it that the buyer didn't ask for."""

import re
from collections.abc import Iterator

from .carrying import uncarried
from .claim import Claims, Found
from .quoting import folded
from .statement import MARK, Statement
from .world import World

ranked = Claims()

_QUOTED = re.compile(r"「([^」]+)」|\"([^\"]+)\"")
_SHARE = re.compile(r"(\d+)%")
_OURS = re.compile(
    r"先后怎么排|您的条件必须满足|其余|看和您说的有多贴近|也看|您提的|从(?=\s)|推断的|选购指南针对您这种情况的说法|占|来排|按|和"
    r"|模型另排前几款之前|先后这样排|How these were ranked before a model put the first few in another order"
    r"|How these are ranked|how close they come to your words|(?:起订量、)?销量和评分|(?:MOQ, )?sales and ratings"
    r"|your conditions are musts|and the order is|what guides say of your case|your wish for|inferred from|\bby\b|\band\b",
    re.IGNORECASE,
)
_MUSTS = re.compile(
    r"：您的条件必须满足，其余看和您说的有多贴近(?:，|。|$)|: your conditions are musts, and the order is by how close they come to your words"
)
_WISHES = re.compile(
    r"：(?:先后)?看和您说的有多贴近|: (?:your conditions are musts, and the order is )?by how close they come to your words|您的条件必须满足"
)
_SAID, _INFERRED, _GUIDE = 4, 2, 1


@ranked(r"(?:模型另排前几款之前|先后怎么排|How these (?:are|were) ranked).*")
def weighed(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    afterwards = "模型" in found[0] or "before a model" in found[0]
    if afterwards != bool(_by_model(world)):
        yield "negation", f"a model ranked by {_by_model(world)}"
    if not (_MUSTS if world.reply.need.hard else _WISHES).search(found[0]):
        yield "relation", "conditions are musts, the rest goes by how close it comes"
    if bool(re.search("指南|guides", found[0])) != any(one.kind == "guide" for one in world.reply.criteria):
        yield "relation", f"the criteria are {[one.kind for one in world.reply.criteria]}"
    told = sorted(int(number) for number in _SHARE.findall(found[0]))
    expected = sorted(_shares(world))
    if told != (expected if len(expected) > 1 else []):
        yield "number", f"the shares are {expected}"
    if wrong := uncarried(MARK.sub(" ", _SHARE.sub(" ", _OURS.sub(" ", found[0]))), world.reply.language, world.wanted.words):
        yield "unfounded", " ".join(wrong)


@ranked(
    r"Nothing on file settles.*?(?:could not filter by it|(?=: a model put))"
    r"|a model put the first few in order by their descriptions|take it as a hint"
    r"|没有记录可核对|没能当作条件来筛(?=；)|前几款的先后是模型读商品描述比出来的|只作参考"
)
def by_model(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """That a model ranked by words of the buyer's which no condition has: so say the criteria."""
    if re.search("模型|model", found[0]) and not _by_model(world):
        yield "negation", "no model ranked these"
    if found[0] == "没有记录可核对" or "settles" in found[0]:
        for word in _QUOTED.findall(statement.said):
            if folded(word[0] or word[1]) not in [folded(one) for one in _by_model(world)]:
                yield "quotation", f"a model ranked by {_by_model(world)}"


@ranked(r"没有哪款满足全部条件，所以差得最少的排在前面|None of these meets every condition, so those that miss least come first")
def near(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for card in world.reply.cards:
        if not (card.failed or card.unknown):
            yield "negation", f"{card.product_id} meets every condition"


@ranked(
    r"按记录，先后会不一样，所以没法从记录里说为什么这样"
    r"|By the records these would stand in another order, so they don't tell why they stand like this"
)
def otherwise(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """It states nothing of a thing for sale."""
    yield from ()


def _by_model(world: World) -> list[str]:
    return [one.text for one in world.reply.criteria if one.kind == "model"]


def _shares(world: World) -> list[int]:
    """Per hundred: a wish counts four times as much as a guide's sentence, what was inferred twice; of the guides together. What they say of a case
    that the buyer has measured counts as his own words."""
    wishes: dict[tuple[str, bool], int] = {}
    for one in world.reply.need.active:
        foreign = one.field == "price" and one.unit and one.unit not in world.catalogue.columns.tables.currencies
        if not one.hard and not foreign:
            inferred = one.status == "inferred"
            key = one.text or one.id, inferred
            wishes[key] = wishes.get(key, 0) + (_INFERRED if inferred else _SAID)
    guides = sum(one.kind == "guide" for one in world.reply.criteria)
    each = _SAID if world.reply.need.case else _GUIDE
    weights = [*wishes.values(), *([each * guides] if guides else [])]
    whole = sum(weights) if wishes else max(sum(weights), _SAID)
    return [round(100 * weight / whole) for weight in weights]
